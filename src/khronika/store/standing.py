"""Rewrite how a mention, statement or relation stands: its columns, arguments, search entries and the tally at once.

Call within the transaction that changes what it stands on.
"""

from collections.abc import Iterable
from typing import Any

from khronika.model import Body
from khronika.store import tally
from khronika.store.bulk import Row, insert
from khronika.store.models import Argument, Document, Mention, Relation, SearchEntry, Statement
from khronika.store.projecting import (
    argument_values,
    mention_columns,
    mention_values,
    relation_columns,
    statement_columns,
)
from khronika.store.search_entries import mention_entries, relation_entries, statement_entries


def stand_mention(key: str, body: Body, *, document: Document, status: str, **columns: Any) -> Mention:
    """Let a mention stand with this body and status, making its row where there is none; give the row.

    `columns` are the others that change: `revision`, `proposal_id`. Arguments keep the actor they were resolved to as
    long as their key and name stay.
    """
    body = {**body, "id": key}
    row = Mention.objects.filter(key=key).first()
    before = [] if row is None else [tally.counted(row)]
    if row is None:
        values = mention_values(body, document_id=document.pk, language=document.language, status=status, **columns)
        row = Mention(**values)
        row.save(force_insert=True)
        _replace_arguments(key, body)
    else:
        changed = row.body != body
        for name, value in {**mention_columns(body), "status": status, **columns}.items():
            setattr(row, name, value)
        row.save()
        if changed:
            _replace_arguments(key, body)
    replace_entries("mention", key, mention_entries(key, body, document.language))
    tally.count(added=[tally.counted(row)], removed=before)
    return row


def _replace_arguments(key: str, body: Body) -> None:
    old = {row.key: row for row in Argument.objects.filter(mention=key)}
    rows = argument_values(key, body)
    for row in rows:
        known = old.get(row["key"])
        if known is not None and known.name == row["name"]:
            row |= {"actor_id": known.actor_id, "naming": known.naming}
    Argument.objects.filter(mention=key).delete()
    insert(Argument, rows)


def stand_statement(key: str, body: Body, *, document: Document, status: str, **columns: Any) -> Statement:
    """Let a statement stand with this body and status; give the row."""
    values = {**statement_columns(body), "document": document, "status": status, **columns}
    row, _ = Statement.objects.update_or_create(key=key, defaults=values)
    replace_entries("statement", key, statement_entries(key, body, document.language))
    return row


def stand_relation(key: str, body: Body, *, document: Document, status: str, **columns: Any) -> Relation:
    """Let a relation stand with this body and status; give the row."""
    values = {**relation_columns(body), "document": document, "status": status, **columns}
    row, _ = Relation.objects.update_or_create(key=key, defaults=values)
    replace_entries("relation", key, relation_entries(key, body, document.language))
    return row


def replace_entries(kind: str, key: str, entries: Iterable[Row]) -> None:
    """Let a thing be found by these entries and no others."""
    SearchEntry.objects.filter(kind=kind, key=key).delete()
    insert(SearchEntry, list(entries))
