# language: it
Funzionalità: Annuncio 18 del 2025: sette terre rare medie e pesanti

  L'annuncio 18 (公布对部分中重稀土相关物项实施出口管制的决定) del Ministero del Commercio e dell'Amministrazione generale delle
  dogane, pubblicato il 4 aprile 2025 alle 18:00 ora di Pechino. Elenca samario, gadolinio, terbio, disprosio, lutezio, scandio e
  ittrio: metalli, leghe nominate, bersagli, ossidi, composti, e i magneti che li contengono. Non è mai stato sospeso.

  Regola: I prodotti elencati si esportano soltanto con licenza, dal giorno della pubblicazione

    La decisione si attua 自发布之日起, dal giorno della sua pubblicazione. Quel giorno conta intero; nel testo l'ora non è un confine.

    @2025-018.1
    Schema dello scenario: Il primo giorno è quello della pubblicazione
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il punto <punto> dell'annuncio n. 18 del 2025 <stato>

      # Il registro copre le terre rare dal 4 aprile 2025: del giorno prima dice che non può dire.
      Esempi:
        | bene                | punto | giorno     | risposta          | stato                                  |
        | disprosio metallico | 4     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | disprosio metallico | 4     | 2025-04-04 | licenza richiesta | richiede una licenza dal 4 aprile 2025 |
        | disprosio metallico | 4     | 2025-04-05 | licenza richiesta | richiede una licenza dal 4 aprile 2025 |
        | samario metallico   | 1     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | ossido di gadolinio | 2     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | terbio metallico    | 3     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | lutezio metallico   | 5     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | ossido di scandio   | 6     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |
        | ittrio metallico    | 7     | 2025-04-03 | indeterminata     | non è in vigore prima del 2025-04-04   |

    @2025-018.2
    Schema dello scenario: Ciascuno dei sette elementi
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-04-04
      Allora la risposta è «licenza richiesta», perché il <punto> dell'annuncio n. 18 del 2025 richiede una licenza

      Esempi:
        | bene                | punto   |
        | samario metallico   | punto 1 |
        | ossido di gadolinio | punto 2 |
        | terbio metallico    | punto 3 |
        | ossido di disprosio | punto 4 |
        | lutezio metallico   | punto 5 |
        | ossido di scandio   | punto 6 |
        | ittrio metallico    | punto 7 |

    # Un caso doganale: dichiarato il 5 aprile, uscito il 6 aprile, svincolato dal sistema, scoperto in una verifica successiva:
    # https://m.sdkymymt.com/news/Y21zcG86MjAwNjU
    @2025-018.3
    Scenario: Lo svincolo da parte del sistema doganale non prova che la licenza non occorresse
      Dati magneti NdFeB con il 3 % di disprosio in esportazione dalla Cina all'India
      Quando si chiede per una dichiarazione del 2025-04-05 e un'uscita del 2025-04-06
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza

    @2025-018.4
    Scenario: Dichiarato il giorno prima, uscito il primo giorno: vale il giorno più severo
      Dato disprosio metallico in esportazione dalla Cina alla Germania
      Quando si chiede per una dichiarazione del 2025-04-03 e un'uscita del 2025-04-04
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza
      E avverte che i due giorni divergono

    @2025-018.5
    Scenario: La licenza è quella per beni a duplice uso, chiesta in via ordinaria
      Dato disprosio metallico in esportazione dalla Cina alla Germania
      E l'utilizzatore finale è un'impresa civile in Germania
      E l'uso finale è civile
      Quando si chiede per il 2025-12-01
      Allora la risposta è «licenza richiesta»
      E le licenze richieste sono quelle del punto 4 dell'annuncio n. 18 del 2025
      E le domande sono trattate in via ordinaria
      E nessun fatto mancante potrebbe renderla più severa
      E non chiede nulla

    # La pausa per le imprese elencate del 14 maggio 2025 non ha tolto licenze: https://en.ckhq.net/html/0a04bb39f168fd643df65b6b6891590c.html
    @2025-018.6
    Scenario: Una pausa per le imprese elencate non toglie alcun controllo sui prodotti
      Dato disprosio metallico in esportazione dalla Cina agli Stati Uniti
      Quando si chiede per il 2025-05-20
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza
      E non si pronuncia sulle liste cinesi dei soggetti

  Regola: Nessun contenuto minimo è indicato

    Punto 4: 含镝的钕铁硼永磁材料, materiale per magneti permanenti al neodimio-ferro-boro contenente disprosio. Qualsiasi contenuto conta.

    # 0,18 % e 0,24 % ritenuti dalla dogana 1C905.a.4:
    # http://www.jitinfo.net/Service/Detail?detail=68f257c2-71a9-7540-00fe-b9fa592c36ea
    @2025-018.7
    Schema dello scenario: Il disprosio in un magnete
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-04-30
      Allora la risposta è «<risposta>», perché il punto 4 dell'annuncio n. 18 del 2025 <stato>

      Esempi:
        | bene                                                     | risposta                  | stato                        |
        | magneti NdFeB con il 3 % di disprosio                    | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB con lo 0,24 % di disprosio                 | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB con lo 0,18 % di disprosio                 | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB con lo 0,1 % di disprosio                  | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB con lo 0,001 % di disprosio                | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB contenenti disprosio                       | licenza richiesta         | richiede una licenza         |
        | magneti NdFeB con lo 0 % di disprosio e lo 0 % di terbio | nessuna licenza richiesta | non riguarda l'operazione    |
        | magneti NdFeB                                            | indeterminata             | dipende da un fatto mancante |

    @2025-018.8
    Scenario: Un magnete il cui contenuto non è dichiarato
      Dati magneti NdFeB in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-04-30
      Allora la risposta è «indeterminata»
      E chiede il tenore di disprosio e il tenore di terbio
      E i fatti mancanti potrebbero renderla «operazione vietata»

    @2025-018.9
    Scenario: Dichiarato privo di disprosio, silenzio sul terbio
      Dati magneti NdFeB privi di disprosio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-04-30
      Allora la risposta è «indeterminata», perché il punto 3 dell'annuncio n. 18 del 2025 dipende da un fatto mancante
      E chiede il tenore di terbio
      E non chiede il tenore di disprosio

  Regola: Sono elencati soltanto gli elementi, le leghe e i magneti che esso nomina

    Gli elenchi delle leghe e dei bersagli sono chiusi: 镝铁合金 e 铽镝铁合金 per il disprosio, e nessun'altra. Il neodimio non è uno dei
    sette.

    # Magneti liberi: https://rawmaterials.net/reports-china-implements-tracking-system-for-rare-earth-magnet-exports/
    # Ferrite e AlNiCo: https://couragemagnet.com/magnet-faqs/3222.html
    @2025-018.10
    Schema dello scenario: Magneti e metalli in un giorno in cui nient'altro li elenca
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-06-05
      Allora la risposta è «<risposta>», perché <motivo>

      Esempi:
        | bene                                      | risposta                  | motivo                                                       |
        | magneti NdFeB privi di disprosio e terbio | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          |
        | magneti NdFeB con il 1 % di terbio        | licenza richiesta         | il punto 3 dell'annuncio n. 18 del 2025 richiede una licenza |
        | magneti SmCo                              | licenza richiesta         | il punto 1 dell'annuncio n. 18 del 2025 richiede una licenza |
        | magneti in ferrite                        | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          |
        | magneti AlNiCo                            | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          |
        | neodimio metallico                        | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          |
        | ossido di praseodimio                     | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          |

    @2025-018.11
    Schema dello scenario: Leghe in un elenco chiuso per nome
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-06-05
      Allora la risposta è «<risposta>», perché <motivo>

      Esempi:
        | bene                            | risposta                  | motivo                                                                |
        | lega disprosio-ferro            | licenza richiesta         | il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza          |
        | lega di disprosio e ferro       | licenza richiesta         | il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza          |
        | lega di disprosio e rame        | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione                   |
        | lega di disprosio, rame e ferro | indeterminata             | il punto 4 dell'annuncio n. 18 del 2025 emerge soltanto da un indizio |
        | lega di samario e rame          | nessuna licenza richiesta | il punto 1 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di gadolinio e rame        | nessuna licenza richiesta | il punto 2 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di terbio e rame           | nessuna licenza richiesta | il punto 3 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di lutezio e rame          | nessuna licenza richiesta | il punto 5 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di scandio e ferro         | nessuna licenza richiesta | il punto 6 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di scandio e rame          | licenza richiesta         | il punto 6 dell'annuncio n. 18 del 2025 richiede una licenza          |
        | lega di ittrio e cobalto        | nessuna licenza richiesta | il punto 7 dell'annuncio n. 18 del 2025 non riguarda l'operazione     |
        | lega di ittrio e rame           | licenza richiesta         | il punto 7 dell'annuncio n. 18 del 2025 richiede una licenza          |

    @2025-018.12
    Scenario: Una licenza non necessaria non significa merci che passano subito
      Dati magneti NdFeB privi di disprosio e terbio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-06-05
      Allora la risposta è «nessuna licenza richiesta»
      E si pronuncia soltanto sulla licenza cinese per i beni a duplice uso
      E avverte che la dogana può trattenere le merci
      E nessun fatto mancante potrebbe renderla più severa

  Regola: Un codice doganale non vincola e non libera

    Tutti i magneti di terre rare si dichiarano sotto 8505111000, quelli elencati e quelli liberi. Per i magneti samario-cobalto non è
    indicato alcun codice.

    @2025-018.13
    Scenario: Il solo codice doganale dei magneti
      Date merci note soltanto per il codice doganale 8505111000 in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-06-05
      Allora la risposta è «indeterminata», perché il punto 1 dell'annuncio n. 18 del 2025 emerge soltanto da un indizio; il punto 3 dell'annuncio n. 18 del 2025 emerge soltanto da un indizio; il punto 4 dell'annuncio n. 18 del 2025 emerge soltanto da un indizio
      E chiede il tenore di samario, il tenore di terbio e il tenore di disprosio
      E i fatti mancanti potrebbero renderla «operazione vietata»

    # Il catalogo: occorre la licenza, sia o non sia elencato il codice:
    # https://www.jtn.com/JP/news_content.aspx?KeyID=00000000000000009539&Lan=JP&MenuID=05002
    @2025-018.14
    Schema dello scenario: Decide la descrizione, qualunque sia il codice doganale
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2026-01-10
      Allora la risposta è «<risposta>»

      Esempi:
        | bene                                                                   | risposta                  |
        | disprosio metallico (codice doganale 7202999900)                       | licenza richiesta         |
        | magneti NdFeB con il 3 % di disprosio (codice doganale 8505190000)     | licenza richiesta         |
        | magneti NdFeB privi di disprosio e terbio (codice doganale 8505111000) | nessuna licenza richiesta |

    @2025-018.15
    Scenario: Un magnete libero sotto il codice comune
      Dati magneti NdFeB privi di disprosio e terbio (codice doganale 8505111000) in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-06-05
      Allora la risposta è «nessuna licenza richiesta»
      E avverte che il codice doganale è comune a merci elencate

  Regola: Le merci di lavorazione avanzata sono in genere fuori, i magneti nudi sono dentro

    Le risposte del Ministero del 16 settembre 2025: 属于深度加工产品范畴,一般不属于18号公告管制范围. La sua parola è «in genere»: la
    risposta è data, e mostrata come dibattuta. Una serie precedente di risposte tiene dentro gli anelli e gli altri magneti di prima
    lavorazione.

    # Anelli: https://rareearthexchanges.com/news/china-expands-export-controls-on-rare-earth-products-in-latest-faq-update
    # Rotori: https://yjmagnetic.com/?p=3241
    # Materiali luminescenti: http://jying.cn/archiver/tid-242634.html
    @2025-018.16
    Schema dello scenario: Una sola chimica, due risposte secondo lo stadio di lavorazione
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché <motivo>
      E risulta <dubbi>

      Esempi:
        | bene                                                               | giorno     | risposta                  | motivo                                                       | dubbi     |
        | anelli magnetici NdFeB con il 3 % di disprosio                     | 2025-08-15 | licenza richiesta         | il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza | dibattuta |
        | anelli magnetici NdFeB con l'1 % di terbio                         | 2025-08-15 | licenza richiesta         | il punto 3 dell'annuncio n. 18 del 2025 richiede una licenza | dibattuta |
        | rotori di motore con magneti NdFeB fissati con il 3 % di disprosio | 2025-12-01 | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          | dibattuta |
        | materiale luminescente di ittrio                                   | 2025-12-01 | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          | dibattuta |
        | polvere catalitica di ittrio                                       | 2025-12-01 | nessuna licenza richiesta | l'annuncio n. 18 del 2025 non riguarda l'operazione          | dibattuta |

    @2025-018.17
    Schema dello scenario: La risposta si usa dal giorno in cui è stata data
      Dato <bene> in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-12-01, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «<risposta>»

      Esempi:
        | bene                                                               | pubblicato         | risposta                  |
        | rotori di motore con magneti NdFeB fissati con il 3 % di disprosio | fino al 2025-09-15 | indeterminata             |
        | rotori di motore con magneti NdFeB fissati con il 3 % di disprosio | fino al 2025-09-16 | nessuna licenza richiesta |
        | materiale luminescente di ittrio                                   | fino al 2025-09-15 | indeterminata             |
        | materiale luminescente di ittrio                                   | fino al 2025-09-16 | nessuna licenza richiesta |
        | polvere catalitica di ittrio                                       | fino al 2025-09-15 | indeterminata             |
        | polvere catalitica di ittrio                                       | fino al 2025-09-16 | nessuna licenza richiesta |

    # Le risposte precedenti erano pubbliche entro il 16 settembre 2025, la decisione doganale e ciò che ne dicono i venditori entro il
    # 22 novembre 2026.
    @2025-018.18
    Schema dello scenario: Una lettura di cui non si conosce il giorno attende finché era sicuramente pubblica
      Dati anelli magnetici NdFeB con il 3 % di disprosio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-08-15, in base a quanto era pubblicato <pubblicato>
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza
      E le letture escluse perché non se ne conosce il giorno di pubblicazione sono <numero>

      Esempi:
        | pubblicato         | numero |
        | fino al 2025-09-15 | 4      |
        | fino al 2025-09-16 | 2      |
        | fino al 2026-11-21 | 2      |
        | fino al 2026-11-22 | 0      |

    @2025-018.19
    Scenario: Un materiale luminescente che contiene ossido di gallio non è ossido di gallio
      Dato materiale luminescente con ossido di gallio in esportazione dalla Cina alla Germania
      Quando si chiede per il 2025-09-20
      Allora la risposta è «nessuna licenza richiesta», perché l'annuncio n. 23 del 2023 non riguarda l'operazione; l'annuncio n. 18 del 2025 non riguarda l'operazione

  Regola: L'annuncio 70 non lo nomina, e nessun altro può sospenderlo

    L'annuncio 70 del 2025 nomina 55, 56, 57, 58, 61 e 62. L'annuncio 18 resta com'era.

    @2025-018.20
    Schema dello scenario: Prima, durante e dopo la sospensione degli altri
      Dati magneti NdFeB con il 3 % di disprosio in esportazione dalla Cina agli Stati Uniti
      Quando si chiede per il <giorno>
      Allora la risposta è «licenza richiesta», perché il punto 4 dell'annuncio n. 18 del 2025 richiede una licenza dal 2025-04-04

      Esempi:
        | giorno     |
        | 2025-11-06 |
        | 2025-11-07 |
        | 2025-12-01 |
        | 2026-11-10 |
        | 2026-11-11 |

    # https://www.whitehouse.gov/fact-sheets/2025/11/fact-sheet-president-donald-j-trump-strikes-deal-on-economic-and-trade-relations-with-china/
    @2025-018.21
    Scenario: Una nota informativa della Casa Bianca sulle licenze generali è un'affermazione sul diritto cinese, non diritto cinese
      Dati magneti NdFeB con il 3 % di disprosio in esportazione dalla Cina agli Stati Uniti
      Quando si chiede per il 2025-12-01
      Allora la risposta è «licenza richiesta»
      E avverte che un'affermazione non è legge
      E risulta non contestata
