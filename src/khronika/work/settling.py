"""Rows as they stand: settled anew from the proposal and the decisions about it."""

from collections.abc import Mapping, Sequence

from django.db import connection

from khronika.errors import DecisionError
from khronika.model import Body, Decision, TargetKind
from khronika.resolve.settle import Proposed, Settled, Status, settle
from khronika.store import models
from khronika.store.standing import stand
from khronika.work import decisions as written

Row = models.Mention | models.Statement | models.Relation
ROWS: Mapping[TargetKind, type[Row]] = {
    "mention": models.Mention, "statement": models.Statement, "relation": models.Relation,
}  # fmt: skip


def find_row(kind: TargetKind, key: str, *, lock: bool = False) -> Row:
    """Give the row of a mention, statement or relation, with its document and proposal.

    Raises:
        DecisionError: there is none of that key.
    """
    table = ROWS[kind]
    if lock and connection.features.has_select_for_update:  # SQLite has one writer at a time anyway
        table._default_manager.select_for_update().filter(pk=key).values_list("pk").first()
    row = table._default_manager.select_related("document", "proposal").filter(pk=key).first()
    if row is None:
        raise DecisionError(f"there is no {kind} {key!r} in this chronicle")
    return row


def proposed(row: Row) -> Proposed | None:
    """Give what the coder says of a row now, or said last; None where a person added it."""
    proposal = row.proposal
    if proposal is None:
        return None
    return Proposed(body=proposal.body, fingerprint=proposal.fingerprint, live=proposal.live)


def settle_row(kind: TargetKind, row: Row, decisions: Sequence[Decision]) -> Settled:
    """Give what stands of a row, by its proposals and decisions."""
    proposal = proposed(row)
    seen = {d.seen.removeprefix("-") for d in decisions if d.seen} - {proposal.fingerprint if proposal else ""}
    earlier: dict[str, Body] = {}
    if seen:
        older = models.Proposal.objects.filter(kind=kind, key=row.pk, fingerprint__in=seen).order_by("id")
        earlier = {one.fingerprint: one.body for one in older}
    return settle(proposal, decisions, earlier=earlier)


def resettle(kind: TargetKind, row: Row, decisions: Sequence[Decision] | None = None) -> Settled:
    """Settle a row anew and write it, with what is counted and found by it; call it within a transaction."""
    decided = written.about(kind, row.pk) if decisions is None else decisions
    settled = settle_row(kind, row, decided)
    last = written.newest(decided)
    keys = settled.keys if kind == "mention" else None
    stand(row, settled.body, keys=keys, status=status_of(row, settled), revision=last.id if last else 0)
    return settled


def status_of(row: Row, settled: Settled) -> Status:
    """Give a row's status: in an older version of a document nothing waits for people that they have not decided."""
    return "gone" if settled.status == "proposed" and not row.document.current else settled.status
