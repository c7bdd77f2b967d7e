"""The words of the features in Italian. `languages` says how the table is read."""

import re
from collections.abc import Callable
from typing import Final

_MONTHS: Final = dict(
    zip(
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"],
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        strict=True,
    )
)


def _day(text: str) -> str | None:
    """`2025-11-08`, or `8 novembre 2025` for `8 November 2025`."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return text
    match = re.fullmatch(rf"(\d\d?) ({'|'.join(_MONTHS)}) (\d{{4}})", text)
    return f"{match[1]} {_MONTHS[match[2]]} {match[3]}" if match else None


def _number(text: str) -> str | None:
    return text.replace(",", ".") if re.fullmatch(r"\d+(,\d+)?", text) else None


def _as_it_stands(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


READ: Final[dict[str, Callable[[str], str | None]]] = {
    "day": _day,
    "number": _number,
    "figure": _as_it_stands(r"\d+"),
    "part": _as_it_stands(r"[0-9.()]+"),
    "code": _as_it_stands(r"[0-9A-Za-z.]+"),
}

# name: from, to, in, with the article
_COUNTRIES: Final = {
    "China": ("dalla Cina", "alla Cina", "in Cina", "la Cina"),
    "Germany": ("dalla Germania", "alla Germania", "in Germania", "la Germania"),
    "Hong Kong": ("da Hong Kong", "a Hong Kong", "a Hong Kong", "Hong Kong"),
    "India": ("dall'India", "all'India", "in India", "l'India"),
    "Japan": ("dal Giappone", "al Giappone", "in Giappone", "il Giappone"),
    "Malaysia": ("dalla Malaysia", "alla Malaysia", "in Malaysia", "la Malaysia"),
    "Mexico": ("dal Messico", "al Messico", "in Messico", "il Messico"),
    "South Korea": ("dalla Corea del Sud", "alla Corea del Sud", "in Corea del Sud", "la Corea del Sud"),
    "Taiwan": ("da Taiwan", "a Taiwan", "a Taiwan", "Taiwan"),
    "Thailand": ("dalla Thailandia", "alla Thailandia", "in Thailandia", "la Thailandia"),
    "Vietnam": ("dal Vietnam", "al Vietnam", "in Vietnam", "il Vietnam"),
    "the United States": ("dagli Stati Uniti", "agli Stati Uniti", "negli Stati Uniti", "gli Stati Uniti"),
}
_ELEMENTS: Final = {
    "cobalto": "cobalt",
    "disprosio": "dysprosium",
    "erbio": "erbium",
    "europio": "europium",
    "ferro": "iron",
    "gadolinio": "gadolinium",
    "gallio": "gallium",
    "germanio": "germanium",
    "itterbio": "ytterbium",
    "ittrio": "yttrium",
    "lutezio": "lutetium",
    "neodimio": "neodymium",
    "olmio": "holmium",
    "praseodimio": "praseodymium",
    "rame": "copper",
    "samario": "samarium",
    "scandio": "scandium",
    "terbio": "terbium",
    "tulio": "thulium",
}

TABLE: Final[dict[str, dict[str, str]]] = {
    # Steps
    "given": {
        "{goods} in esportazione {from} {to}": "{goods} from {from} to {to}",
        "{goods} fabbricato {in}, in esportazione {from} {to}": "{goods} made in {in}, from {from} to {to}",
        "{goods} fabbricati {in}, in esportazione {from} {to}": "{goods} made in {in}, from {from} to {to}",
        "un ingegnere di nazionalità {nationality}, inviato {from}, che allestisce {in} una linea di magneti di terre rare": (
            "an engineer of {nationality} nationality, sent from {from}, sets up a rare earth magnet line in {in}"
        ),
        "chi la trasferisce è di nazionalità {nationality}": "the person who transfers it is of {nationality} nationality",
        "la {measure} della merce è {value}": "its {measure} is {value}",
        "l'unico contenuto di origine estera della merce è {contents}": "its only content of foreign origin is {contents}",
        "il contenuto di origine estera della merce comprende {contents}": "its content of foreign origin includes {contents}",
        "la tecnologia di fabbricazione viene {from}": "it was made with technology from {from}",
        "l'uso finale è {use}": "the end use is {use}",
        "l'utilizzatore finale è {user}": "the end user is {user}",
        "il {number} % dell'utilizzatore finale appartiene a {name}": "{number} % of the end user belong to {name}",
        "l'esportatore, {name}, è titolare di una licenza ai sensi {ofprovision} per {terms}": (
            "the exporter, {name}, holds a licence under {ofprovision} for {terms}"
        ),
    },
    "when": {
        "si chiede per il {day}": "asked for {day}",
        "si chiede per il {day}, in base a quanto era pubblicato {known}": "asked for {day}, with what was published through {known}",
        "si chiede per una dichiarazione del {day} e un'uscita del {day2}": "asked for a declaration on {day} and an exit on {day2}",
    },
    "then": {
        "la risposta è «{outcome}»": "the answer is {outcome}",
        "la risposta non è «{outcome}»": "the answer is not {outcome}",
        "la risposta è «{outcome}», perché {reasons}": "the answer is {outcome}, because {reasons}",
        "{reason}": "{reason}",
        "si fonda {onprovision}": "it rests on {onprovision}",
        "non si fonda {onprovision}": "it does not rest on {onprovision}",
        "le licenze richieste sono quelle {ofprovision}": "the licences required are those of {ofprovision}",
        "i fatti mancanti potrebbero renderla «{outcome}»": "missing facts could make it {outcome}",
        "nessun fatto mancante potrebbe renderla più severa": "no missing fact could make it stricter",
        "chiede {questions}": "it asks for {questions}",
        "non chiede {questions}": "it does not ask for {questions}",
        "non chiede nulla": "it asks nothing",
        "vale fino al {day} compreso, poi «{outcome}»": "it holds through {day}, then {outcome}",
        "risulta {doubts}": "it is {doubts}",
        "cade in un giorno limite": "it is on a boundary day",
        "non cade in un giorno limite": "it is not on a boundary day",
        "risulta soprattutto {doubt}": "above all it is {doubt}",
        "la contesta la dichiarazione del {day}": "the statement of {day} contests it",
        "la contesta quanto dichiarato {days}": "the statements of {days} contest it",
        "se la dichiarazione fosse attuata, la risposta sarebbe «{outcome}» fino al {day} compreso": (
            "were the statement carried out, the answer would be {outcome} through {day}"
        ),
        "se la dichiarazione fosse attuata, le domande sarebbero trattate {treatment} fino al {day} compreso": (
            "were the statement carried out, applications would be treated {treatment} through {day}"
        ),
        "se fosse vero che «{quotation}», la risposta sarebbe «{outcome}»": (
            'were it true that "{quotation}", the answer would be {outcome}'
        ),
        "se fosse vero che «{quotation}», le domande sarebbero trattate {treatment}": (
            'were it true that "{quotation}", applications would be treated {treatment}'
        ),
        "il giorno {ofprovision} di cui non è stato letto il testo è il {day}": (
            "the day of {ofprovision} whose words were not read is {day}"
        ),
        "le letture escluse perché non se ne conosce il giorno di pubblicazione sono {figure}": (
            "{figure} readings whose day of publication is not known are left out of it"
        ),
        "non vi è altra lettura della norma": "there is no other reading of the law",
        "le domande sono trattate {treatment}": "applications are treated {treatment}",
        "i fatti mancanti potrebbero far trattare le domande {treatment}": "missing facts could make applications treated {treatment}",
        "nessun fatto mancante potrebbe rendere più severo il loro trattamento": "no missing fact could make their treatment stricter",
        "vi è l'obbligo di «{quotation}»": 'there is a duty to "{quotation}"',
        "non vi è alcun obbligo": "there is no duty",
        "avverte che {warning}": "it warns that {warning}",
        "si pronuncia soltanto {regime}": "it speaks of {regime} only",
        "non si pronuncia {regime}": "it does not speak of {regime}",
    },
    # Provisions and where they stand
    "provision": {
        "l'annuncio n. {figure} del {figure2}": "No. {figure} of {figure2}",
        "il {paragraph} dell'annuncio n. {figure} del {figure2}": "{paragraph} of No. {figure} of {figure2}",
    },
    "ofprovision": {
        "dell'annuncio n. {figure} del {figure2}": "No. {figure} of {figure2}",
        "del {paragraph} dell'annuncio n. {figure} del {figure2}": "{paragraph} of No. {figure} of {figure2}",
    },
    "onprovision": {"sull'annuncio n. {figure} del {figure2}": "No. {figure} of {figure2}"},
    "paragraph": {"punto {part}": "item {part}", "paragrafo {part}": "paragraph {part}"},
    "reasons": {
        "{reason}": "{reason}",
        "{reason}; {reason2}": "{reason}; {reason2}",
        "{reason}; {reason2}; {reason3}": "{reason}; {reason2}; {reason3}",
    },
    "reason": {"{provision} {standing}": "{provision} {standing}"},
    "standing": {
        "{verb}": "{verb}",
        "{verb} prima del {day}": "{verb} before {day}",
        "{verb} prima dell'{day}": "{verb} before {day}",
        "{verb} dal {day}": "{verb} from {day}",
        "{verb} fino al {day} compreso": "{verb} through {day}",
        "{verb} dal {day} fino al {day2} compreso": "{verb} from {day} through {day2}",
    },
    "verb": {
        "vieta l'operazione": "prohibits it",
        "richiede una licenza": "requires a licence",
        "è soddisfatto dalla licenza posseduta": "is met by the licence held",
        "esenta l'uso": "exempts the use",
        "è sospeso": "is suspended",
        "non è in vigore": "is not in force",
        "dipende da un fatto mancante": "turns on a missing fact",
        "emerge soltanto da un indizio": "is only hinted at",
        "non riguarda l'operazione": "does not concern it",
    },
    # Answers
    "outcome": {
        "operazione vietata": "prohibited",
        "licenza richiesta": "licence required",
        "operazione autorizzata": "authorised",
        "nessuna licenza richiesta": "no licence required",
        "indeterminata": "undetermined",
    },
    "known": {"fino al {day}": "{day}", "in qualsiasi data": "everything"},
    "days": {"il {day}": "{day}", "il {day} e il {day2}": "{day} and {day2}"},
    "doubt": {"contestata": "contested", "da verificare": "unverified", "dibattuta": "unsettled"},
    "doubts": {
        "{doubt}": "{doubt}",
        "non {doubt}": "not {doubt}",
        "{doubt} e {doubt2}": "{doubt} and {doubt2}",
        "{doubt} e non {doubt2}": "{doubt} and not {doubt2}",
    },
    "treatment": {
        "in via ordinaria": "in the ordinary way",
        "caso per caso": "case by case",
        "con un esame più severo": "under stricter review",
        "come respinte in linea di principio": "as refused in principle",
    },
    "question": {
        "l'utilizzatore finale": "the end user",
        "l'uso finale": "the end use",
        "la nazionalità": "the nationality",
        "l'origine della tecnologia": "the origin of the technology",
        "se tutti i contenuti siano dichiarati": "whether all contents are stated",
        "il tenore di {element}": "the {element} content",
        "il valore del {element}": "the value of the {element}",
    },
    "questions": {
        "{question}": "{question}",
        "{question} e {question2}": "{question} and {question2}",
        "{question}, {question2} e {question3}": "{question}, {question2} and {question3}",
    },
    "warning": {
        "la dogana può trattenere le merci": "customs may hold the goods",
        "le merci prossime a una soglia si dichiarano con i loro parametri": "goods near a threshold are declared with their parameters",
        "il codice doganale è comune a merci elencate": "the customs code is shared with listed goods",
        "una clausola generale scatta per gli usi conosciuti": "a catch-all fires on known uses",
        "un'affermazione non è legge": "a claim is not law",
        "non è indicata alcuna procedura": "no procedure is printed",
        "i due giorni divergono": "the two days differ",
        "l'inserimento in lista è soltanto sospeso": "the listing is only suspended",
        "il registro tace su queste merci": "the log is silent on these goods",
    },
    "regime": {
        "sulla licenza cinese per i beni a duplice uso": "the dual-use licence of China",
        "sulle liste cinesi dei soggetti": "the party lists of China",
    },
    "quotation": {
        "ha effetto il 10 novembre 2026": "take effect on 10 November 2026",
        "prosegue l'esame più severo della grafite per gli Stati Uniti": ("the stricter review of graphite for the United States goes on"),
        "lo 0,1 % esatto è libero": "exactly 0.1 % is free",
        "occorre usare anche terre rare cinesi": "also use Chinese rare earths",
        "riferire al Ministero del Commercio per posta elettronica entro dieci giorni lavorativi": (
            "report to the Ministry of Commerce by e-mail within ten working days"
        ),
    },
    # Countries and persons
    "from": {forms[0]: name for name, forms in _COUNTRIES.items()},
    "to": {forms[1]: name for name, forms in _COUNTRIES.items()},
    "in": {forms[2]: name for name, forms in _COUNTRIES.items()},
    "country": {forms[3]: name for name, forms in _COUNTRIES.items()},
    "nationality": {"cinese": "Chinese", "giapponese": "Japanese", "tedesca": "German", "non dichiarata": "unstated"},
    "name": {name: name for name in ("Example Metals", "Example Motors", "Example Optics", "TDK")},
    "user": {
        "un'impresa {in}": "a company in {in}",
        "un'impresa {character} {in}": "a {character} company in {in}",
        "un utilizzatore {character} {in}": "a {character} user in {in}",
        "un contraente {character} {in}": "a {character} contractor in {in}",
        "{name}, un'impresa {character} {in}": "{name}, a {character} company in {in}",
        "non dichiarato": "not stated",
    },
    "character": {"civile": "civil", "militare": "military"},
    "use": {
        "{character}": "{character}",
        "la produzione di armi di distruzione di massa": "weapons of mass destruction",
        "l'assistenza medica urgente": "emergency medical care",
        "un'emergenza di sanità pubblica": "a public health emergency",
        "il soccorso in caso di calamità": "disaster relief",
        "la produzione di chip logici da 14 nm o meno": "logic chips of 14 nm or below",
        "la produzione di chip di memoria da 256 strati o più": "memory chips of 256 layers or more",
        "l'intelligenza artificiale militare": "military artificial intelligence",
        "la produzione di terre rare all'estero": "rare earth production abroad",
        "non dichiarato": "not stated",
    },
    "terms": {
        "{element} verso {country}": "{element} to {country}",
        "{element} verso {country}, per uso {character}": "{element} to {country}, for {character} use",
    },
    # Goods
    "element": _ELEMENTS,
    "elements": {
        "{element}": "{element}",
        "{element} e {element2}": "{element} and {element2}",
        "{element}, {element2} e {element3}": "{element}, {element2} and {element3}",
    },
    "pure": {"{element} metallico": "{element} metal", "ossido di {element}": "{element} oxide"},
    "goods": {
        "{article}": "{article}",
        "{article} (codice doganale {code})": "{article} (customs code {code})",
        "merci note soltanto per il codice doganale {code}": "goods known only by customs code {code}",
        "merci con il codice {code} della lista cinese dei beni a duplice uso": (
            "goods under list code {code} of the Chinese dual-use list"
        ),
        "merci della lista cinese dei beni a duplice uso, «carburo di tungsteno»": (
            'goods on the Chinese dual-use list, "tungsten carbide"'
        ),
    },
    "article": {
        "{pure}": "{pure}",
        "magneti NdFeB": "NdFeB magnets",
        "anelli magnetici NdFeB": "NdFeB magnet rings",
        "rotori di motore con magneti NdFeB fissati": "motor rotors with fixed NdFeB magnets",
        "componenti di motore con magneti NdFeB": "motor components with NdFeB magnets",
        "magneti SmCo": "SmCo magnets",
        "magneti in ferrite": "ferrite magnets",
        "magneti AlNiCo": "AlNiCo magnets",
        "bersagli di samario": "samarium targets",
        "lega disprosio-ferro": "dysprosium-iron alloy",
        "lega di {elements}": "alloy of {elements}",
        "lingotti di antimonio": "antimony ingots",
        "grafite naturale in scaglie": "natural flake graphite",
        "materiale luminescente di ittrio": "yttrium phosphor",
        "polvere catalitica di ittrio": "yttrium catalyst powder",
        "materiale luminescente con ossido di gallio": "phosphor with gallium oxide",
        "polvere di diamante": "diamond powder",
        "polvere catodica LFP": "LFP cathode powder",
        "pacchi batteria agli ioni di litio": "lithium-ion battery packs",
        "chiodi di acciaio": "steel nails",
        "tecnologia per fabbricare magneti di terre rare": "technology for making rare earth magnets",
        "{article} con {shares}": "{article} with {shares}",
        "{article} contenenti {elements}": "{article} containing {elements}",
        "{article} privi di {elements}": "{article} free of {elements}",
    },
    "shares": {"{share}": "{share}", "{share} e {share2}": "{share} and {share2}"},
    "share": {
        "il {number} % di {element}": "{number} % {element}",
        "lo {number} % di {element}": "{number} % {element}",
        "l'{number} % di {element}": "{number} % {element}",
    },
    "measure": {
        "densità di compattazione": "compaction density",
        "capacità specifica": "gram capacity",
        "densità di energia": "energy density",
        "dimensione media delle particelle": "average particle size",
    },
    "value": {
        "{number} g/cm3": "{number} g/cm3",
        "{number} mAh/g": "{number} mAh/g",
        "{number} Wh/kg": "{number} Wh/kg",
        "{number} µm": "{number} µm",
        "non dichiarata": "not stated",
    },
    "contents": {"{content}": "{content}", "{content} e {content2}": "{content} and {content2}"},
    "content": {"{pure} {origin} {worth}": "{origin} {pure} {worth}"},
    "origin": {"cinese": "Chinese", "giapponese": "Japanese", "vietnamita": "Vietnamese"},
    "worth": {
        "pari al {number} % del valore": "worth {number} %",
        "pari allo {number} % del valore": "worth {number} %",
        "pari almeno allo {number} % del valore": "worth at least {number} %",
        "pari al più al {number} % del valore": "worth at most {number} %",
        "pari al più allo {number} % del valore": "worth at most {number} %",
        "di valore ignoto": "of unknown value",
    },
}
