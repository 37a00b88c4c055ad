"""Rewrite how a mention, statement or relation stands: its columns, arguments, search entries and the tally at once.

Call within the transaction that changes what it stands on.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from khronika.model import Body, argument_keys
from khronika.store import tally
from khronika.store.bulk import Row, insert
from khronika.store.models import Argument, Mention, Relation, SearchEntry, Statement
from khronika.store.projecting import argument_columns, mention_columns, relation_columns, statement_columns
from khronika.store.search_entries import mention_entries, relation_entries, statement_entries

Standing = Mention | Statement | Relation
# What a mention is searched by.
_FOUND_BY = ("quote", "arguments", "place", "attribution")


def stand(row: Standing, body: Body, *, keys: Sequence[str] | None = None, **columns: Any) -> None:
    """Let a row, stored or new, say this body; `columns` are others that change: status, revision, proposal.

    `keys` are those of a mention's arguments, where people's decisions are about them; else they follow from the body.
    An argument keeps the actor that it was resolved to as long as its key and name stay.
    """
    if isinstance(row, Mention):
        _stand_mention(row, body, keys, columns)
        return
    is_statement = isinstance(row, Statement)
    _write(row, (statement_columns if is_statement else relation_columns)(body), columns)
    entries = (statement_entries if is_statement else relation_entries)(row.pk, body, row.document.language)
    replace_entries("statement" if is_statement else "relation", row.pk, entries)


def _stand_mention(row: Mention, body: Body, keys: Sequence[str] | None, columns: dict[str, Any]) -> None:
    is_new = row._state.adding
    before = [] if is_new else [tally.counted(row)]
    was = None if is_new else row.body
    if is_new:
        row.language = row.document.language
    if was != body:
        columns = {**mention_columns(body), **columns}
    _write(row, columns)
    tally.count(added=[tally.counted(row)], removed=before)
    _replace_arguments(row, keys if keys is not None else argument_keys(body["arguments"]))
    if was is None or any(was[name] != body[name] for name in _FOUND_BY):
        replace_entries("mention", row.pk, mention_entries(row.pk, body, row.language))


def _write(row: Standing, *columns: dict[str, Any]) -> None:
    for name, value in [pair for some in columns for pair in some.items()]:
        setattr(row, name, value)
    row.save()


def _replace_arguments(row: Mention, keys: Sequence[str]) -> None:
    """Bring the rows of a mention's arguments in line; those that say the same stay as they are."""
    there = {argument.key: argument for argument in Argument.objects.filter(mention=row)}
    fresh: list[dict[str, Any]] = []
    gone = [argument.pk for key, argument in there.items() if key not in set(keys)]
    for key, told in zip(keys, row.body["arguments"], strict=True):
        columns = argument_columns(told)
        known = there.get(key)
        if known is not None:
            if all(getattr(known, name) == value for name, value in columns.items()):
                continue
            gone.append(known.pk)
        is_named_alike = known is not None and known.name == columns["name"]
        actor, naming = (known.actor_id, known.naming) if known and is_named_alike else (None, "")
        fresh.append({"mention_id": row.pk, "key": key, "actor_id": actor, "naming": naming, **columns})
    Argument.objects.filter(pk__in=gone).delete()
    insert(Argument, fresh)


def replace_entries(kind: str, key: str, entries: Iterable[Row]) -> None:
    """Let a thing be found by these entries and no others."""
    SearchEntry.objects.filter(kind=kind, key=key).delete()
    insert(SearchEntry, list(entries))
