"""Whether a chronicle is whole: what stands follows from proposals and decisions, and nothing is lost or damaged."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import DatabaseError, connection

from khronika.model import TargetKind, argument_keys
from khronika.store import tally
from khronika.store.models import Argument, Decision, Document, Mention, Proposal, Report, SearchEntry
from khronika.store.projecting import argument_columns, mention_columns, relation_columns, statement_columns
from khronika.store.search_entries import (
    document_entries,
    mention_entries,
    relation_entries,
    statement_entries,
)
from khronika.work import decisions
from khronika.work.chronicle import Chronicle
from khronika.work.evidence import is_whole, place_of
from khronika.work.settling import ROWS, Row, settle_row, status_of

COLUMNS = {"mention": mention_columns, "statement": statement_columns, "relation": relation_columns}
ENTRIES = {"mention": mention_entries, "statement": statement_entries, "relation": relation_entries}
DECIDED: tuple[TargetKind, ...] = ("mention", "statement", "relation")


def check(chronicle: Chronicle) -> Iterator[str]:
    """Yield every fault as one line; nothing where the chronicle is whole."""
    yield from _database()
    for kind in DECIDED:
        yield from _standing(kind)
        yield from _without_row(kind)
    yield from _documents()
    yield from _tally()
    yield from _evidence(chronicle)


def _database() -> Iterator[str]:
    """Ask SQLite about its file, its references and its search index."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for pragma in ("integrity_check", "foreign_key_check"):
            cursor.execute(f"PRAGMA {pragma}")
            yield from (f"database: {pragma}: {row}" for row in cursor.fetchall() if row != ("ok",))
        try:
            cursor.execute("INSERT INTO store_search(store_search, rank) VALUES ('integrity-check', 1)")
        except DatabaseError as error:
            yield f"database: the search index is damaged: {error}"


def _standing(kind: TargetKind) -> Iterator[str]:
    """Settle every row anew and compare: body, status, revision, columns, arguments, search entries."""
    decided = set(Decision.objects.filter(target_kind=kind).values_list("target", flat=True))
    rows = ROWS[kind]._default_manager.select_related("document", "proposal").order_by("pk")
    for row in rows.iterator(chunk_size=500):
        told = decisions.about(kind, row.pk) if row.pk in decided else []
        if row.proposal is None and not told:
            yield f"{kind} {row.pk}: neither the coder nor a person told it"
            continue
        settled = settle_row(kind, row, told)
        last = decisions.newest(told)
        status = status_of(row, settled)
        wanted: dict[str, Any] = {
            "body": settled.body, "status": status, "revision": last.id if last else 0, **COLUMNS[kind](settled.body),
        }  # fmt: skip
        yield from (
            f"{kind} {row.pk}: {name} is {getattr(row, name)!r:.80}, ought to be {value!r:.80}"
            for name, value in wanted.items()
            if getattr(row, name) != value
        )
        if isinstance(row, Mention):
            keys = settled.keys if told else tuple(argument_keys(settled.body["arguments"]))
            yield from _arguments(row, keys)
        yield from _entries(kind, row)


def _arguments(row: Mention, keys: tuple[str, ...]) -> Iterator[str]:
    there = {argument.key: argument for argument in Argument.objects.filter(mention=row)}
    wanted = dict(zip(keys, map(argument_columns, row.body["arguments"]), strict=True))
    if there.keys() != wanted.keys() or Argument.objects.filter(mention=row).count() != len(wanted):
        yield f"mention {row.pk}: its arguments are {sorted(there)}, ought to be {sorted(wanted)}"
        return
    for key, columns in wanted.items():
        if any(getattr(there[key], name) != value for name, value in columns.items()):
            yield f"mention {row.pk}: argument {key} does not say what its body says"


def _entries(kind: TargetKind, row: Row) -> Iterator[str]:
    wanted = list(ENTRIES[kind](row.pk, row.body, row.document.language))
    yield from _compare_entries(kind, row.pk, wanted)


def _compare_entries(kind: str, key: str, wanted: list[Mapping[str, Any]]) -> Iterator[str]:
    there = SearchEntry.objects.filter(kind=kind, key=key).order_by("pk").values("kind", "key", "words", "more")
    if list(there) != wanted:
        yield f"{kind} {key}: it is not found by what it says"


def _without_row(kind: TargetKind) -> Iterator[str]:
    """Find what was proposed or decided about and does not stand anywhere, and what is proposed twice."""
    keys = ROWS[kind]._default_manager.values("pk")
    for key in Proposal.objects.filter(kind=kind, live=True).exclude(key__in=keys).values_list("key", flat=True):
        yield f"{kind} {key}: proposed, but it stands nowhere"
    undone = Decision.objects.filter(target_kind=kind, batch=None).exclude(target__in=keys)
    for key in undone.values_list("target", flat=True).distinct():
        yield f"{kind} {key}: decided about, but it stands nowhere"
    live = Proposal.objects.filter(kind=kind, live=True).order_by("key").values_list("key", flat=True)
    before = None
    for key in live.iterator(chunk_size=2000):
        if key == before:
            yield f"{kind} {key}: two proposals of it are live"
        before = key


def _documents() -> Iterator[str]:
    slots = Document.objects.filter(current=True).order_by("slot").values_list("slot", flat=True)
    before = None
    for slot in slots.iterator(chunk_size=2000):
        if slot == before:
            yield f"document: two versions of {slot} are current"
        before = slot
    for row in Document.objects.order_by("pk").iterator(chunk_size=100):
        yield from _compare_entries("document", str(row.pk), list(document_entries(str(row.pk), row.body, row.text)))


def _tally() -> Iterator[str]:
    kept, counted = tally.read(), tally.recount()
    for key in sorted(kept.keys() | counted.keys()):
        if kept[key] != counted[key]:
            yield f"tally: {'/'.join(key)} is {kept[key]}, ought to be {counted[key]}"


def _evidence(chronicle: Chronicle) -> Iterator[str]:
    for digest, erased in Report.objects.order_by("pk").values_list("sha256", "erased_at").iterator(chunk_size=2000):
        if erased is None and not is_whole(chronicle.evidence, digest):
            yield f"evidence: the original {digest} is missing or not what it was"
        if erased is not None and place_of(chronicle.evidence, digest).exists():
            yield f"evidence: the original {digest} was erased and is there"
