"""What is searched in: a mention's quote and names, a statement's, a relation's, a document's title and text."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from khronika.language.search_forms import WORD, Forms, forms_of
from khronika.model import ActorName, Body
from khronika.store.bulk import Row

# Words and letters of one entry: PostgreSQL keeps positions up to 16,383 and a megabyte of words.
TOGETHER, LETTERS = 15_000, 150_000


def entries(kind: str, key: str, language: str, parts: Iterable[str | None]) -> Iterator[Row]:
    """Give the entries of one thing: one, but for a very long text, of which words are sought part by part."""
    kept = forms_of(language)
    found = list(map(kept, WORD.findall("\n".join(filter(None, parts)))))
    for some, words in _pieces(found):
        more = dict.fromkeys(other for own in some if len(own) > 1 for other in own[1:])
        yield {"kind": kind, "key": key, "words": words, "more": " ".join(more)}


def _pieces(found: Sequence[Forms]) -> Iterator[tuple[Sequence[Forms], str]]:
    """Cut what is longer than one entry may be; give each piece with the words' own forms as one text."""
    words = [own[0] for own in found]
    together = " ".join(words)
    if len(found) <= TOGETHER and len(together) <= LETTERS:
        yield from [(found, together)] if found else []
        return
    start = letters = 0
    for at, word in enumerate(words):
        letters += len(word) + 1
        if at - start >= TOGETHER or letters > LETTERS:
            yield found[start:at], " ".join(words[start:at])
            start, letters = at, len(word) + 1
    yield found[start:], " ".join(words[start:])


def mention_entries(key: str, body: Body, language: str) -> Iterator[Row]:
    """Give the entries of a mention: its quote, and the names of who and where that the quote does not hold."""
    names = [argument["value"].get("name") for argument in body["arguments"]]
    place = body["place"] or {}
    told = [*names, place.get("name"), place.get("admin1"), body["attribution"]["speaker"]]
    return entries("mention", key, language, _with_new(body["quote"], told))


def statement_entries(key: str, body: Body, language: str) -> Iterator[Row]:
    """Give the entries of a statement: its words, and who speaks for whom."""
    told = [(body[side] or {}).get("name") for side in ("speaker", "on_behalf_of")]
    return entries("statement", key, language, _with_new(body["quote"], told))


def relation_entries(key: str, body: Body, language: str) -> Iterator[Row]:
    """Give the entries of a relation: its words and its two ends."""
    told = [body[end]["name"] for end in ("subject", "object")]
    return entries("relation", key, language, _with_new(body["quote"], told))


def document_entries(key: str, body: Body, text: str) -> Iterator[Row]:
    """Give the entries of a document: title, authors and publisher, then its text."""
    head = [body["title"], *body["authors"], body["publisher"]]
    return entries("document", key, body["language"] or "", [*head, text])


def _with_new(quote: str, told: Iterable[str | None]) -> list[str]:
    return [quote, *dict.fromkeys(name for name in told if name and name not in quote)]


def actor_entries(key: str, names: Iterable[ActorName]) -> Iterator[Row]:
    """Give the entries of an actor: every form of its name, in each script."""
    for language, group in groupby(sorted(names, key=lambda name: name.language or ""), lambda name: name.language):
        yield from entries("actor", key, language or "", [name.text for name in group])
