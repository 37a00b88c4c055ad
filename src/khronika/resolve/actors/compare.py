"""How alike two persons' names are: words aligned, alignment put into named features, features weighed."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import combinations
from math import exp

from msgspec import Struct
from rapidfuzz.distance import OSA

from khronika.resolve.actors import known
from khronika.resolve.actors.person import PersonName, parse_person
from khronika.resolve.actors.tables import rows
from khronika.resolve.actors.words import CYRILLIC, Word, word

# How alike words are that agree in letters, in sound, as forms of one name, in the first letter.
SAME, SOUND, FORM, INITIAL = 1.0, 0.97, 0.9, 0.8
IDEOGRAPHS = re.compile(r"[\u1100-\u11ff\u3400-\u9fff\uac00-\ud7af]+$")
PAIRED = 0.55  # below it two words are not taken for one


class Paired(Struct, frozen=True):
    """Two words taken for one, how alike they are, and how many letters differ."""

    a: Word
    b: Word
    likeness: float
    edits: int
    at: tuple[int, int]
    kind: str


class Alignment(Struct, frozen=True):
    """The words of two names that pair, and those of each that do not."""

    pairs: tuple[Paired, ...]
    left_a: tuple[Word, ...]
    left_b: tuple[Word, ...]


@lru_cache(500_000)
def compare_words(a: Word, b: Word) -> tuple[float, int, str]:
    """Give how alike two words of names are, how many letters differ, and in what they agree."""
    if a.text == b.text or a.plain == b.plain:
        return SAME, 0, "letters"
    if a.is_initial or b.is_initial:
        return (INITIAL, 0, "initial") if _same_initial(a, b) else (0.0, 9, "")
    if IDEOGRAPHS.match(a.text) and IDEOGRAPHS.match(b.text):
        return 0.0, 9, ""  # each sign is a syllable or a word: one that differs makes another name
    if not set(a.sounds).isdisjoint(b.sounds) or _transcribes(a, b) or _transcribes(b, a):
        return SOUND, 0, "sound"
    if known.given_ids(a.text) & known.given_ids(b.text):
        return FORM, 0, "form"
    edits, length = min(
        ((OSA.distance(x, y), max(len(x), len(y))) for x in (*a.sounds, a.plain) for y in (*b.sounds, b.plain)),
        key=lambda pair: pair[0] / max(1, pair[1]),
    )
    likeness = max(0.0, 1 - edits / max(1, length))
    if a.bones == b.bones and len(a.bones) > 1:
        likeness = max(likeness, (likeness + 1) / 2)
    return (likeness, edits, "edits") if likeness < SOUND else (SOUND, edits, "edits")


def _transcribes(a: Word, b: Word) -> bool:
    """Say whether a Cyrillic word writes a Latin one down: Ованес, Hovhannes."""
    return bool(CYRILLIC.search(a.text)) and not set(a.sounds).isdisjoint(b.transcribed)


def _same_initial(a: Word, b: Word) -> bool:
    """Say whether an initial may stand for a word, also across scripts: «Ю.» for Yulia."""
    short, long = (a, b) if a.is_initial else (b, a)
    if long.is_initial:
        return short.plain == long.plain
    return long.plain.startswith(short.plain) or any(
        sound[:1] == other[:1] for sound in short.sounds for other in long.sounds
    )


def align(a: PersonName, b: PersonName) -> Alignment:
    """Pair the words of two names, the most alike first; words told apart in one and joined in the other are joined."""
    words_a, words_b = _join_split(a.words, b.words), _join_split(b.words, a.words)
    found = []
    for i, one in enumerate(words_a):
        for j, other in enumerate(words_b):
            likeness, edits, kind = compare_words(one, other)
            if likeness >= PAIRED:
                found.append((-likeness, abs(i - j), i, j, edits, kind))
    pairs: list[Paired] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for negative, _, i, j, edits, kind in sorted(found):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append(Paired(words_a[i], words_b[j], -negative, edits, (i, j), kind))
    left_a = tuple(one for i, one in enumerate(words_a) if i not in used_a)
    left_b = tuple(one for j, one in enumerate(words_b) if j not in used_b)
    return Alignment(tuple(pairs), left_a, left_b)


def _join_split(words: Sequence[Word], others: Sequence[Word]) -> tuple[Word, ...]:
    """Join neighbouring words that make one word of the other name: "Patr ushev", "Abd ul"."""
    plains = {one.plain for one in others} - {one.plain for one in words}
    for length in (4, 3, 2):
        for start, end in combinations(range(len(words) + 1), 2):
            joined = "".join(one.plain for one in words[start:end])
            if end - start == length and _nearly(joined, plains):
                rest = (*words[:start], word("".join(one.text for one in words[start:end])), *words[end:])
                return _join_split(rest, others)
    return tuple(words)


def _nearly(joined: str, plains: set[str]) -> bool:
    return len(joined) > 4 and any(OSA.distance(joined, plain, score_cutoff=1) <= (len(joined) > 8) for plain in plains)


def features(a: PersonName, b: PersonName) -> dict[str, float]:
    """Give the named features of two names, each about 0 to 1, by which they are weighed."""
    alignment = align(a, b)
    pairs = alignment.pairs
    short = min(len(a.words), len(b.words))
    weights = [min(len(pair.a.plain), len(pair.b.plain)) or 1 for pair in pairs]
    left = [alignment.left_a, alignment.left_b]
    few, many = sorted(left, key=lambda words: sum(len(one.plain) for one in words))
    total = sum(weights) + sum(len(one.plain) for one in few)
    in_full = [pair for pair in pairs if pair.kind != "initial"]
    return {
        "alike": sum(w * pair.likeness for w, pair in zip(weights, pairs, strict=True)) / total if total else 0.0,
        "worst": min((pair.likeness for pair in in_full), default=0.0) if not few else 0.0,
        "all_same": float(not few and not many and all(pair.likeness >= SOUND for pair in in_full)),
        "edits": min(1.0, sum(pair.edits for pair in in_full) / 4),
        "edited_words": min(1.0, sum(1 for pair in in_full if pair.edits) / 2),
        "long_edits": min(1.0, max((pair.edits / max(1, len(pair.a.plain)) for pair in in_full), default=0.0)),
        "initial": float(any(pair.kind == "initial" for pair in pairs)),
        "clash": min(1.0, len(few) / 2),
        "extra": min(1.0, (len(many) - len(few)) / 3) if len(many) > len(few) else 0.0,
        "single": float(short == 1 and len(a.words) != len(b.words)),
        "given": _part(pairs, a, b, "given"),
        "turned": float(
            not many
            and any(_standing(a, pair.a, x) != _standing(b, pair.b, y) for pair in pairs for x, y in (pair.at,))
        ),
        "both_given": float(_edited_given(in_full)),
        "patronymics": float(patronymics_clash(a, b)),
    }


def _standing(name: PersonName, one: Word, at: int) -> int:
    """Give a word's place with the given name first, the surname last, however the name is told."""
    if name.surname != 0 or len(name.words) < 2:
        return at
    return len(name.words) - 1 if one is name.words[0] else at - 1


