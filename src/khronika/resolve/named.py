"""Where a text names somebody: in any script, spelling, case and order, whole or by the surname alone.

Made for erasure, so it would rather take a word too many than leave one: endings are taken off as far as any of Russian
or Ukrainian may be, and letters compared by sound.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from khronika.resolve.actors import known
from khronika.resolve.actors.person import parse_person
from khronika.resolve.actors.words import CYRILLIC, word

COVER = "█"
TOKEN = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*")
CAMEL = re.compile(r"(?<=[a-zа-яёіїєґў])(?=[A-ZА-ЯЁІЇЄҐЎ])")
BETWEEN = re.compile(r"[\s.,_+/'’\"«»()\-‐‑–%]{0,4}$")
CAPITAL_BEFORE = re.compile(r"\b[^\W\d_a-zа-яёіїєґў][^\W\d_]+[ \u00a0]$")
ENDINGS = sorted(
    "а я у ю е и ы о ь й і ї ой ей ою ею ом ем ём ым им ых их ам ям ах ях ов ев ий ый ая яя ую юю ого его ому ему ові "
    "еві єві ої ій ими ыми ами ями".split(),
    key=len,
)
POSSESSIVE = re.compile(r"(['’]s|s['’]?)$")
LATIN_ENDINGS = tuple("a o e i y ia ya ja iy ij yi ii aia aya aja".split())
BARE = "-"  # before the sound of a stem that only a Cyrillic word may be one of
NAMES = frozenset({"Name", "Surn", "Patr"})  # how pymorphy3 tags them
SHORTEST = 3  # letters of a word from which endings are taken off


class NameKeys(Struct, frozen=True):
    """How the words of somebody's names sound: a person's by their part, an organisation's as sequences.

    `plain` are the sounds of a person's names as given, without any other case; `forms` the names that a given name is
    a form of; `joined` a given name and a surname in one word.
    """

    surnames: frozenset[str] = frozenset()
    givens: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    patronymics: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    joined: frozenset[str] = frozenset()
    plain: frozenset[str] = frozenset()
    sequences: tuple[tuple[frozenset[str], ...], ...] = ()


class Token(Struct, frozen=True):
    """A word of a text with what it may be of a name.

    Parts are s(urname), g(iven), p(atronymic), i(nitial), j(oined: the whole in one word), x (a small word within).
    """

    start: int
    end: int
    parts: frozenset[str]
    is_capital: bool
    is_plain: bool


class Named(Struct, frozen=True, order=True):
    """A place where somebody is named; `whole` where more than a surname or a given name says so.

    `plain` counts the words that stand as in one of the names, in the nominative.
    """

    start: int
    end: int
    whole: bool
    plain: int = 0


def keys_of(names: Iterable[str], *, person: bool) -> NameKeys:
    """Take names apart and give how their words sound."""
    if not person:
        sequences = {tuple(sounds_of(token) for token in _words(name)) for name in names}
        return NameKeys(
            sequences=tuple(sorted(filter(None, sequences), key=lambda s: (-len(s), [sorted(w) for w in s])))
        )
    found: dict[str, set[str]] = {"s": set(), "g": set(), "p": set(), "plain": set()}
    forms: set[str] = set()
    lone: set[str] = set()
    for name in names:
        parsed = parse_person(name)
        for at, one in enumerate(parsed.words):
            if one.is_initial:
                continue
            sounds = _sounds_of_name(one.text)
            found["plain"] |= set(one.sounds)
            if parsed.surname is None and len(parsed.words) == 1:
                lone |= sounds
            elif at == parsed.surname:
                found["s"] |= sounds
            elif at == parsed.patronymic:
                found["p"] |= sounds
            else:
                found["g"] |= sounds
                forms |= known.given_ids(one.text)
    surnames = found["s"] or lone
    initials = {sound[0] for sound in found["g"] | found["p"] if not sound.startswith(BARE)}
    joined = {
        a + b
        for s in surnames
        for g in found["g"]
        for a, b in ((s, g), (g, s))
        if not s.startswith(BARE) and not g.startswith(BARE)
    }
    return NameKeys(
        frozenset(surnames), frozenset(found["g"]), frozenset(forms), frozenset(found["p"]), frozenset(initials),
        frozenset(joined), frozenset(found["plain"]),
    )  # fmt: skip


def _words(text: str) -> list[str]:
    return [match.group() for match in TOKEN.finditer(text)]


def _sounds_of_name(text: str) -> frozenset[str]:
    """Give how a word of a name may sound; of a Latin one also without the vowel that a Cyrillic text takes off it."""
    if CYRILLIC.search(text):
        return sounds_of(text)
    stems = {text[: -len(e)] for e in LATIN_ENDINGS if text.endswith(e) and len(text) - len(e) >= SHORTEST}
    return sounds_of(text) | {BARE + sound for stem in stems for sound in word(stem).sounds}


@lru_cache(500_000)
def sounds_of(text: str) -> frozenset[str]:
    """Give how a word may sound, as it stands and without any ending that a case may have given it."""
    if not CYRILLIC.search(text):
        return frozenset(word(text).sounds) | frozenset(word(POSSESSIVE.sub("", text) or text).sounds)
    from khronika.morphology import analyser

    small = text.casefold()
    stems = {small, *(small[: -len(e)] for e in ENDINGS if small.endswith(e) and len(small) - len(e) >= SHORTEST)}
    for reading in analyser("ru").parse(small):
        if NAMES & set(reading.tag.grammemes):
            stems.add(reading.normal_form)  # «Льва», «Павла»: their vowel comes and goes
    sounds = {sound for stem in stems for sound in word(stem).sounds}
    return frozenset(sounds | {BARE + sound for sound in sounds})


def find_named(
    text: str, own: NameKeys, others: Sequence[NameKeys] = (), *, alone: bool, caseless: bool = False
) -> list[Named]:
    """Give where a text names somebody, in order, without overlap.

    `others` are those whose names are not to be taken for it: «Иван Колм» is not Vera Kolm. With `alone`, a surname or
    given name by itself counts too, as in a document that is known to name them; with `caseless`, words in small
    letters are names as well, as in an address.
    """
    if own.sequences:
        return [Named(start, end, True) for start, end in _sequences(text, own)]
    taken = _of_others(text, others)
    found = []
    for run in _runs(text, list(_tokens(text, own)), alone=alone, caseless=caseless):
        rivals = [other for other in taken if run.start < other.end and other.start < run.end]
        least = run.plain + 1 if alone else run.plain  # a namesake's name is theirs where only they are known to be
        if not any(other.plain >= least or (other.whole and not run.whole) for other in rivals):
            found.append(run)
    return found


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Give the words of a text; one that was run together behind # or @ in parts."""
    for match in TOKEN.finditer(text):
        start, end = match.span()
        cuts = [start, end]
        if start and text[start - 1] in "#@":
            cuts = [start, *(start + cut.start() for cut in CAMEL.finditer(match.group())), end]
        yield from pairwise(cuts)


