"""How long and how much: durations and sums of money in a sentence ("ten days", «20 тысяч рублей»)."""

from collections.abc import Iterator

from msgspec import Struct

from khronika.extract.scene import Scene

# One number word a line of meaning; fractions and multipliers as they multiply or add.
_TABLES: tuple[dict[float, str], ...] = (
    {  # English and Russian
        0.5: "half половина", 1: "one один", 1.5: "полтора", 2: "two два двое оба", 3: "three три трое",
        4: "four четыре четверо", 5: "five пять пятеро", 6: "six шесть шестеро", 7: "seven семь семеро",
        8: "eight восемь", 9: "nine девять", 10: "ten десять", 11: "eleven одиннадцать", 12: "twelve двенадцать",
        13: "thirteen тринадцать", 14: "fourteen четырнадцать", 15: "fifteen пятнадцать", 16: "sixteen шестнадцать",
        17: "seventeen семнадцать", 18: "eighteen восемнадцать", 19: "nineteen девятнадцать", 20: "twenty двадцать",
        30: "thirty тридцать", 40: "forty сорок", 50: "fifty пятьдесят", 60: "sixty шестьдесят",
        70: "seventy семьдесят", 80: "eighty восемьдесят", 90: "ninety девяносто", 100: "сто", 200: "двести",
        300: "триста", 400: "четыреста", 500: "пятьсот", 600: "шестьсот", 700: "семьсот", 800: "восемьсот",
        900: "девятьсот",
    },
    {  # French and Ukrainian, the latter in the genitive too: «до п'яти років»
        0.5: "demi половина", 1: "un une", 1.5: "півтора", 2: "deux двоє двох обидва", 3: "trois троє трьох",
        4: "quatre чотири чотирьох четверо", 5: "cinq п'ять п'яти", 6: "six шість шести",
        7: "sept сім семи", 8: "huit вісім восьми", 9: "neuf дев'ять дев'яти",
        10: "dix десяти", 11: "onze одинадцять", 12: "douze дванадцять", 13: "treize тринадцять",
        14: "quatorze чотирнадцять", 15: "quinze п'ятнадцять", 16: "seize шістнадцять", 17: "сімнадцять",
        18: "вісімнадцять", 19: "дев'ятнадцять", 20: "vingt двадцять", 30: "trente тридцять", 40: "quarante",
        50: "cinquante п'ятдесят", 60: "soixante шістдесят", 70: "сімдесят", 80: "вісімдесят", 90: "дев'яносто",
        200: "двісті", 400: "чотириста", 500: "п'ятсот", 600: "шістсот", 700: "сімсот", 800: "вісімсот",
        900: "дев'ятсот",
    },
)  # fmt: skip
WORDS = {word: value for table in _TABLES for value, words in table.items() for word in words.split()}
MULTIPLIERS: dict[str, float] = {
    "hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1e9, "lakh": 100_000, "crore": 1e7,
    "тысяча": 1_000, "тыс": 1_000, "тыс.": 1_000, "миллион": 1_000_000, "млн": 1_000_000, "миллиард": 1e9,
    "cent": 100, "mille": 1_000, "milliard": 1e9,
    "тис": 1_000, "тис.": 1_000, "тисяча": 1_000, "мільйон": 1_000_000, "мільярд": 1e9,
}  # fmt: skip
BETWEEN = frozenset({"-", "–", "and", "a", "с", ".", "of", "et", "з"})  # inside a number: "two and a half", "10-day"
CURRENCY_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "₽": "RUB", "₴": "UAH", "₹": "INR"}
UNITS: dict[str, tuple[str, float]] = {
    "day": ("day", 1), "week": ("day", 7), "fortnight": ("day", 14), "month": ("month", 1), "year": ("year", 1),
    "hour": ("hour", 1), "decade": ("year", 10),
}  # fmt: skip


class Amount(Struct, frozen=True):
    """A duration or sum: its tokens `first` through `last`, the token of its unit, the amount in that unit."""

    first: int
    last: int
    head: int
    amount: float
    unit: str

    @property
    def is_money(self) -> bool:
        """Say whether it is a sum of money: the unit is an ISO 4217 code."""
        return self.unit.isupper()