def _part(pairs: Sequence[Paired], a: PersonName, b: PersonName, part: str) -> float:
    """Give how alike the words are that stand as given name or surname in both; one half where one has none."""
    x, y = getattr(a, part), getattr(b, part)
    if x is None or y is None:
        return 0.5
    return compare_words(a.words[x], b.words[y])[0]


def _edited_given(pairs: Sequence[Paired]) -> bool:
    """Say whether two words that differ by letters are each a known given name: Angelo, Angela."""
    return any(pair.edits and known.is_given(pair.a) and known.is_given(pair.b) for pair in pairs)


def patronymics_clash(a: PersonName, b: PersonName) -> bool:
    """Say whether two names have patronymics that cannot be one."""
    if a.patronymic is None or b.patronymic is None:
        return False
    return compare_words(a.words[a.patronymic], b.words[b.patronymic])[0] < FORM


@lru_cache(1)
def weights() -> Mapping[str, float]:
    """Give the fitted weight of each feature; `bias` is added."""
    return {row["feature"]: float(row["weight"]) for row in rows("weights")}


@lru_cache(500_000)
def likeness(a: str, b: str) -> float:
    """Give how likely two persons' names are told of one name, 0 to 1, in either order the same."""
    first, second = sorted((a, b))
    weighed = weights()
    told = features(parse_person(first), parse_person(second))
    return 1 / (1 + exp(-weighed["bias"] - sum(weighed[name] * value for name, value in told.items())))
