# language: it
Funzionalità: Annunci 57 e 70 del 2025: olmio, erbio, tulio, europio e itterbio, elencati e sospesi

  L'annuncio 57 (公布对部分中重稀土相关物项实施出口管制的决定) del Ministero del Commercio e dell'Amministrazione generale delle
  dogane è stato pubblicato il 9 ottobre 2025. L'annuncio 70 lo ha sospeso, insieme ai numeri 55, 56, 58, 61 e 62, il 7 novembre 2025,
  il giorno prima dell'inizio. La risposta dipende dal giorno dell'esportazione e da quanto era pubblicato quando la si è chiesta.

  Regola: Dall'8 novembre 2025 i prodotti elencati di altre cinque terre rare si esportano soltanto con licenza

    È l'annuncio 57 considerato da solo, prima di ogni altra pubblicazione. La pubblicazione non è l'entrata in vigore.

    @2025-057-and-2025-070.1
    Schema dello scenario: Il giorno di inizio è il primo giorno dell'obbligo
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>, in base a quanto era pubblicato fino al 20 ottobre 2025
      Allora la risposta è «<risposta>», perché il punto 1 dell'annuncio n. 57 del 2025 <stato>

      Esempi:
        | giorno     | risposta                  | stato                                      |
        | 2025-10-20 | nessuna licenza richiesta | non è in vigore prima dell'8 novembre 2025 |
        | 2025-11-07 | nessuna licenza richiesta | non è in vigore prima dell'8 novembre 2025 |
        | 2025-11-08 | licenza richiesta         | richiede una licenza dal 2025-11-08        |
        | 2025-11-09 | licenza richiesta         | richiede una licenza dal 2025-11-08        |

    @2025-057-and-2025-070.2
    Scenario: Prima dell'inizio la risposta dice fino a quando vale e che cosa diventa
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-10-20, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché il punto 1 dell'annuncio n. 57 del 2025 non è in vigore prima del 2025-11-08
      E vale fino al 2025-11-07 compreso, poi «licenza richiesta»
      E si fonda sull'annuncio n. 57 del 2025
      E non si fonda sull'annuncio n. 70 del 2025

    @2025-057-and-2025-070.3
    Schema dello scenario: Ciascuno dei cinque elementi, nelle forme che la lista nomina
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-11-08, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «<risposta>», perché il <punto> dell'annuncio n. 57 del 2025 <stato>

      Esempi:
        | bene                    | risposta                  | punto   | stato                               |
        | ossido di olmio         | licenza richiesta         | punto 1 | richiede una licenza dal 2025-11-08 |
        | erbio metallico         | licenza richiesta         | punto 2 | richiede una licenza dal 2025-11-08 |
        | ossido di tulio         | licenza richiesta         | punto 3 | richiede una licenza dal 2025-11-08 |
        | europio metallico       | licenza richiesta         | punto 4 | richiede una licenza dal 2025-11-08 |
        | itterbio metallico      | licenza richiesta         | punto 5 | richiede una licenza dal 2025-11-08 |
        | ossido di itterbio      | indeterminata             | punto 5 | emerge soltanto da un indizio       |
        | lega di erbio e rame    | nessuna licenza richiesta | punto 2 | non riguarda l'operazione           |
        | lega di tulio e rame    | nessuna licenza richiesta | punto 3 | non riguarda l'operazione           |
        | lega di europio e rame  | nessuna licenza richiesta | punto 4 | non riguarda l'operazione           |
        | lega di itterbio e rame | indeterminata             | punto 5 | emerge soltanto da un indizio       |

    @2025-057-and-2025-070.4
    Scenario: Una terra rara che l'annuncio non nomina resta libera
      Dato neodimio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-11-08, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 57 del 2025 non riguarda l'operazione

  Regola: Dal 7 novembre 2025 al 10 novembre 2026 compreso i sei annunci dell'ottobre 2025 non si attuano

    Annuncio 70: sospesi 自即日起至2026年11月10日, da oggi al 10 novembre 2026. 至 comprende il giorno che nomina.

    # Casi 2025-11-07 e 2026-11-10: https://www.worldjournal.com/wj/story/121474/9125678,
    # https://rawmaterials.net/china-officially-suspends-october-export-tightening
    @2025-057-and-2025-070.5
    Schema dello scenario: Il giorno prima, il primo, l'ultimo e il giorno dopo
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il punto <punto> dell'annuncio n. 57 del 2025 <stato>

      Esempi:
        | bene               | punto | giorno     | risposta                  | stato                                                |
        | olmio metallico    | 1     | 2025-11-06 | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | olmio metallico    | 1     | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | olmio metallico    | 1     | 2025-11-08 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | olmio metallico    | 1     | 2025-12-15 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | olmio metallico    | 1     | 2026-11-09 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | olmio metallico    | 1     | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | olmio metallico    | 1     | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |
        | erbio metallico    | 2     | 2025-11-06 | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | erbio metallico    | 2     | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | erbio metallico    | 2     | 2025-11-08 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | erbio metallico    | 2     | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | erbio metallico    | 2     | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |
        | ossido di tulio    | 3     | 2025-11-06 | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | ossido di tulio    | 3     | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | ossido di tulio    | 3     | 2025-11-08 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | ossido di tulio    | 3     | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | ossido di tulio    | 3     | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |
        | europio metallico  | 4     | 2025-11-06 | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | europio metallico  | 4     | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | europio metallico  | 4     | 2025-11-08 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | europio metallico  | 4     | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | europio metallico  | 4     | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |
        | itterbio metallico | 5     | 2025-11-06 | nessuna licenza richiesta | non è in vigore prima del 2025-11-07                 |
        | itterbio metallico | 5     | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | itterbio metallico | 5     | 2025-11-08 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | itterbio metallico | 5     | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | itterbio metallico | 5     | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |

    @2025-057-and-2025-070.6
    Schema dello scenario: Finché dura, la risposta dice in quale giorno finisce e che cosa segue
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «nessuna licenza richiesta»
      E vale fino al 10 novembre 2026 compreso, poi «licenza richiesta»
      E si fonda sull'annuncio n. 70 del 2025

      Esempi:
        | giorno     |
        | 2025-11-08 |
        | 2026-11-10 |

    # Letto come primo giorno di efficacia da https://www.steelradar.com/en/haber/china-postpones-rare-earth-export-restrictions-by-one-year
    @2025-057-and-2025-070.7
    Scenario: L'ultimo giorno è un giorno limite, letto in due modi
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-11-10
      Allora la risposta è «nessuna licenza richiesta»
      E cade in un giorno limite
      E se fosse vero che «ha effetto il 10 novembre 2026», la risposta sarebbe «licenza richiesta»

    @2025-057-and-2025-070.8
    Scenario: Il giorno prima si legge in un solo modo
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-11-09
      Allora la risposta è «nessuna licenza richiesta»
      E non vi è altra lettura della norma

    @2025-057-and-2025-070.9
    Schema dello scenario: I giorni su cui nessuno discute non sono giorni limite
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>»
      E non cade in un giorno limite

      Esempi:
        | giorno     | risposta                  |
        | 2025-11-08 | nessuna licenza richiesta |
        | 2026-11-09 | nessuna licenza richiesta |
        | 2026-11-11 | licenza richiesta         |

    @2025-057-and-2025-070.10
    Schema dello scenario: Il giorno di inizio dell'atto sospeso passa nel sonno
      Dato <bene> in esportazione dalla Cina alla Corea del Sud
      E la <grandezza> della merce è <valore>
      Quando si chiede per il 2025-11-08, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>», perché l'annuncio n. <numero> del 2025 <stato>

      # I pacchi batteria: https://xkzj.mofcom.gov.cn/tzgg/art/2025/art_1bc20676fe4f4c1ea0f25c274ede7cac.html
      Esempi:
        | bene                               | grandezza                         | valore    | pubblicato         | numero | risposta                  | stato                                 |
        | pacchi batteria agli ioni di litio | densità di energia                | 310 Wh/kg | fino al 2025-11-06 | 58     | licenza richiesta         | richiede una licenza                  |
        | pacchi batteria agli ioni di litio | densità di energia                | 310 Wh/kg | in qualsiasi data  | 58     | nessuna licenza richiesta | è sospeso fino al 2026-11-10 compreso |
        | polvere di diamante                | dimensione media delle particelle | 10 µm     | fino al 2025-11-06 | 55     | licenza richiesta         | richiede una licenza                  |
        | polvere di diamante                | dimensione media delle particelle | 10 µm     | in qualsiasi data  | 55     | nessuna licenza richiesta | è sospeso fino al 2026-11-10 compreso |

    @2025-057-and-2025-070.11
    Scenario: Sospeso o no, la destinazione non cambia l'obbligo che grava sul prodotto
      Dati pacchi batteria agli ioni di litio in esportazione dalla Cina agli Stati Uniti
      E la densità di energia della merce è 310 Wh/kg
      Quando si chiede per il 2025-11-08
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 58 del 2025 è sospeso fino al 2026-11-10 compreso

  Regola: La risposta usa soltanto ciò che era pubblicato quando la si è chiesta

    Pubblicato, in vigore e conosciuto sono tre giorni diversi. La stessa spedizione del 15 dicembre 2025 ha due risposte giuste.

    @2025-057-and-2025-070.12
    Schema dello scenario: Ossido di olmio del 15 dicembre 2025, chiesto in giorni diversi
      Dato ossido di olmio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-15, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>», perché l'annuncio n. 57 del 2025 <stato>

      # Chiesto il 2025-11-10: https://www.chemradar.com/en/news/detail/f3s7t2oy9qf4
      Esempi:
        | pubblicato         | risposta                  | stato                                                |
        | fino al 2025-10-08 | nessuna licenza richiesta | non riguarda l'operazione                            |
        | fino al 2025-10-09 | licenza richiesta         | richiede una licenza dal 2025-11-08                  |
        | fino al 2025-10-20 | licenza richiesta         | richiede una licenza dal 2025-11-08                  |
        | fino al 2025-11-06 | licenza richiesta         | richiede una licenza dal 2025-11-08                  |
        | fino al 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | fino al 2025-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |

    @2025-057-and-2025-070.13
    Schema dello scenario: Nemmeno le letture di un atto non ancora pubblicato erano conosciute
      Dato ossido di olmio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-15, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>»
      E risulta <dubbi>

      Esempi:
        | pubblicato         | risposta                  | dubbi                      |
        | fino al 2025-10-20 | licenza richiesta         | non dibattuta              |
        | fino al 2025-11-06 | licenza richiesta         | contestata e non dibattuta |
        | fino al 2025-11-07 | nessuna licenza richiesta | dibattuta                  |

  Regola: Ciò che un'autorità dice che farà non cambia nulla finché un atto non lo fa

    Il 30 ottobre 2025 il Ministero ha detto che avrebbe sospeso i controlli del 9 ottobre; il 1º novembre la Casa Bianca ha detto lo
    stesso. Né l'una né l'altra è una norma. La risposta resta quella dei testi, e mostra quale sarebbe se la promessa fosse mantenuta.

    @2025-057-and-2025-070.14
    Schema dello scenario: Fra le dichiarazioni e l'annuncio 70 la risposta è contestata
      Dato ossido di olmio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-15, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «licenza richiesta», perché l'annuncio n. 57 del 2025 richiede una licenza
      E risulta contestata
      E la contesta quanto dichiarato <giorni>
      E se la dichiarazione fosse attuata, la risposta sarebbe «nessuna licenza richiesta» fino al 2026-10-29 compreso

      Esempi:
        | pubblicato         | giorni                        |
        | fino al 2025-10-30 | il 2025-10-30                 |
        | fino al 2025-11-01 | il 2025-10-30 e il 2025-11-01 |
        | fino al 2025-11-06 | il 2025-10-30 e il 2025-11-01 |

    @2025-057-and-2025-070.15
    Schema dello scenario: Prima della prima dichiarazione, e quando un atto ha fatto ciò che era detto, nulla la contesta
      Dato ossido di olmio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-15, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>»
      E risulta non contestata

      Esempi:
        | pubblicato         | risposta                  |
        | fino al 2025-10-29 | licenza richiesta         |
        | fino al 2025-11-07 | nessuna licenza richiesta |

  Regola: Finito il periodo l'annuncio torna a operare, senza alcun nuovo atto

    Il 28 settembre 2026 il Ministero ha detto che l'intesa di Kuala Lumpur è prorogata: 将吉隆坡经贸磋商联合安排延期至2027年1月10日.
    Non ha nominato alcun annuncio, e fino al 5 ottobre 2026 non si è trovato alcun atto che proroghi l'annuncio 70.

    # https://www.mofcom.gov.cn/xwfb/sjfzrfb/art/2026/art_cd060e0649964da8ae13216c3bb1a645.html
    @2025-057-and-2025-070.16
    Schema dello scenario: Nei giorni di cui parla la dichiarazione
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta», perché il punto 1 dell'annuncio n. 57 del 2025 richiede una licenza dal 2026-11-11
      E risulta soprattutto contestata
      E risulta contestata e da verificare
      E la contesta la dichiarazione del 28 settembre 2026
      E se la dichiarazione fosse attuata, la risposta sarebbe «nessuna licenza richiesta» fino al 10 gennaio 2027 compreso

      Esempi:
        | giorno     |
        | 2026-11-11 |
        | 2027-01-10 |

    @2025-057-and-2025-070.17
    Scenario: Dopo quei giorni nulla la contesta, ma le pubblicazioni del Ministero non sono state lette fin lì
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2027-01-11
      Allora la risposta è «licenza richiesta», perché il punto 1 dell'annuncio n. 57 del 2025 richiede una licenza dal 2026-11-11
      E risulta soprattutto da verificare
      E risulta da verificare e non contestata
      E non vi è altra lettura della norma

    @2025-057-and-2025-070.18
    Schema dello scenario: Chi ha chiesto prima della dichiarazione non poteva conoscerla
      Dato olmio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-11-11, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «licenza richiesta», perché il punto 1 dell'annuncio n. 57 del 2025 richiede una licenza dal 2026-11-11
      E risulta <dubbi>

      Esempi:
        | pubblicato         | dubbi                          |
        | fino al 2025-11-10 | non contestata                 |
        | fino al 2026-09-27 | non contestata                 |
        | fino al 2026-09-28 | contestata e non da verificare |
        | fino al 2026-10-05 | contestata e non da verificare |
        | fino al 2026-10-06 | contestata e da verificare     |

  Regola: Gli annunci si riconoscono dal numero e dall'anno, non dal titolo

    Gli annunci 18 e 57 del 2025 portano un solo titolo (公布对部分中重稀土相关物项实施出口管制的决定). Soltanto il 57 è sospeso.

    @2025-057-and-2025-070.19
    Schema dello scenario: Un titolo, due atti
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-01
      Allora la risposta è «<risposta>», perché <motivo>

      Esempi:
        | bene                | risposta                  | motivo                                                                                                             |
        | olmio metallico     | nessuna licenza richiesta | l'annuncio n. 57 del 2025 è sospeso; l'annuncio n. 18 del 2025 non riguarda l'operazione                           |
        | disprosio metallico | licenza richiesta         | l'annuncio n. 18 del 2025 richiede una licenza dal 2025-04-04; l'annuncio n. 57 del 2025 non riguarda l'operazione |

  Regola: Ogni materiale per magneti permanenti che contiene olmio è elencato, qualunque altra cosa contenga

    Punto 1 dell'annuncio 57: 含钬的永磁材料. Di un magnete detto privo di disprosio e terbio non è ancora detto che sia privo di olmio.

    @2025-057-and-2025-070.20
    Schema dello scenario: Magneti privi di disprosio e terbio quando la sospensione è finita
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-11-11
      Allora la risposta è «<risposta>», perché il punto 1 dell'annuncio n. 57 del 2025 <stato>

      Esempi:
        | bene                                             | risposta                  | stato                        |
        | magneti NdFeB privi di disprosio, terbio e olmio | nessuna licenza richiesta | non riguarda l'operazione    |
        | magneti NdFeB con lo 0,5 % di olmio              | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB privi di disprosio e terbio        | indeterminata             | dipende da un fatto mancante |

    @2025-057-and-2025-070.21
    Scenario: Ciò che manca viene chiesto
      Dati magneti NdFeB privi di disprosio e terbio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-11-11
      Allora la risposta è «indeterminata»
      E chiede il tenore di olmio
      E non chiede il tenore di disprosio

  Regola: I limiti uniti da «e» vanno raggiunti tutti, e ciò che si dichiara delle merci prevale sul codice sotto cui sono iscritte

    Annuncio 58, 磷酸铁锂正极材料: materiale catodico di litio ferro fosfato di almeno 2,5 g/cm3 e almeno 156 mAh/g.

    # https://xkzj.mofcom.gov.cn/tzgg/art/2025/art_1bc20676fe4f4c1ea0f25c274ede7cac.html
    @2025-057-and-2025-070.22
    Schema dello scenario: Materiale catodico ai due limiti e attorno ad essi, chiesto prima della sospensione
      Dato <bene> in esportazione dalla Cina alla Corea del Sud
      E la densità di compattazione della merce è <densità>
      E la capacità specifica della merce è <capacità>
      Quando si chiede per il 2025-12-01, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «<risposta>», perché il punto 2 dell'annuncio n. 58 del 2025 <stato>

      Esempi:
        | bene                                                                    | densità    | capacità       | risposta                  | stato                        |
        | merci con il codice 3C901.a.1 della lista cinese dei beni a duplice uso | 2,6 g/cm3  | 150 mAh/g      | nessuna licenza richiesta | non riguarda l'operazione    |
        | polvere catodica LFP                                                    | 2,6 g/cm3  | 150 mAh/g      | nessuna licenza richiesta | non riguarda l'operazione    |
        | polvere catodica LFP                                                    | 2,49 g/cm3 | 156 mAh/g      | nessuna licenza richiesta | non riguarda l'operazione    |
        | polvere catodica LFP                                                    | 2,5 g/cm3  | 156 mAh/g      | licenza richiesta         | richiede una licenza         |
        | polvere catodica LFP                                                    | 2,5 g/cm3  | non dichiarata | indeterminata             | dipende da un fatto mancante |

    @2025-057-and-2025-070.23
    Scenario: Le merci prossime a un limite si dichiarano con i loro parametri
      Date merci con il codice 3C901.a.1 della lista cinese dei beni a duplice uso in esportazione dalla Cina alla Corea del Sud
      E la densità di compattazione della merce è 2,6 g/cm3
      E la capacità specifica della merce è 150 mAh/g
      Quando si chiede per il 2025-12-01, in base a quanto era pubblicato fino al 2025-10-20
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 58 del 2025 non riguarda l'operazione
      E avverte che le merci prossime a una soglia si dichiarano con i loro parametri