def find_amounts(scene: Scene) -> list[Amount]:
    """Find the durations and sums of a sentence, in order; years and months told together are one, in months."""
    found: list[Amount] = []
    index = 0
    while index < len(scene.tokens):
        amount = _amount_at(scene, index) if _may_begin(scene, index) else None
        if amount is not None:
            found.append(amount)
            index = amount.last
        index += 1
    return list(_joined(scene, found))


def _may_begin(scene: Scene, index: int) -> bool:
    text = scene.tokens[index].text
    is_word = scene.lemmas[index] in WORDS or text.lower() in WORDS or scene.lemmas[index] in MULTIPLIERS
    return text[0].isdigit() or text in CURRENCY_SIGNS or is_word


def _amount_at(scene: Scene, index: int) -> Amount | None:
    token = scene.tokens[index]
    sign = CURRENCY_SIGNS.get(token.text)
    start = index + 1 if sign else index
    value, after = _number(scene, start)
    if value is None:
        return None
    if sign:
        return Amount(index, after - 1, index, value, sign)
    while after < len(scene.tokens) and scene.tokens[after].text in ("-", "–", "."):
        after += 1
    for length in (2, 1):
        unit = _unit(scene, after, length)
        if unit is not None:
            name, factor = unit
            return Amount(index, after + length - 1, after + length - 1, value * factor, name)
    return None


def _number(scene: Scene, index: int) -> tuple[float | None, int]:
    """Read a number written in figures or words; give it and the token behind it."""
    total: float = 0
    current: float | None = None
    at = index
    while at < len(scene.tokens):
        value = _value(scene, at)
        multiplier = MULTIPLIERS.get(scene.lemmas[at])
        if value is not None:
            is_group = scene.tokens[at].text == "000" or (current is not None and _is_thousands(scene, at))
            current = (current or 0) * 1000 + value if is_group else (current or 0) + value
        elif multiplier:  # also alone: «штраф по **тысяче** рублей»
            total, current = (total + (current or 1) * multiplier, 0)
        elif current is None or not _goes_on(scene, at):
            break
        at += 1
    return (None if current is None else total + current), at


def _is_thousands(scene: Scene, at: int) -> bool:
    text = scene.tokens[at].text
    return len(text) == 3 and text.isdigit() and scene.tokens[at - 1].text.isdigit()


def _goes_on(scene: Scene, at: int) -> bool:
    """Say whether a small word stands inside a number: "two **and a** half", «два **с** половиной», "20 **-** day"."""
    behind = next((i for i in range(at, min(at + 3, len(scene.tokens))) if scene.tokens[i].text not in BETWEEN), None)
    return behind is not None and behind > at and (_value(scene, behind) == 0.5 or scene.lemmas[behind] in MULTIPLIERS)


def _value(scene: Scene, at: int) -> float | None:
    text = scene.tokens[at].text.replace("\u00a0", "").replace(" ", "")
    if text[:1].isdigit():
        plain = text.replace(",", "") if "," in text and len(text.rpartition(",")[2]) == 3 else text.replace(",", ".")
        try:
            return float(plain)
        except ValueError:
            return None
    return WORDS.get(scene.lemmas[at], WORDS.get(text.lower()))


def _unit(scene: Scene, at: int, length: int) -> tuple[str, float] | None:
    if at + length > len(scene.tokens):
        return None
    words = scene.lexicon.words("units")
    lemma = " ".join(scene.lemmas[at : at + length])
    word = words.get(lemma) or words.get(lemma + ".")
    kind, _, name = word.meaning.partition(":") if word is not None else ("", "", "")
    if kind == "money":
        return name, 1
    return UNITS.get(name) if kind == "time" else None


def _joined(scene: Scene, found: list[Amount]) -> Iterator[Amount]:
    """Join "two years and six months" into one amount."""
    at = 0
    while at < len(found):
        one = found[at]
        other = found[at + 1] if at + 1 < len(found) else None
        if other and one.unit == "year" and other.unit == "month" and _adjoin(scene, one.last, other.first):
            yield Amount(one.first, other.last, one.head, one.amount * 12 + other.amount, "month")
            at += 1
        else:
            yield one
        at += 1


def _adjoin(scene: Scene, last: int, first: int) -> bool:
    return first - last == 1 or (first - last == 2 and scene.lemmas[last + 1] in ("and", "и", ","))
