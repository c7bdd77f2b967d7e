"""The words of the features: what each sentence states about a shipment, or expects of an answer.

`goods` and `words` are the tables (goods and measures; countries, uses, provisions), `given` states a shipment and asks, `then` reads
the answer, `driver` is how it is asked. The language is closed: a word that is not in a table fails the step and says so.

`languages` turns the sentences of translated features into the English ones, by the tables of `italian` and `chinese`; `translated` is
what makes pytest-bdd run them.
"""
