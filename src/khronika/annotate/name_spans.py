"""Names of one sentence as spans of its tokens, mended: what the engine found, split, joined and trimmed."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from khronika import lexicon
from khronika.annotate.russian_words import is_common, is_never_name
from khronika.errors import DataError
from khronika.language import NamedSpan, Sentence, Token
from khronika.lexicon import Word

NamedKind = Literal["person", "organisation"]
OPENING, CLOSING = "«“„\"'‘(", "»”“\"'’)"
PAIRS = {"«": "»", "“": "”", "„": "“", '"': '"', "(": ")", "‘": "’", "'": "'"}
# Parts of speech that no person's name of one word has, and those that no name begins with.
NOT_NAMES = frozenset({"VERB", "ADV", "ADP", "PUNCT", "AUX", "CCONJ", "SCONJ", "PART", "NUM", "DET", "PRON", "INTJ"})


class Found(Struct, frozen=True, order=True):
    """A name as tokens `first <= i < last` of a sentence."""

    first: int
    last: int
    kind: NamedKind

    def covers(self, index: int) -> bool:
        """Say whether a token is part of the name."""
        return self.first <= index < self.last


@cache
def table(language: str, name: str) -> dict[str, Word]:
    """Give a table of the lexicon; an empty one for a language that has none."""
    try:
        return dict(lexicon.load(language).words(name))
    except DataError:
        return {}


def mend(sentence: Sentence) -> list[Found]:
    """Give the persons and organisations that the engine found in a sentence, mended."""
    named = [name for name in sentence.names if name.kind != "place"]
    parts = [part for name in named for part in split_brackets(sentence.tokens, name)]
    if sentence.language == "en" and any(token.text[:1].isupper() for token in sentence.tokens):
        parts = [part for part in parts if not _is_small(sentence.tokens[part.first : part.last])]
    trimmed = [found for part in parts for found in trim(sentence, part)]
    return list(join(sentence.tokens, trimmed))


def _is_small(tokens: Sequence[Token]) -> bool:
    """Say whether words are in small letters throughout, which no name is where others are not."""
    return all(token.text.islower() for token in tokens if any(sign.isalpha() for sign in token.text))


def split_brackets(tokens: Sequence[Token], name: NamedSpan) -> Iterator[Found]:
    """Split «Name (another name)» in two."""
    first: int = name.first
    for index in range(name.first, name.last):
        if tokens[index].text in "()":
            yield from _some(first, index, name)
            first = index + 1
    yield from _some(first, name.last, name)


def _some(first: int, last: int, name: NamedSpan) -> Iterator[Found]:
    if first < last and name.kind != "place":
        yield Found(first, last, name.kind)


def trim(sentence: Sentence, found: Found) -> Iterator[Found]:
    """Cut titles, ages, quotation marks and signs from a name; nothing is left of what was none."""
    tokens, first, last = sentence.tokens, found.first, found.last
    while last > first and _trailing(tokens, first, last):
        last -= 1
    while first < last and _leading(sentence, first, last, found.kind):
        first += 1
    first, last = _balanced(tokens, first, last)
    lone = last - first == 1 and _is_no_name(sentence, first, found.kind)
    if first < last and not lone and any(token.text[:1].isalpha() for token in tokens[first:last]):
        yield replace(found, first=first, last=last)


def _is_no_name(sentence: Sentence, index: int, kind: NamedKind) -> bool:
    """Say whether a single word, by its part of speech or the dictionary, is no name."""
    token = sentence.tokens[index]
    if token.text.isupper() and len(token.text) > 1:
        return False
    if token.upos in NOT_NAMES or (kind == "person" and _is_title(sentence, token)):
        return True
    return sentence.language == "ru" and index == 0 and is_never_name(token.text)


def _trailing(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Say whether the last token is no part of a name: a sign (but an initial's point is), the clitic 's, «г.»."""
    token, before = tokens[last - 1], tokens[last - 2].text if last - 2 >= first else ""
    if token.text == ".":
        return not (len(before) == 1 and before.isupper())
    return token.text in ("'s", "’s", "'", "’", "г") or (token.upos == "PUNCT" and token.text not in CLOSING)


def _leading(sentence: Sentence, first: int, last: int, kind: NamedKind) -> bool:
    """Say whether the first token stands before a name: a title, an age, an article, a word that opens the sentence."""
    token = sentence.tokens[first]
    if token.upos in ("ADP", "DET", "CCONJ") and token.text[:1].islower():
        return True
    if kind == "organisation":
        return token.upos == "PUNCT" and token.text not in OPENING
    if token.upos == "PUNCT" or not token.text[:1].isupper():
        return token.lemma not in PARTICLES
    if last - first == 1:
        return False
    opens = first == 0 and sentence.tokens[1].upos == "PROPN" and sentence.tokens[1].text[:1].isupper()
    common = token.upos in ("ADJ", "NOUN", "VERB") or (sentence.language == "ru" and is_common(token.text))
    return (opens and common) or _is_title(sentence, token)


# Small words with which a name may begin.
PARTICLES = frozenset({"al", "bin", "da", "de", "del", "der", "di", "du", "el", "la", "le", "van", "von", "аль", "бен",
                       "бин", "ван", "да", "де", "дель", "ди", "дю", "фон", "эль"})  # fmt: skip


def _is_title(sentence: Sentence, token: Token) -> bool:
    titles = table(sentence.language, "titles")
    return lexicon.fold(token.text) in titles or lexicon.fold(token.lemma) in titles


def _balanced(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Drop marks that enclose the whole name or have no partner in it; take in a partner that follows at once."""
    marks = [i for i in range(first, last) if tokens[i].text in OPENING + CLOSING and tokens[i].upos == "PUNCT"]
    if len(marks) == 2 and marks == [first, last - 1]:
        return first + 1, last - 1
    if len(marks) == 1:
        at = marks[0]
        if at == first:
            return first + 1, last
        if at == last - 1:
            return first, last - 1
        if last < len(tokens) and tokens[last].text == PAIRS.get(tokens[at].text):
            return first, last + 1
    return first, last


def join(tokens: Sequence[Token], names: Iterable[Found]) -> Iterator[Found]:
    """Join persons whose parts stand side by side in one case («Радия» «Хабирова»)."""
    held: Found | None = None
    for name in sorted(names):
        if held and _continues(tokens, held, name):
            held = replace(held, last=name.last)
            continue
        if held:
            yield held
        held = name
    if held:
        yield held


def _continues(tokens: Sequence[Token], left: Found, right: Found) -> bool:
    if left.kind != "person" or right.kind != "person":
        return False
    if left.last + 1 == right.first and tokens[left.last].text == ".":
        return len(tokens[left.last - 1].text) < 3 and tokens[left.last].end == tokens[right.first].start
    if left.last != right.first:
        return False
    cases = {tokens[i].feats.get("Case") for i in (left.last - 1, right.first)} - {None}
    return len(cases) < 2 and left.last - left.first == 1
