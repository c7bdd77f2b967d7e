# language: it
Funzionalità: Annuncio 61 del 2025: prodotti di terre rare all'estero

  L'annuncio 61 (公布对境外相关稀土物项实施出口管制的决定) del Ministero del Commercio, pubblicato il 9 ottobre 2025, segue le terre rare
  cinesi all'estero in tre rami con due giorni di inizio: 1(1) per contenuto, 1(2) per tecnologia, 1(3) per origine. L'annuncio 70 del
  2025 lo ha sospeso per intero il 7 novembre 2025, quando soltanto il ramo 1(3) aveva mai operato.

  Regola: Paragrafo 1(1): le merci fabbricate all'estero richiedono licenza se il contenuto cinese elencato vale lo 0,1 % o più del loro valore

    Le merci: 钐钴永磁材料 e le altre righe della parte 2 dell'allegato 1. Il contenuto che conta: i metalli, le leghe e gli ossidi della
    parte 1. La quota è di valore, non di peso, e il limite è raggiunto allo 0,1 %. Inizia il 1º dicembre 2025.

    # https://www.chemradar.com/en/news/detail/f1la2toi5p1c
    @2025-061.1
    Schema dello scenario: La quota di un solo componente
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese <quota>
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «<risposta>», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | quota                              | risposta                  | stato                               |
        | pari al 5 % del valore             | licenza richiesta         | richiede una licenza dal 2025-12-01 |
        | pari allo 0,11 % del valore        | licenza richiesta         | richiede una licenza dal 2025-12-01 |
        | pari allo 0,1 % del valore         | licenza richiesta         | richiede una licenza dal 2025-12-01 |
        | pari allo 0,09 % del valore        | nessuna licenza richiesta | non riguarda l'operazione           |
        | pari almeno allo 0,1 % del valore  | licenza richiesta         | richiede una licenza dal 2025-12-01 |
        | pari al più allo 0,09 % del valore | nessuna licenza richiesta | non riguarda l'operazione           |
        | pari al più al 5 % del valore      | indeterminata             | dipende da un fatto mancante        |
        | di valore ignoto                   | indeterminata             | dipende da un fatto mancante        |

    @2025-061.2
    Scenario: Una quota non conosciuta viene chiesta
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese di valore ignoto
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «indeterminata», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 dipende da un fatto mancante
      E chiede il valore del samario
      E i fatti mancanti potrebbero renderla «licenza richiesta»

    @2025-061.3
    Scenario: Sotto il limite quel ramo non opera, e restano da esaminare gli altri
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese pari allo 0,09 % del valore
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «indeterminata», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 non riguarda l'operazione; il paragrafo 1(2) dell'annuncio n. 61 del 2025 dipende da un fatto mancante
      E chiede l'origine della tecnologia

    # https://www.hk01.com/國際分析/60284061
    @2025-061.4
    Scenario: Un componente con un magnete al disprosio, appena sotto il limite
      Dati componenti di motore con magneti NdFeB con il 3 % di disprosio fabbricati in Vietnam, in esportazione dal Vietnam alla Corea del Sud
      E l'unico contenuto di origine estera della merce è disprosio metallico cinese pari allo 0,09 % del valore
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2025-12-15, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 non riguarda l'operazione

    @2025-061.5
    Schema dello scenario: I componenti elencati si sommano, e contano soltanto quelli cinesi elencati
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è <contenuto>
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «<risposta>», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | contenuto                                                                                                     | risposta                  | stato                     |
        | samario metallico cinese pari allo 0,06 % del valore e gadolinio metallico cinese pari allo 0,05 % del valore | licenza richiesta         | richiede una licenza      |
        | samario metallico cinese pari allo 0,05 % del valore e gadolinio metallico cinese pari allo 0,05 % del valore | licenza richiesta         | richiede una licenza      |
        | samario metallico cinese pari allo 0,05 % del valore e gadolinio metallico cinese pari allo 0,04 % del valore | nessuna licenza richiesta | non riguarda l'operazione |
        | neodimio metallico cinese pari al 30 % del valore                                                             | nessuna licenza richiesta | non riguarda l'operazione |
        | olmio metallico cinese pari al 5 % del valore                                                                 | nessuna licenza richiesta | non riguarda l'operazione |
        | ossido di samario cinese pari al 5 % del valore                                                               | nessuna licenza richiesta | non riguarda l'operazione |
        | ossido di disprosio cinese pari al 5 % del valore                                                             | licenza richiesta         | richiede una licenza      |
        | samario metallico vietnamita pari al 5 % del valore                                                           | nessuna licenza richiesta | non riguarda l'operazione |
        | samario metallico vietnamita pari al 5 % del valore e gadolinio metallico cinese pari allo 0,05 % del valore  | nessuna licenza richiesta | non riguarda l'operazione |

    @2025-061.6
    Scenario: Componenti che forse non sono tutti lasciano aperto il ramo
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E il contenuto di origine estera della merce comprende samario metallico cinese pari allo 0,09 % del valore
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «indeterminata», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 dipende da un fatto mancante
      E chiede se tutti i contenuti siano dichiarati

    @2025-061.7
    Scenario: Esattamente al limite, alcune notizie di stampa lascerebbero libera la merce
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese pari allo 0,1 % del valore
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2026-11-22
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 richiede una licenza dal 2026-11-11
      E risulta dibattuta
      E se fosse vero che «lo 0,1 % esatto è libero», la risposta sarebbe «nessuna licenza richiesta»

    @2025-061.8
    Schema dello scenario: Il giorno di inizio dei rami 1(1) e 1(2), com'era e come è diventato
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese pari al 5 % del valore
      E la tecnologia di fabbricazione viene dalla Cina
      Quando si chiede per il <giorno>, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 <stato>; il paragrafo 1(2) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | giorno     | pubblicato         | risposta                  | stato                                                |
        | 2025-10-09 | fino al 2025-10-20 | nessuna licenza richiesta | non è in vigore prima del 2025-12-01                 |
        | 2025-11-30 | fino al 2025-10-20 | nessuna licenza richiesta | non è in vigore prima del 2025-12-01                 |
        | 2025-12-01 | fino al 2025-10-20 | licenza richiesta         | richiede una licenza                                 |
        | 2025-12-02 | fino al 2025-10-20 | licenza richiesta         | richiede una licenza                                 |
        | 2025-11-06 | in qualsiasi data  | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | 2025-11-07 | in qualsiasi data  | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-10 | in qualsiasi data  | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-11 | in qualsiasi data  | licenza richiesta         | richiede una licenza dal 2026-11-11                  |

  Regola: Paragrafo 1(2): le merci fabbricate all'estero con tecnologia cinese delle terre rare richiedono licenza, qualunque ne sia il contenuto

    Letto come merci fabbricate con tecnologie che originano dalla Cina, senza minimo di contenuto. Una traduzione aggiunge che esse
    usino componenti cinesi.

    @2025-061.9
    Schema dello scenario: La sola tecnologia
      Dato disprosio metallico fabbricato in Vietnam, in esportazione dal Vietnam alla Germania
      E la tecnologia di fabbricazione viene <provenienza>
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «<risposta>», perché il paragrafo 1(2) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | provenienza  | risposta                  | stato                     |
        | dalla Cina   | licenza richiesta         | richiede una licenza      |
        | dal Giappone | nessuna licenza richiesta | non riguarda l'operazione |

    @2025-061.10
    Scenario: Nell'altra lettura, la tecnologia cinese senza componenti cinesi è libera
      Dato disprosio metallico fabbricato in Vietnam, in esportazione dal Vietnam alla Germania
      E la tecnologia di fabbricazione viene dalla Cina
      E l'unico contenuto di origine estera della merce è neodimio metallico giapponese pari al 1 % del valore
      Quando si chiede per il 2027-02-01
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(2) dell'annuncio n. 61 del 2025 richiede una licenza
      E risulta dibattuta
      E se fosse vero che «occorre usare anche terre rare cinesi», la risposta sarebbe «nessuna licenza richiesta»

  Regola: Paragrafo 1(3): i prodotti elencati di origine cinese richiedono licenza quando lasciano un altro Paese

    È iniziato il giorno della pubblicazione, 9 ottobre 2025, e ha vincolato fino al 6 novembre 2025 compreso: gli atti di quelle
    settimane restano giudicati in base ad esso.

    # https://www.chemradar.com/en/news/detail/f1la2toi5p1c
    @2025-061.11
    Schema dello scenario: Disprosio cinese venduto dalla Corea del Sud al Vietnam
      Dato disprosio metallico fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      E l'utilizzatore finale è Example Motors, un'impresa civile in Vietnam
      E l'uso finale è civile
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | giorno     | risposta                  | stato                                                |
        | 2025-10-08 | nessuna licenza richiesta | non è in vigore prima del 2025-10-09                 |
        | 2025-10-09 | licenza richiesta         | richiede una licenza dal 2025-10-09                  |
        | 2025-11-06 | licenza richiesta         | richiede una licenza fino al 2025-11-06 compreso     |
        | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2025-11-20 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |

    @2025-061.12
    Schema dello scenario: L'ultimo giorno di quelle settimane, chiesto prima e dopo l'annuncio 70
      Dato disprosio metallico fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      E l'utilizzatore finale è un'impresa civile in Vietnam
      E l'uso finale è civile
      Quando si chiede per il 2025-11-06, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 richiede una licenza
      E risulta <dubbi>

      # La dichiarazione del 30 ottobre prometteva una sospensione; l'annuncio 70 l'ha data, dal 7 novembre in poi e non per i giorni prima.
      Esempi:
        | pubblicato         | dubbi          |
        | fino al 2025-10-29 | non contestata |
        | fino al 2025-10-30 | contestata     |
        | fino al 2025-11-06 | contestata     |
        | fino al 2025-11-07 | non contestata |

    @2025-061.13
    Schema dello scenario: Origine e luogo di partenza
      Dato disprosio metallico fabbricato <origine>, in esportazione <partenza> al Vietnam
      E la tecnologia di fabbricazione viene dal Giappone
      Quando si chiede per il 2025-10-20
      Allora la risposta è «<risposta>», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | origine     | partenza            | risposta                  | stato                     |
        | in Cina     | dalla Corea del Sud | licenza richiesta         | richiede una licenza      |
        | in Giappone | dalla Corea del Sud | nessuna licenza richiesta | non riguarda l'operazione |
        | in Cina     | dalla Cina          | licenza richiesta         | non riguarda l'operazione |
        | in Cina     | da Hong Kong        | licenza richiesta         | richiede una licenza      |

    @2025-061.14
    Schema dello scenario: Il neodimio e i cinque elementi dell'annuncio 57 non sono nel suo allegato
      Dato <bene> fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      Quando si chiede per il 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 non riguarda l'operazione

      Esempi:
        | bene               |
        | neodimio metallico |
        | olmio metallico    |

    @2025-061.15
    Schema dello scenario: Ciò che va in Cina non è interessato da nessuno dei rami
      Dato <bene> fabbricato <origine>, in esportazione <partenza> alla Cina
      E l'unico contenuto di origine estera della merce è samario metallico cinese pari al 5 % del valore
      E la tecnologia di fabbricazione viene dalla Cina
      E l'utilizzatore finale è un'impresa civile in Cina
      Quando si chiede per il 2025-12-02, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 61 del 2025 non riguarda l'operazione

      Esempi:
        | bene                | origine     | partenza            |
        | magneti SmCo        | in Giappone | dal Giappone        |
        | disprosio metallico | in Vietnam  | dal Vietnam         |
        | disprosio metallico | in Cina     | dalla Corea del Sud |

  Regola: I rami 1(1) e 1(2) sono stati sospesi prima di avere mai operato

    Annuncio 70: sospesi 自即日起至2026年11月10日. Il loro giorno di inizio, il 1º dicembre 2025, passa durante la sospensione; quando
    questa finisce operano subito, per la prima volta.

    # Chiesto il 2025-11-10: https://www.worldjournal.com/wj/story/121474/9125678
    @2025-061.16
    Schema dello scenario: Un magnete giapponese con samario cinese pari al 5 % del valore
      Dati magneti SmCo fabbricati in Giappone, in esportazione dal Giappone agli Stati Uniti
      E l'unico contenuto di origine estera della merce è samario metallico cinese pari al 5 % del valore
      Quando si chiede per il <giorno>, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>», perché il paragrafo 1(1) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | giorno     | pubblicato         | risposta                  | stato                                                |
        | 2025-12-02 | fino al 2025-10-20 | licenza richiesta         | richiede una licenza dal 2025-12-01                  |
        | 2025-12-02 | fino al 2025-11-06 | licenza richiesta         | richiede una licenza dal 2025-12-01                  |
        | 2025-12-02 | fino al 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2025-12-02 | fino al 2025-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2025-11-06 | in qualsiasi data  | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | 2026-11-10 | in qualsiasi data  | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-11 | in qualsiasi data  | licenza richiesta         | richiede una licenza dal 2026-11-11                  |
        | 2025-11-07 | in qualsiasi data  | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |

  Regola: Le domande per utilizzatori o usi militari e per chi è nelle liste sono in linea di principio respinte, quelle per chip avanzati si giudicano caso per caso

    # Un bersaglio di samario per una fabbrica da 7 nm a Taiwan, 25 ottobre 2025: https://udn.com/news/story/7333/9059047
    @2025-061.17
    Schema dello scenario: L'uso e l'utilizzatore decidono come sono trattate le domande
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud a Taiwan
      E l'utilizzatore finale è un'impresa <tipo> a Taiwan
      E l'uso finale è <uso>
      Quando si chiede per il 2025-10-25, in base a quanto era pubblicato fino al 2025-10-25
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 richiede una licenza
      E le domande sono trattate <trattamento>

      Esempi:
        | tipo     | uso                                                  | trattamento                         |
        | civile   | civile                                               | in via ordinaria                    |
        | civile   | la produzione di chip logici da 14 nm o meno         | caso per caso                       |
        | civile   | la produzione di chip di memoria da 256 strati o più | caso per caso                       |
        | civile   | l'intelligenza artificiale militare                  | caso per caso                       |
        | civile   | militare                                             | come respinte in linea di principio |
        | militare | civile                                               | come respinte in linea di principio |
        | militare | la produzione di chip logici da 14 nm o meno         | come respinte in linea di principio |
        | civile   | la produzione di armi di distruzione di massa        | come respinte in linea di principio |

    @2025-061.18
    Scenario: Un uso non dichiarato può essere uno di questi
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud a Taiwan
      Quando si chiede per il 2025-10-25
      Allora la risposta è «licenza richiesta»
      E i fatti mancanti potrebbero far trattare le domande come respinte in linea di principio
      E chiede l'uso finale e l'utilizzatore finale

    @2025-061.19
    Schema dello scenario: Un utilizzatore nella lista di controllo o nella lista di osservazione
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud al Giappone
      E l'utilizzatore finale è <nome>, un'impresa civile in Giappone
      E l'uso finale è civile
      Quando si chiede per il 2026-11-11
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 richiede una licenza
      E le domande sono trattate <trattamento>

      Esempi:
        | nome           | trattamento                         |
        | TDK            | come respinte in linea di principio |
        | Example Optics | in via ordinaria                    |

    @2025-061.20
    Schema dello scenario: Un utilizzatore che appartiene per metà o più a chi è in una di queste liste
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud al Giappone
      E l'utilizzatore finale è Example Optics, un'impresa civile in Giappone
      E il <quota> % dell'utilizzatore finale appartiene a <proprietario>
      E l'uso finale è civile
      Quando si chiede per il 2026-11-11
      Allora la risposta è «licenza richiesta»
      E le domande sono trattate <trattamento>
      E nessun fatto mancante potrebbe rendere più severo il loro trattamento
      E il giorno dell'annuncio n. 61 del 2025 di cui non è stato letto il testo è il 2025-10-09

      Esempi:
        | quota | proprietario   | trattamento                         |
        | 50    | TDK            | come respinte in linea di principio |
        | 50,1  | TDK            | come respinte in linea di principio |
        | 49,9  | TDK            | in via ordinaria                    |
        | 100   | Example Motors | in via ordinaria                    |

    @2025-061.21
    Scenario: Finché i proprietari non sono dichiarati, vengono chiesti
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud al Giappone
      E l'utilizzatore finale è Example Optics, un'impresa civile in Giappone
      E l'uso finale è civile
      Quando si chiede per il 2026-11-11
      Allora la risposta è «licenza richiesta»
      E i fatti mancanti potrebbero far trattare le domande come respinte in linea di principio
      E chiede l'utilizzatore finale

    @2025-061.22
    Schema dello scenario: Le due classi valgono in ogni giorno in cui vale il paragrafo 1(3)
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud a Taiwan
      E l'utilizzatore finale è Example Optics, un'impresa civile a Taiwan
      E l'uso finale è <uso>
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 <stato>
      E le domande sono trattate <trattamento>
      E il giorno dell'annuncio n. 61 del 2025 di cui non è stato letto il testo è il 2025-10-09

      Esempi:
        | uso                                          | giorno     | stato                                            | trattamento                         |
        | militare                                     | 2025-10-09 | richiede una licenza dal 2025-10-09              | come respinte in linea di principio |
        | militare                                     | 2025-11-06 | richiede una licenza fino al 2025-11-06 compreso | come respinte in linea di principio |
        | militare                                     | 2026-11-11 | richiede una licenza dal 2026-11-11              | come respinte in linea di principio |
        | la produzione di chip logici da 14 nm o meno | 2025-10-09 | richiede una licenza dal 2025-10-09              | caso per caso                       |
        | la produzione di chip logici da 14 nm o meno | 2025-11-06 | richiede una licenza fino al 2025-11-06 compreso | caso per caso                       |
        | la produzione di chip logici da 14 nm o meno | 2026-11-11 | richiede una licenza dal 2026-11-11              | caso per caso                       |

    @2025-061.23
    Schema dello scenario: Prima del primo giorno e mentre dorme non c'è nulla da domandare
      Dati bersagli di samario fabbricati in Cina, in esportazione dalla Corea del Sud a Taiwan
      E l'utilizzatore finale è Example Optics, un'impresa civile a Taiwan
      E l'uso finale è <uso>
      Quando si chiede per il <giorno>
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 61 del 2025 <stato>

      Esempi:
        | uso                                          | giorno     | stato                                                |
        | militare                                     | 2025-10-08 | non è in vigore prima del 2025-10-09                 |
        | militare                                     | 2025-11-07 | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | militare                                     | 2026-11-10 | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | la produzione di chip logici da 14 nm o meno | 2025-10-08 | non è in vigore prima del 2025-10-09                 |
        | la produzione di chip logici da 14 nm o meno | 2025-11-07 | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | la produzione di chip logici da 14 nm o meno | 2026-11-10 | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |

  Regola: Assistenza medica urgente, emergenze di sanità pubblica e soccorso in caso di calamità non richiedono licenza, ma un rapporto entro dieci giorni lavorativi

    @2025-061.24
    Schema dello scenario: L'uso umanitario è esente, con un obbligo
      Dato disprosio metallico fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      E l'utilizzatore finale è Example Motors, un'impresa civile in Vietnam
      E l'uso finale è <uso>
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 <stato>

      Esempi:
        | uso                             | giorno     | risposta                  | stato                                                |
        | l'assistenza medica urgente     | 2025-10-20 | nessuna licenza richiesta | esenta l'uso                                         |
        | un'emergenza di sanità pubblica | 2025-10-20 | nessuna licenza richiesta | esenta l'uso                                         |
        | il soccorso in caso di calamità | 2025-10-20 | nessuna licenza richiesta | esenta l'uso                                         |
        | civile                          | 2025-10-20 | licenza richiesta         | richiede una licenza                                 |
        | il soccorso in caso di calamità | 2025-10-08 | nessuna licenza richiesta | non è in vigore prima del 2025-10-09                 |
        | il soccorso in caso di calamità | 2025-10-09 | nessuna licenza richiesta | esenta l'uso                                         |
        | il soccorso in caso di calamità | 2025-11-06 | nessuna licenza richiesta | esenta l'uso                                         |
        | il soccorso in caso di calamità | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | il soccorso in caso di calamità | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | il soccorso in caso di calamità | 2026-11-11 | nessuna licenza richiesta | esenta l'uso                                         |

    @2025-061.25
    Scenario: Il rapporto è un obbligo
      Dato disprosio metallico fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      E l'utilizzatore finale è un'impresa civile in Vietnam
      E l'uso finale è il soccorso in caso di calamità
      Quando si chiede per il 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 esenta l'uso
      E vi è l'obbligo di «riferire al Ministero del Commercio per posta elettronica entro dieci giorni lavorativi»

    @2025-061.26
    Scenario: Mentre l'annuncio dorme, dorme anche l'obbligo del rapporto
      Dato disprosio metallico fabbricato in Cina, in esportazione dalla Corea del Sud al Vietnam
      E l'utilizzatore finale è un'impresa civile in Vietnam
      E l'uso finale è il soccorso in caso di calamità
      Quando si chiede per il 2025-11-20
      Allora la risposta è «nessuna licenza richiesta», perché il paragrafo 1(3) dell'annuncio n. 61 del 2025 è sospeso
      E non vi è alcun obbligo

    @2025-061.27
    Scenario: L'esenzione vale per l'annuncio 61, non per altri
      Dato disprosio metallico in esportazione dalla Cina al Vietnam
      E l'utilizzatore finale è un'impresa civile in Vietnam
      E l'uso finale è il soccorso in caso di calamità
      Quando si chiede per il 2025-10-20
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza
