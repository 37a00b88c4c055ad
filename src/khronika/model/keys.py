"""Stable keys of what a coder proposes, made of what does not change when rules improve."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

import msgspec

Body = dict[str, Any]  # one row of the output contract, as JSON tells it
# What changes from version to version without anything else being said.
UNSAID = frozenset({"coder", "confidence", "follows"})


def digest(*parts: str, length: int = 16) -> str:
    """Give so many hexadecimal digits that stand for the parts."""
    return sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def fold(text: str | None) -> str:
    """Give the words of a text without letter case and white space."""
    return " ".join((text or "").casefold().split())


def fingerprint(body: Mapping[str, Any]) -> str:
    """Give 16 hexadecimal digits that change with what a proposal says, not with how surely or by which version."""
    said = {name: value for name, value in body.items() if name not in UNSAID}
    return sha256(msgspec.json.encode(said, order="sorted")).hexdigest()[:16]


def argument_keys(arguments: Iterable[Mapping[str, Any]]) -> list[str]:
    """Give the key of each argument of a mention: role, words, and which of equal ones in the mention it is."""
    seen: dict[tuple[str, str], int] = {}
    keys = []
    for argument in arguments:
        told = (str(argument["role"]), fold(argument["text"]))
        number = seen[told] = seen.get(told, -1) + 1
        keys.append(_argument_key(*told, number))
    return keys


@lru_cache(20_000)  # the same few words take part in very many mentions
def _argument_key(role: str, words: str, number: int) -> str:
    return digest(role, words, str(number), length=12)


def statement_keys(document: str, statements: Sequence[Body]) -> list[str]:
    """Give the key of each statement of a document: its words, its speaker, how it is said, which of equal ones."""
    return _numbered(document, "statement", [_statement_parts(statement) for statement in statements])


def relation_keys(document: str, relations: Sequence[Body]) -> list[str]:
    """Give the key of each relation of a document: its words, its two ends, what ties them, which of equal ones."""
    return _numbered(document, "relation", [_relation_parts(relation) for relation in relations])


def _statement_parts(body: Body) -> tuple[str, ...]:
    speaker = body["speaker"]
    return fold(body["quote"]), fold(speaker["name"]) if speaker else "", body["relation"]


def _relation_parts(body: Body) -> tuple[str, ...]:
    return fold(body["quote"]), fold(body["subject"]["name"]), body["relation"], fold(body["object"]["name"])


def _numbered(document: str, kind: str, all_parts: Iterable[tuple[str, ...]]) -> list[str]:
    seen: Counter[tuple[str, ...]] = Counter()
    keys = []
    for parts in all_parts:
        keys.append(digest(document, kind, *parts, str(seen[parts])))
        seen[parts] += 1
    return keys
