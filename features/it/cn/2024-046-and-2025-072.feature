# language: it
Funzionalità: Annunci 46 del 2024 e 72 del 2025: beni a duplice uso per gli Stati Uniti

  L'annuncio 46 (关于加强相关两用物项对美国出口管制的公告) del Ministero del Commercio, pubblicato il 3 dicembre 2024. Il paragrafo 1
  vieta, il paragrafo 2 dice come si trattano le domande, una frase finale chiama a rispondere chiunque ceda ad altri beni di origine
  cinese. L'annuncio 72 del 2025 sospende il paragrafo 2 e nient'altro.

  Regola: I beni a duplice uso non si esportano a utilizzatori militari degli Stati Uniti, né per un uso militare in quel Paese

    Paragrafo 1, attuato 自公布之日起, dal giorno della pubblicazione. Basta l'uno o l'altro: l'utilizzatore, o l'uso.

    @2024-046-and-2025-072.1
    Schema dello scenario: Inizia il giorno della pubblicazione e nessun atto lo ha fermato
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è un utilizzatore militare negli Stati Uniti
      E l'uso finale è militare
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il paragrafo 1 dell'annuncio n. 46 del 2024 <stato>

      # 1º dicembre 2025: https://www.worldjournal.com/wj/story/124277/9129190
      Esempi:
        | giorno     | risposta           | stato                                |
        | 2024-12-02 | licenza richiesta  | non è in vigore prima del 2024-12-03 |
        | 2024-12-03 | operazione vietata | vieta l'operazione                   |
        | 2024-12-04 | operazione vietata | vieta l'operazione                   |
        | 2025-11-08 | operazione vietata | vieta l'operazione                   |
        | 2025-11-09 | operazione vietata | vieta l'operazione                   |
        | 2025-12-01 | operazione vietata | vieta l'operazione                   |
        | 2026-11-27 | operazione vietata | vieta l'operazione                   |
        | 2026-11-28 | operazione vietata | vieta l'operazione                   |

    @2024-046-and-2025-072.2
    Schema dello scenario: L'utilizzatore o l'uso
      Dato gallio metallico in esportazione dalla Cina <destinazione>
      E l'utilizzatore finale è <utilizzatore>
      E l'uso finale è <uso>
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>», perché il paragrafo 1 dell'annuncio n. 46 del 2024 <stato>

      Esempi:
        | destinazione     | utilizzatore                               | uso            | risposta           | stato                        |
        | agli Stati Uniti | un utilizzatore militare negli Stati Uniti | civile         | operazione vietata | vieta l'operazione           |
        | agli Stati Uniti | un'impresa civile negli Stati Uniti        | militare       | operazione vietata | vieta l'operazione           |
        | agli Stati Uniti | non dichiarato                             | militare       | operazione vietata | vieta l'operazione           |
        | agli Stati Uniti | un'impresa civile negli Stati Uniti        | civile         | licenza richiesta  | non riguarda l'operazione    |
        | agli Stati Uniti | un'impresa negli Stati Uniti               | civile         | licenza richiesta  | dipende da un fatto mancante |
        | agli Stati Uniti | un'impresa civile negli Stati Uniti        | non dichiarato | licenza richiesta  | dipende da un fatto mancante |
        | agli Stati Uniti | non dichiarato                             | non dichiarato | licenza richiesta  | dipende da un fatto mancante |
        | alla Germania    | un utilizzatore militare in Germania       | militare       | licenza richiesta  | non riguarda l'operazione    |

    @2024-046-and-2025-072.3
    Scenario: Uso non dichiarato: almeno una licenza, e forse il divieto
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      Quando si chiede per il 2025-12-01
      Allora la risposta è «licenza richiesta», perché il paragrafo 1 dell'annuncio n. 46 del 2024 dipende da un fatto mancante; il punto 1.1 dell'annuncio n. 23 del 2023 richiede una licenza
      E i fatti mancanti potrebbero renderla «operazione vietata»
      E chiede l'uso finale e l'utilizzatore finale

    @2024-046-and-2025-072.4
    Schema dello scenario: Le merci per un utilizzatore militare degli Stati Uniti possono viaggiare attraverso un altro Paese
      Dato gallio metallico in esportazione dalla Cina al Messico
      E l'utilizzatore finale è <utilizzatore>
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>», perché il paragrafo 1 dell'annuncio n. 46 del 2024 <stato>

      Esempi:
        | utilizzatore                             | risposta           | stato                     |
        | un contraente militare negli Stati Uniti | operazione vietata | vieta l'operazione        |
        | un'impresa civile in Messico             | licenza richiesta  | non riguarda l'operazione |

    # Carburo di tungsteno, 20 novembre 2025: https://www.worldjournal.com/wj/story/124277/9129190
    @2024-046-and-2025-072.5
    Schema dello scenario: Ogni bene della lista dei beni a duplice uso, e nessun'altra merce
      Dato <bene> in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è un utilizzatore militare negli Stati Uniti
      Quando si chiede per il 2025-11-20
      Allora la risposta è «<risposta>», perché il paragrafo 1 dell'annuncio n. 46 del 2024 <stato>

      Esempi:
        | bene                                                                    | risposta           | stato                     |
        | disprosio metallico                                                     | operazione vietata | vieta l'operazione        |
        | merci della lista cinese dei beni a duplice uso, «carburo di tungsteno» | operazione vietata | vieta l'operazione        |
        | chiodi di acciaio                                                       | indeterminata      | non riguarda l'operazione |

    @2024-046-and-2025-072.6
    Scenario: Le merci fuori da ogni lista non sono vietate da esso, ma può contare ciò che l'esportatore sa
      Dati chiodi di acciaio in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è un utilizzatore militare negli Stati Uniti
      Quando si chiede per il 2025-11-20
      Allora la risposta è «indeterminata», perché il paragrafo 1 dell'annuncio n. 46 del 2024 non riguarda l'operazione
      E avverte che una clausola generale scatta per gli usi conosciuti
      E avverte che il registro tace su queste merci

    @2024-046-and-2025-072.7
    Scenario: Merci la cui iscrizione è sospesa sono forse elencate e forse no: su questo nulla è permesso
      Dato ossido di olmio in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è un utilizzatore militare negli Stati Uniti
      Quando si chiede per il 2025-12-15
      Allora la risposta è «indeterminata», perché il punto 1 dell'annuncio n. 57 del 2025 è sospeso; il paragrafo 1 dell'annuncio n. 46 del 2024 emerge soltanto da un indizio
      E i fatti mancanti potrebbero renderla «operazione vietata»

  Regola: Gallio, germanio, antimonio e materiali superduri per gli Stati Uniti non sono in linea di principio autorizzati; la grafite è esaminata con più severità

    Paragrafo 2. Tratta le domande; ciò che si richiede resta una licenza, e il rifiuto in linea di principio non è un divieto.

    @2024-046-and-2025-072.8
    Schema dello scenario: Il paragrafo 2 nel tempo: dal 3 dicembre 2024, e dormiente dal 9 novembre 2025 al 27 novembre 2026 compreso
      Dato <bene> in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è Example Optics, un'impresa civile negli Stati Uniti
      E l'uso finale è civile
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta», perché <obbligo> richiede una licenza
      E le domande sono trattate <trattamento>
      E nessun fatto mancante potrebbe renderla più severa

      Esempi:
        | bene                        | obbligo                                   | giorno     | trattamento                         |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2024-12-02 | in via ordinaria                    |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2024-12-03 | come respinte in linea di principio |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2024-12-10 | come respinte in linea di principio |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2025-11-08 | come respinte in linea di principio |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2025-11-09 | in via ordinaria                    |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2025-11-20 | in via ordinaria                    |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2026-11-27 | in via ordinaria                    |
        | gallio metallico            | il punto 1.1 dell'annuncio n. 23 del 2023 | 2026-11-28 | come respinte in linea di principio |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2024-12-02 | in via ordinaria                    |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2024-12-03 | con un esame più severo             |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2025-11-08 | con un esame più severo             |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2025-11-09 | in via ordinaria                    |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2026-11-27 | in via ordinaria                    |
        | grafite naturale in scaglie | il punto 1.2 dell'annuncio n. 39 del 2023 | 2026-11-28 | con un esame più severo             |

    @2024-046-and-2025-072.9
    Schema dello scenario: L'uso civile non cambia nulla nel modo in cui si trattano le domande
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'uso finale è civile
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate <trattamento>
      E chiede l'utilizzatore finale

      Esempi:
        | giorno     | trattamento                         |
        | 2024-12-10 | come respinte in linea di principio |
        | 2025-11-20 | in via ordinaria                    |

    # Germanio per ottiche infrarosse civili: https://rawmaterials.net/china-restricts-critical-mineral-exports-to-the-united-states/
    @2024-046-and-2025-072.10
    Schema dello scenario: Ciascuna famiglia, e nessun'altra destinazione
      Dato <bene> in esportazione dalla Cina <destinazione>
      E l'utilizzatore finale è un'impresa civile <sede>
      E l'uso finale è civile
      Quando si chiede per il 2024-12-10
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate <trattamento>

      Esempi:
        | bene                        | destinazione     | sede              | trattamento                         |
        | germanio metallico          | agli Stati Uniti | negli Stati Uniti | come respinte in linea di principio |
        | lingotti di antimonio       | agli Stati Uniti | negli Stati Uniti | come respinte in linea di principio |
        | grafite naturale in scaglie | agli Stati Uniti | negli Stati Uniti | con un esame più severo             |
        | germanio metallico          | alla Germania    | in Germania       | in via ordinaria                    |
        | grafite naturale in scaglie | alla Germania    | in Germania       | in via ordinaria                    |

    @2024-046-and-2025-072.11
    Scenario: Senza il Paese dell'utilizzatore finale, le domande possono ancora essere respinte in linea di principio
      Dato germanio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2024-12-10
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate in via ordinaria
      E i fatti mancanti potrebbero far trattare le domande come respinte in linea di principio
      E chiede l'utilizzatore finale

    @2024-046-and-2025-072.12
    Scenario: Il paragrafo 2 non crea alcun obbligo proprio
      Data polvere di diamante in esportazione dalla Cina agli Stati Uniti
      E la dimensione media delle particelle della merce è 10 µm
      Quando si chiede per il 2025-11-08
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 55 del 2025 è sospeso fino al 2026-11-10 compreso; il paragrafo 2 dell'annuncio n. 46 del 2024 non riguarda l'operazione
      E avverte che l'inserimento in lista è soltanto sospeso

    @2024-046-and-2025-072.13
    Scenario: Come si farebbe sentire una proroga promessa
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è un'impresa civile negli Stati Uniti
      E l'uso finale è civile
      Quando si chiede per il 2026-11-28
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate come respinte in linea di principio
      E risulta contestata
      E se la dichiarazione fosse attuata, le domande sarebbero trattate in via ordinaria fino al 10 gennaio 2027 compreso

  Regola: L'annuncio 72 sospende soltanto il paragrafo 2

    即日起, 至2026年11月27日: dal 9 novembre 2025 al 27 novembre 2026 compreso. Il gallio torna alla licenza ordinaria, non alla libertà.

    @2024-046-and-2025-072.14
    Schema dello scenario: Ciò che è stato sospeso, e ciò che non lo è stato
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è <utilizzatore>
      Quando si chiede per il 2025-11-20, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>»
      E le domande sono trattate <trattamento>

      Esempi:
        | utilizzatore                               | pubblicato         | risposta           | trattamento                         |
        | un'impresa civile negli Stati Uniti        | fino al 2025-11-08 | licenza richiesta  | come respinte in linea di principio |
        | un'impresa civile negli Stati Uniti        | fino al 2025-11-09 | licenza richiesta  | in via ordinaria                    |
        | un utilizzatore militare negli Stati Uniti | fino al 2025-11-08 | operazione vietata | come respinte in linea di principio |
        | un utilizzatore militare negli Stati Uniti | fino al 2025-11-09 | operazione vietata | in via ordinaria                    |

    # Riferito da due testate. Il Quotidiano del Popolo e le copie di Xinhua dicono che è sospeso l'intero paragrafo.
    @2024-046-and-2025-072.15
    Schema dello scenario: Per la grafite la stampa legge la sospensione in due modi
      Data grafite naturale in scaglie in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è Example Optics, un'impresa civile negli Stati Uniti
      E l'uso finale è civile
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta», perché il punto 1.2 dell'annuncio n. 39 del 2023 richiede una licenza
      E le domande sono trattate in via ordinaria
      E risulta dibattuta
      E se fosse vero che «prosegue l'esame più severo della grafite per gli Stati Uniti», le domande sarebbero trattate con un esame più severo

      Esempi:
        | giorno     |
        | 2025-11-09 |
        | 2025-11-20 |
        | 2026-11-27 |

    @2024-046-and-2025-072.16
    Scenario: Prima della sospensione vi è una sola lettura
      Data grafite naturale in scaglie in esportazione dalla Cina agli Stati Uniti
      E l'utilizzatore finale è Example Optics, un'impresa civile negli Stati Uniti
      E l'uso finale è civile
      Quando si chiede per il 2025-11-08
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate con un esame più severo
      E non vi è altra lettura della norma

  Regola: Chi cede ad altri beni cinesi a duplice uso contro l'annuncio ne risponde, ovunque si trovi

    La frase finale serve ciascun paragrafo finché è in vigore. Non indica alcuna procedura con cui una cessione possa essere permessa.

    @2024-046-and-2025-072.17
    Schema dello scenario: Gallio venduto dalla Thailandia agli Stati Uniti
      Dato gallio metallico fabbricato <origine>, in esportazione dalla Thailandia agli Stati Uniti
      E l'utilizzatore finale è <utilizzatore>
      E l'uso finale è <uso>
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché <motivo>

      Esempi:
        | origine     | utilizzatore                                        | uso      | giorno     | risposta                  | motivo                                                                                           |
        | in Cina     | un utilizzatore militare negli Stati Uniti          | militare | 2024-12-02 | nessuna licenza richiesta | il paragrafo 1 dell'annuncio n. 46 del 2024 non è in vigore                                      |
        | in Cina     | un utilizzatore militare negli Stati Uniti          | militare | 2024-12-03 | operazione vietata        | il paragrafo 1 dell'annuncio n. 46 del 2024 vieta l'operazione                                   |
        | in Cina     | un utilizzatore militare negli Stati Uniti          | militare | 2025-11-20 | operazione vietata        | il paragrafo 1 dell'annuncio n. 46 del 2024 vieta l'operazione                                   |
        | in Giappone | un utilizzatore militare negli Stati Uniti          | militare | 2025-11-20 | nessuna licenza richiesta | il paragrafo 1 dell'annuncio n. 46 del 2024 non riguarda l'operazione                            |
        | in Cina     | un'impresa civile negli Stati Uniti                 | civile   | 2025-11-08 | indeterminata             | il paragrafo 2 dell'annuncio n. 46 del 2024 dipende da un fatto mancante                         |
        | in Cina     | un'impresa civile negli Stati Uniti                 | civile   | 2025-11-20 | nessuna licenza richiesta | il paragrafo 2 dell'annuncio n. 46 del 2024 è sospeso                                            |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2024-12-02 | nessuna licenza richiesta | il paragrafo 2 dell'annuncio n. 46 del 2024 non è in vigore prima del 2024-12-03                 |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2024-12-03 | indeterminata             | il paragrafo 2 dell'annuncio n. 46 del 2024 dipende da un fatto mancante                         |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2025-11-08 | indeterminata             | il paragrafo 2 dell'annuncio n. 46 del 2024 dipende da un fatto mancante                         |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2025-11-09 | nessuna licenza richiesta | il paragrafo 2 dell'annuncio n. 46 del 2024 è sospeso dal 2025-11-09 fino al 2026-11-27 compreso |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2026-11-27 | nessuna licenza richiesta | il paragrafo 2 dell'annuncio n. 46 del 2024 è sospeso dal 2025-11-09 fino al 2026-11-27 compreso |
        | in Cina     | Example Optics, un'impresa civile negli Stati Uniti | civile   | 2026-11-28 | indeterminata             | il paragrafo 2 dell'annuncio n. 46 del 2024 dipende da un fatto mancante                         |

    @2024-046-and-2025-072.18
    Scenario: Il divieto dice che non c'è modo di aggirarlo
      Dato gallio metallico fabbricato in Cina, in esportazione dalla Thailandia agli Stati Uniti
      E l'utilizzatore finale è un utilizzatore militare negli Stati Uniti
      Quando si chiede per il 2025-11-20
      Allora la risposta è «operazione vietata», perché il paragrafo 1 dell'annuncio n. 46 del 2024 vieta l'operazione
      E avverte che non è indicata alcuna procedura

  Regola: Una licenza posseduta non autorizza ciò che può essere vietato

    Un permesso si dà soltanto se i fatti che mancano non possono rendere più severa la risposta.

    @2024-046-and-2025-072.19
    Schema dello scenario: Gallio per gli Stati Uniti con una licenza posseduta
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'esportatore, Example Metals, è titolare di una licenza ai sensi dell'annuncio n. 23 del 2023 per gallio verso gli Stati Uniti
      E l'utilizzatore finale è <utilizzatore>
      E l'uso finale è <uso>
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>», perché il punto 1.1 dell'annuncio n. 23 del 2023 è soddisfatto dalla licenza posseduta; il paragrafo 1 dell'annuncio n. 46 del 2024 <stato>

      Esempi:
        | utilizzatore                               | uso            | risposta               | stato                        |
        | un'impresa civile negli Stati Uniti        | civile         | operazione autorizzata | non riguarda l'operazione    |
        | un'impresa civile negli Stati Uniti        | non dichiarato | indeterminata          | dipende da un fatto mancante |
        | un utilizzatore militare negli Stati Uniti | civile         | operazione vietata     | vieta l'operazione           |

    @2024-046-and-2025-072.20
    Schema dello scenario: Se l'uso o l'utilizzatore non è dichiarato, non è mai autorizzata
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'esportatore, Example Metals, è titolare di una licenza ai sensi dell'annuncio n. 23 del 2023 per gallio verso gli Stati Uniti
      E l'utilizzatore finale è <utilizzatore>
      E l'uso finale è <uso>
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>»
      E i fatti mancanti potrebbero renderla «operazione vietata»

      Esempi:
        | utilizzatore                        | uso            | risposta          |
        | un'impresa civile negli Stati Uniti | non dichiarato | indeterminata     |
        | non dichiarato                      | civile         | licenza richiesta |
        | non dichiarato                      | non dichiarato | licenza richiesta |

    @2024-046-and-2025-072.21
    Scenario: Ciò che manca viene chiesto
      Dato gallio metallico in esportazione dalla Cina agli Stati Uniti
      E l'esportatore, Example Metals, è titolare di una licenza ai sensi dell'annuncio n. 23 del 2023 per gallio verso gli Stati Uniti
      E l'utilizzatore finale è un'impresa civile negli Stati Uniti
      Quando si chiede per il 2025-12-01
      Allora la risposta è «indeterminata»
      E i fatti mancanti potrebbero renderla «operazione vietata»
      E chiede l'uso finale

    @2024-046-and-2025-072.22
    Schema dello scenario: Una licenza copre ciò che i suoi termini nominano, e non di più
      Dato <bene> in esportazione dalla Cina <destinazione>
      E l'esportatore, Example Metals, è titolare di una licenza ai sensi dell'annuncio n. 23 del 2023 per gallio verso gli Stati Uniti, per uso civile
      E l'utilizzatore finale è un'impresa civile <sede>
      E l'uso finale è civile
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>»

      Esempi:
        | bene               | destinazione     | sede              | risposta               |
        | gallio metallico   | agli Stati Uniti | negli Stati Uniti | operazione autorizzata |
        | gallio metallico   | alla Germania    | in Germania       | licenza richiesta      |
        | germanio metallico | agli Stati Uniti | negli Stati Uniti | licenza richiesta      |