def _tokens(text: str, keys: NameKeys) -> Iterator[Token]:
    for start, end in _pieces(text):
        words = text[start:end]
        parts = _parts(words, keys)
        if parts:
            yield Token(start, end, parts, words[0].isupper(), not keys.plain.isdisjoint(word(words).sounds))


@lru_cache(500_000)
def _parts(words: str, keys: NameKeys) -> frozenset[str]:
    """Say what a word may be of somebody's names."""
    if len(words) == 1:
        is_initial = words.isupper() and any(s[:1] in keys.initials for s in word(words).sounds)
        return frozenset("i") if is_initial else frozenset()
    sounds = sounds_of(words)
    kinds = (("s", keys.surnames), ("g", keys.givens), ("p", keys.patronymics), ("j", keys.joined))
    found = {kind for kind, wanted in kinds if not wanted.isdisjoint(sounds)}
    if keys.forms and words[0].isupper() and not keys.forms.isdisjoint(known.given_ids(words)):
        found.add("g")
    if not found and known.particle(word(words)) is not None:
        found.add("x")
    return frozenset(found)


def _runs(text: str, tokens: Sequence[Token], *, alone: bool, caseless: bool) -> Iterator[Named]:
    """Put words together that stand beside each other, and give the runs that name somebody."""
    run: list[Token] = []
    for token in [*tokens, None]:
        if run and (token is None or not _go_on(text, run, token)):
            run = _trimmed(run)
            if run:
                yield from _judge(text, run, alone=alone, caseless=caseless)
            run = []
        if token is not None:
            run.append(token)


