"""Persons and organisations of a document, by what the engine found, head words, and the document as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from khronika.annotate.name_spans import Found, mend
from khronika.annotate.organisation_spans import find_by_heads
from khronika.annotate.person_names import normal_organisation, normal_person
from khronika.language import Analysis, Sentence
from khronika.model import Mention, Name

Key = tuple[str, ...]
Placed = tuple[int, Found]  # the number of the sentence, and the name in it


def find_names(analysis: Analysis) -> list[Mention]:
    """Find persons and organisations; a value is the normal form, of a person the fullest there is."""
    sentences = analysis.sentences
    placed = [(n, f) for n, s in enumerate(sentences) for f in find_by_heads(s, mend(s))]
    placed = sorted({*_agreed(sentences, placed), *_repeated(sentences, placed)})
    mentions = [_mention(analysis, sentences[number], found) for number, found in placed]
    return sorted(_filled(mentions), key=lambda mention: (mention.start, mention.end))


def _key(sentence: Sentence, first: int, last: int) -> Key:
    return tuple(sentence.lowered[first:last])


def _agreed(sentences: Sequence[Sentence], placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield names with the kind that the same words have most often; drop what mostly is a place."""
    votes: dict[Key, Counter[str]] = defaultdict(Counter)
    for number, found in placed:
        votes[_key(sentences[number], found.first, found.last)][found.kind] += 1
    for sentence in sentences:
        for name in sentence.names:
            if name.kind == "place":
                votes[_key(sentence, name.first, name.last)]["place"] += 1
    for number, found in placed:
        count = votes[_key(sentences[number], found.first, found.last)]
        best = max(count, key=lambda kind: (count[kind], kind == found.kind))
        if best == "person" or best == "organisation":
            yield number, replace(found, kind=best)
        elif count["place"] <= 2 * count[found.kind]:
            yield number, found


def _repeated(sentences: Sequence[Sentence], placed: Sequence[Placed]) -> Iterator[Placed]:
    """Yield further places of names that were found elsewhere in the document and overlooked here."""
    known: dict[str, dict[Key, Found]] = defaultdict(dict)
    for number, found in placed:
        key = _key(sentences[number], found.first, found.last)
        if len(key) > 1 or len(key[0]) > 2:
            known[key[0]][key] = found
    taken: dict[int, set[int]] = defaultdict(set)
    for number, found in placed:
        taken[number].update(range(found.first, found.last))
    for number, sentence in enumerate(sentences):
        busy = taken[number].union(*(range(n.first, n.last) for n in sentence.names if n.kind == "place"))
        yield from ((number, found) for found in _again(sentence, known, busy))


def _again(sentence: Sentence, known: dict[str, dict[Key, Found]], busy: set[int]) -> Iterator[Found]:
    for first, lemma in enumerate(sentence.lowered):
        if lemma not in known:
            continue
        token = sentence.tokens[first]
        if first in busy or not token.text[:1].isupper():
            continue
        for key in sorted(known[lemma], key=len, reverse=True):
            last = first + len(key)
            alike = _key(sentence, first, last) == key and not busy.intersection(range(first, last))
            if alike and (len(key) > 1 or token.upos == "PROPN" or token.text.isupper()):
                busy.update(range(first, last))
                yield replace(known[key[0]][key], first=first, last=last)
                break


def _mention(analysis: Analysis, sentence: Sentence, found: Found) -> Mention:
    start, end = sentence.tokens[found.first].start, sentence.tokens[found.last - 1].end
    text = analysis.text[start:end]
    normal = normal_person if found.kind == "person" else normal_organisation
    value = Name(normal(sentence, found.first, found.last, text))
    return Mention(analysis.document.id, found.kind, start, end, text, value)


def _filled(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Give a bare surname, or one with initials, the full name of the one person of that surname in the document."""
    full: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        words = _words(mention)
        if mention.kind == "person" and len(words) > 1:
            full[_stem(words[-1])].add(" ".join(words))
    for mention in mentions:
        words = _words(mention)
        known = full.get(_stem(words[-1]), set()) if mention.kind == "person" and words else set()
        known = {name for name in known if name.split()[-1] == words[-1]} or known
        fuller = _longest({name for name in known if _is_fuller(name, words)})
        yield replace(mention, value=Name(fuller)) if fuller else mention


def _is_fuller(name: str, words: Sequence[str]) -> bool:
    return len(name) > len(" ".join(words)) and _short_for(words, name.split())


def _words(mention: Mention) -> list[str]:
    return mention.value.name.split() if isinstance(mention.value, Name) else []


def _stem(surname: str) -> str:
    """Fold a surname so that «Иванов» and «Иванова» (a wrong guess of gender) are one."""
    folded = surname.casefold().replace("ё", "е")
    return folded[:-1] if len(folded) > 5 and folded[-1] in "ая" else folded


def _longest(names: set[str]) -> str | None:
    """Give the longest of several names if all others are short for it; None if they are different people."""
    longest = max(names, key=lambda name: (len(name), name), default=None)
    return longest if longest and all(_short_for(name.split(), longest.split()) for name in names) else None


def _short_for(short: Sequence[str], full: Sequence[str]) -> bool:
    """Say whether each word of a short name is in the full one, or is the initial of one, in the same order."""
    rest = iter(full)
    return all(any(_same_word(word, other) for other in rest) for word in short)


def _same_word(word: str, other: str) -> bool:
    if word.endswith("."):
        return other.startswith(word[0])
    return _stem(word) == _stem(other)
