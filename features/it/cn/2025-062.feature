# language: it
Funzionalità: Annuncio 62 del 2025: tecnologie delle terre rare

  L'annuncio 62 (公布对稀土相关技术实施出口管制的决定) del Ministero del Commercio, pubblicato il 9 ottobre 2025 e in vigore da quel
  giorno. Segue le persone cinesi all'estero. Sospeso dal 7 novembre 2025 dall'annuncio 70; il catalogo delle tecnologie di cui è
  vietata o limitata l'esportazione è un altro regime e non è stato sospeso.

  Regola: Le tecnologie di estrazione, separazione, fusione, fabbricazione di magneti e riciclo delle terre rare si esportano soltanto con licenza

    Elencate anche: 相关生产线装配、调试、维护、维修、升级等技术, le tecnologie per montare, mettere in servizio, mantenere, riparare e
    ammodernare le linee.

    # https://hk.crntt.com/doc/1071/2/8/3/107128315.html?coluid=7&kindid=0&docid=107128315&mdate=1009103221
    @2025-062.1
    Schema dello scenario: Un ingegnere cinese allestisce una linea di magneti in Vietnam
      Dato un ingegnere di nazionalità cinese, inviato dalla Cina, che allestisce in Vietnam una linea di magneti di terre rare
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il punto 1 dell'annuncio n. 62 del 2025 <stato>

      Esempi:
        | giorno     | risposta          | stato                                                |
        | 2025-10-08 | indeterminata     | non è in vigore prima del 2025-10-09                 |
        | 2025-10-09 | licenza richiesta | richiede una licenza dal 2025-10-09                  |
        | 2025-10-15 | licenza richiesta | richiede una licenza dal 2025-10-09                  |
        | 2025-11-06 | licenza richiesta | richiede una licenza fino al 2025-11-06 compreso     |
        | 2025-11-07 | indeterminata     | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2025-11-20 | indeterminata     | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-10 | indeterminata     | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | 2026-11-11 | licenza richiesta | richiede una licenza dal 2026-11-11                  |

    @2025-062.2
    Scenario: Mentre è sospeso la tecnologia non è libera: il catalogo delle tecnologie continua
      Dato un ingegnere di nazionalità cinese, inviato dalla Cina, che allestisce in Vietnam una linea di magneti di terre rare
      E l'utilizzatore finale è un'impresa civile in Vietnam
      Quando si chiede per il 2025-11-20
      Allora la risposta non è «nessuna licenza richiesta»
      E il punto 1 dell'annuncio n. 62 del 2025 è sospeso fino al 2026-11-10 compreso

  Regola: Segue le persone di nazionalità cinese, ovunque siano

    @2025-062.3
    Schema dello scenario: Una linea di magneti in Vietnam, allestita dalla Thailandia
      Dato un ingegnere di nazionalità <nazionalità>, inviato dalla Thailandia, che allestisce in Vietnam una linea di magneti di terre rare
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché il punto 1 dell'annuncio n. 62 del 2025 <stato>; il punto 7 dell'annuncio n. 62 del 2025 <stato>

      Esempi:
        | nazionalità    | giorno     | risposta          | stato                                                |
        | cinese         | 2025-10-15 | licenza richiesta | richiede una licenza                                 |
        | giapponese     | 2025-10-15 | indeterminata     | non riguarda l'operazione                            |
        | non dichiarata | 2025-10-15 | indeterminata     | dipende da un fatto mancante                         |
        | cinese         | 2025-10-08 | indeterminata     | non è in vigore prima del 2025-10-09                 |
        | cinese         | 2025-10-09 | licenza richiesta | richiede una licenza dal 2025-10-09                  |
        | cinese         | 2025-11-06 | licenza richiesta | richiede una licenza fino al 2025-11-06 compreso     |
        | cinese         | 2025-11-07 | indeterminata     | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | cinese         | 2026-11-10 | indeterminata     | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | cinese         | 2026-11-11 | licenza richiesta | richiede una licenza dal 2026-11-11                  |

    @2025-062.4
    Scenario: Di chi sia l'aiuto viene chiesto
      Dato un ingegnere di nazionalità non dichiarata, inviato dalla Thailandia, che allestisce in Vietnam una linea di magneti di terre rare
      Quando si chiede per il 2025-10-15
      Allora la risposta è «indeterminata»
      E chiede la nazionalità

    @2025-062.5
    Scenario: Tecnologia per magneti, in uscita dalla Cina
      Data tecnologia per fabbricare magneti di terre rare in esportazione dalla Cina alla Germania
      E chi la trasferisce è di nazionalità tedesca
      Quando si chiede per il 2025-10-15
      Allora la risposta è «licenza richiesta», perché il punto 1 dell'annuncio n. 62 del 2025 richiede una licenza

  Regola: Le merci fuori da ogni lista richiedono licenza se l'esportatore sa che servono alla produzione di terre rare all'estero

    明知: l'esportatore sa. Scatta per un uso dichiarato, e altrimenti resta come avvertenza.

    @2025-062.6
    Schema dello scenario: Un uso conosciuto
      Dato neodimio metallico in esportazione dalla Cina alla Malaysia
      E l'uso finale è <uso>
      Quando si chiede per il <giorno>
      Allora la risposta è «<risposta>», perché l'annuncio n. 62 del 2025 <stato>

      Esempi:
        | uso                                    | giorno     | risposta                  | stato                                                |
        | la produzione di terre rare all'estero | 2025-10-15 | licenza richiesta         | richiede una licenza                                 |
        | civile                                 | 2025-10-15 | nessuna licenza richiesta | non riguarda l'operazione                            |
        | non dichiarato                         | 2025-10-15 | nessuna licenza richiesta | non riguarda l'operazione                            |
        | la produzione di terre rare all'estero | 2025-10-08 | nessuna licenza richiesta | non è in vigore prima del 2025-10-09                 |
        | la produzione di terre rare all'estero | 2025-10-09 | licenza richiesta         | richiede una licenza dal 2025-10-09                  |
        | la produzione di terre rare all'estero | 2025-11-06 | licenza richiesta         | richiede una licenza fino al 2025-11-06 compreso     |
        | la produzione di terre rare all'estero | 2025-11-07 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | la produzione di terre rare all'estero | 2026-11-10 | nessuna licenza richiesta | è sospeso dal 2025-11-07 fino al 2026-11-10 compreso |
        | la produzione di terre rare all'estero | 2026-11-11 | licenza richiesta         | richiede una licenza dal 2026-11-11                  |

    @2025-062.7
    Scenario: Un uso non dichiarato lascia l'avvertenza
      Dato neodimio metallico in esportazione dalla Cina alla Malaysia
      Quando si chiede per il 2025-10-15
      Allora la risposta è «nessuna licenza richiesta»
      E avverte che una clausola generale scatta per gli usi conosciuti