def _go_on(text: str, run: Sequence[Token], token: Token) -> bool:
    """Say whether a word belongs to the run before it; a full stop or comma between may end a name."""
    between = text[run[-1].end : token.start]
    if not BETWEEN.match(between):
        return False
    if re.search(r"[.]\s", between):
        return run[-1].end - run[-1].start == 1
    if "," in between:  # «Kolm, Vera», but not «Ivan Kolm, Vera»
        return len(run) == 1 and "s" in run[0].parts and not CAPITAL_BEFORE.search(text[: run[0].start][-40:])
    return True


def _trimmed(run: list[Token]) -> list[Token]:
    """Leave out small words before and behind."""
    inside = [n for n, token in enumerate(run) if token.parts != {"x"}]
    return run[inside[0] : inside[-1] + 1] if inside else []


def _judge(text: str, run: Sequence[Token], *, alone: bool, caseless: bool) -> Iterator[Named]:
    has = frozenset[str]().union(*(token.parts for token in run))
    surnames = [token for token in run if "s" in token.parts]
    is_whole = "j" in has or any(
        other is not one and other.parts & {"g", "p", "i"} for one in surnames for other in run
    )
    if is_whole and ("j" in has or caseless or any(token.is_capital for token in surnames)):
        yield _named(text, run, whole=True)
        return
    if not alone:
        return
    if {"g", "p"} <= has and len(run) > 1:
        yield _named(text, run, whole=False)
        return
    for token in run:
        if "i" in token.parts or not (token.is_capital or caseless):
            continue
        if "s" in token.parts or ("g" in token.parts and not _beside_a_name(text, token)):
            yield _named(text, [token], whole=False)


def _named(text: str, run: Sequence[Token], *, whole: bool) -> Named:
    """Give the place of a run, with the full stop of an initial that ends it."""
    end = run[-1].end
    if run[-1].parts == {"i"} and text[end : end + 1] == ".":
        end += 1
    return Named(run[0].start, end, whole, sum(token.is_plain for token in run))


def _beside_a_name(text: str, token: Token) -> bool:
    """Say whether a word with a capital follows a given name: then it is somebody else's."""
    after = re.match(r"[ \u00a0]([^\W\d_])", text[token.end : token.end + 2])
    return after is not None and after.group(1).isupper()


def _of_others(text: str, others: Sequence[NameKeys]) -> list[Named]:
    """Give where others are named with more than a surname."""
    return [
        run
        for keys in others
        if keys.surnames
        for run in _runs(text, list(_tokens(text, keys)), alone=False, caseless=False)
    ]


def _sequences(text: str, own: NameKeys) -> Iterator[tuple[int, int]]:
    """Give where the words of an organisation's name stand in its order, the longest first."""
    pieces = list(_pieces(text))
    at = 0
    while at < len(pieces):
        length = next((len(s) for s in own.sequences if _stands(text, pieces[at : at + len(s)], s)), 0)
        if length:
            yield pieces[at][0], pieces[at + length - 1][1]
        at += length or 1


def _stands(text: str, pieces: Sequence[tuple[int, int]], sequence: Sequence[frozenset[str]]) -> bool:
    if len(pieces) < len(sequence):
        return False
    gaps = all(BETWEEN.match(text[a[1] : b[0]]) for a, b in pairwise(pieces))
    return gaps and all(
        not sounds.isdisjoint(sounds_of(text[start:end])) for (start, end), sounds in zip(pieces, sequence, strict=True)
    )


def cover(text: str, places: Iterable[tuple[int, int]]) -> str:
    """Put blocks over places of a text, as many as letters, so that every offset stays right."""
    for start, end in places:
        text = text[:start] + COVER * (end - start) + text[end:]
    return text
