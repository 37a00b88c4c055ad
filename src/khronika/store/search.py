"""Full-text search by lemma and stem, with the same answers from SQLite's FTS5 and PostgreSQL's tsvector.

A query is words, all of which must be there; "words in quotes" stand next to each other; -word and -"a phrase" must not
be there. Every other sign is ignored, so that no input is an error.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, product

import numpy as np
from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from msgspec import Struct
from numpy.typing import NDArray

from khronika.language.search_forms import own_forms, sought, words_of
from khronika.store.models import SearchEntry

MOST_PARTS, MOST_WORDS, MOST_FORMS = 32, 16, 16
_PART = re.compile(r'(?P<no>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|«(?P<quoted>[^»]*)»?|(?P<word>[^\s"«»]+))')
_MATCHED = {
    "sqlite": "SELECT rowid FROM store_search WHERE store_search MATCH %s",
    "postgresql": "SELECT id FROM store_searchentry WHERE vector @@ %s::tsquery",
}

_ALL_MATCHED = {
    "sqlite": f"SELECT group_concat(rowid) FROM ({_MATCHED['sqlite']})",
    "postgresql": f"SELECT string_agg(id::text, ',') FROM ({_MATCHED['postgresql']}) AS matched",
}


class Part(Struct, frozen=True):
    """What must be there, or must not: any of these sequences of forms, each as long as the phrase has words."""

    sequences: tuple[tuple[str, ...], ...]
    is_unwanted: bool = False


def parse(query: str) -> list[Part]:
    """Read a query; of a very long one only the beginning."""
    return list(islice(_parts(query), MOST_PARTS))


def _parts(query: str) -> Iterator[Part]:
    for match in _PART.finditer(query):
        told = match["phrase"] or match["quoted"] or match["word"] or ""
        words = list(islice(words_of(told), MOST_WORDS))
        if words:
            yield Part(tuple(_sequences(words)), match["no"] is not None)


def _sequences(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give what words may be kept as: a single one under any reading, those of a phrase each under its own form."""
    if len(words) == 1:
        return iter([(form,) for form in sought(words[0])])
    return islice(product(*(own_forms(word) for word in words)), MOST_FORMS)


def search(query: str, kind: str) -> "QuerySet[SearchEntry, str]":
    """Give the keys of all things of a kind that a text query finds, as a query that can stand in another.

    Kinds are mention, statement, relation, document (its key is the row's number) and actor. Use it as a subquery:
    `Mention.objects.filter(key__in=search("struck", "mention"))`. A query without a word finds nothing.
    """
    parts = parse(query)
    wanted = [part for part in parts if not part.is_unwanted]
    unwanted = [part for part in parts if part.is_unwanted]
    entries = SearchEntry.objects.filter(kind=kind)
    if not parts:
        return entries.none().values_list("key", flat=True)
    if wanted:
        entries = entries.filter(pk__in=_matched(" AND ".join(map(_told, wanted))))
    if unwanted:
        entries = entries.exclude(pk__in=_matched(" OR ".join(map(_told, unwanted))))
    return entries.values_list("key", flat=True)


def entry_ids(query: str) -> "tuple[NDArray[np.int64], NDArray[np.int64]]":
    """Give the numbers of the entries, of whatever kind, that hold all that is wanted, and of those that do not suit.

    For who knows what each entry belongs to (`store.columns`): a word in a hundred thousand entries is found in some
    hundredths of a second.
    """
    parts = parse(query)
    wanted = " AND ".join(_told(part) for part in parts if not part.is_unwanted)
    unwanted = " OR ".join(_told(part) for part in parts if part.is_unwanted)
    return _numbers(wanted), _numbers(unwanted)


def _numbers(expression: str) -> "NDArray[np.int64]":
    """Let the database write all numbers into one text: other threads work meanwhile, and reading it is quick."""
    if not expression:
        return np.empty(0, np.int64)
    with connection.cursor() as cursor:
        cursor.execute(_ALL_MATCHED[connection.vendor], [_written(expression)])
        return np.fromstring(cursor.fetchone()[0] or "", np.int64, sep=",")


def _matched(expression: str) -> RawSQL:
    """Give the entries that an expression finds."""
    return RawSQL(_MATCHED[connection.vendor], [_written(expression)])


def _written(expression: str) -> str:
    """Write AND and OR as the database writes them."""
    if connection.vendor == "postgresql":
        return expression.replace(" AND ", " & ").replace(" OR ", " | ")
    return expression


def _told(part: Part) -> str:
    """Write a part in the language of the database; forms hold only letters and digits, so nothing is escaped."""
    next_to, before = (" <-> ", "") if connection.vendor == "postgresql" else (" + ", "words : ")
    quote = "'" if connection.vendor == "postgresql" else '"'
    told = [next_to.join(f"{quote}{form}{quote}" for form in sequence) for sequence in part.sequences]
    if len(part.sequences[0]) > 1:
        told = [f"{before}({phrase})" for phrase in told]
    return f"({' OR '.join(told)})"
