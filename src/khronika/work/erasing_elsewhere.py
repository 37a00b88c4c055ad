"""What names somebody outside of documents: events, cases, links, decisions, arrivals, batches, logs, sessions."""

from collections.abc import Iterable
from typing import Any

from django.contrib.sessions.models import Session
from django.db.models import Model, QuerySet

from khronika.store import models
from khronika.work.assembling import reassemble
from khronika.work.covering import Cover

# Where the whole name may stand: the fields of words and of addresses of each table.
PLACES: tuple[tuple[type[Model], tuple[str, ...], tuple[str, ...]], ...] = (
    (models.Link, ("why",), ()),
    (models.Decision, ("value", "before", "reason"), ()),
    (models.Arrival, (), ("origin",)),
    (models.Batch, ("name",), ()),
    (models.Audit, ("detail",), ("target",)),
    (models.Erasure, ("reason",), ()),
)
TOGETHER = 500


def cover_elsewhere(hide: Cover, events: Iterable[str]) -> int:
    """Cover the whole name wherever it stands, and every form of it in decisions and cases of its bearer's events.

    Those events are assembled anew. Gives how many decisions were changed. Call within a transaction, when the
    documents are done.
    """
    near = Cover(hide.own, hide.others, alone=True)
    keys = sorted(set(events))
    decided = 0
    for at in range(0, len(keys), TOGETHER):
        some = keys[at : at + TOGETHER]
        about = models.Decision.objects.filter(target_kind="event", target__in=some)
        decided += _cover(about, near, ("value", "before", "reason"), ())
        cases = models.Case.objects.filter(pk__in=models.Event.objects.filter(pk__in=some).values("case"))
        _cover(cases, near, ("body", "title"), ())
    reassemble(keys)
    changed = {table: _cover(table._default_manager.all(), hide, words, paths) for table, words, paths in PLACES}
    _end_sessions(hide)
    return decided + changed[models.Decision]


def _cover(rows: QuerySet[Any], hide: Cover, words: tuple[str, ...], addresses: tuple[str, ...]) -> int:
    """Cover fields of rows, and write those that changed; give how many."""
    found: list[Any] = []
    for row in rows.only("pk", *words, *addresses).iterator(chunk_size=TOGETHER):
        before = {name: getattr(row, name) for name in (*words, *addresses)}
        after = {name: hide.rows(before[name]) for name in words} | {
            name: hide.address(before[name]) for name in addresses
        }
        if after != before:
            for name, value in after.items():
                setattr(row, name, value)
            found.append(row)
    if found:
        rows.model._default_manager.bulk_update(found, [*words, *addresses], batch_size=TOGETHER)
    return len(found)


def _end_sessions(hide: Cover) -> None:
    """End the sessions in which the name stands, as in a search that somebody made."""
    named = [row.pk for row in Session.objects.all() if hide.rows(row.get_decoded()) != row.get_decoded()]
    Session.objects.filter(pk__in=named).delete()
