"""The living report: what the law says, that the engine does it, what is not covered, and who signed.

`run` reads the results of a run of the features, `coverage` compares them with the policy, `signing` says what is signed and what has
changed since, `plain` puts requirements into English, `picture` draws timelines, `page` and the modules that it names make one HTML page.
"""
