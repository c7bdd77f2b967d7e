"""Names of parties for tests: made of words and letters in several scripts, and names near others."""

from random import Random

TEXT = (
    "northrop grumman systems corporation general dynamics land aerospace shield ai inc skydio teledyne brown engineering united aircraft "
    "international trading technology technologies shenzhen huawei electronics industrial group holdings of the and co ltd gmbh llc sa "
    "中国稀土 集团 有限公司 ооо рога копыта société générale müller söhne straße a b c x1 3m i.c.i. o'neill ﬁne ＦＵＬＬ e é 株式会社"
)
WORDS = TEXT.split()
LETTERS = "abcdeinorst -.&'éß中1"


def made(random: Random) -> str:
    """A name of some words, or of some letters."""
    if random.random() < 0.2:
        return "".join(random.choice(LETTERS) for _ in range(random.randint(0, 30)))
    return " ".join(random.choice(WORDS) for _ in range(random.randint(1, 6)))


def changed(random: Random, name: str) -> str:
    """A name near another one: some letters or words of it are other ones."""
    letters, words = list(name), name.split()
    match random.randrange(6):
        case 0:
            random.shuffle(words)
        case 1:
            del words[random.randrange(len(words) or 1) :][:1]
        case 2:
            words.insert(random.randint(0, len(words)), random.choice(WORDS))
        case 3:
            return name.upper()
        case _:
            for _ in range(random.randint(1, 1 + len(letters) // 5)):
                place = random.randint(0, len(letters))
                letters[place : place + random.randint(0, 1)] = random.choice([random.choice(LETTERS), ""])
            return "".join(letters)
    return " ".join(words)
