"""Rows as they stand: settled anew from the proposal and the decisions about it."""

from collections.abc import Mapping, Sequence
from typing import Any

from khronika.errors import DecisionError
from khronika.model import Body, Decision, TargetKind
from khronika.resolve.settle import Proposed, Settled, settle
from khronika.store import models
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
    if lock:
        table._default_manager.select_for_update().filter(pk=key).first()
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
    row.status, row.revision = settled.status, last.id if last else 0
    row.body = settled.body
    for name, value in COLUMNS[kind](settled.body).items():
        setattr(row, name, value)
    row.save()
    if isinstance(row, models.Mention):
        _write_arguments(row, settled)
    return settled


def mention_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a mention's row that its body decides."""
    date, place, said = body["date"] or {}, body["place"] or {}, body["attribution"]
    return {
        "type": body["type"], "mode": body["mode"] or "", "realis": body["realis"],
        "date_start": date.get("start") or "", "date_end": date.get("end") or "",
        "date_precision": date.get("precision") or "",
        "place": place.get("name") or "", "country": place.get("country") or "", "admin1": place.get("admin1") or "",
        "geonames_id": place.get("geonames_id"), "lat": place.get("lat"), "lon": place.get("lon"),
        "speaker": said["speaker"] or "", "trigger": body["trigger"]["text"],
        "quote": body["quote"], "start": body["start"], "end": body["end"], "confidence": body["confidence"],
    }  # fmt: skip


def statement_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a statement's row that its body decides."""
    speaker = body["speaker"] or {}
    return {"speaker": speaker.get("name") or "", "relation": body["relation"], **_passage(body)}


def relation_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a relation's row that its body decides."""
    ends = {"subject": body["subject"]["name"], "object": body["object"]["name"]}
    return {**ends, "relation": body["relation"], "role": body["role"] or "", **_passage(body)}


def _passage(body: Body) -> dict[str, Any]:
    return {"quote": body["quote"], "start": body["start"], "end": body["end"]}


COLUMNS = {"mention": mention_columns, "statement": statement_columns, "relation": relation_columns}


def argument_columns(argument: Body) -> dict[str, Any]:
    """Give the columns of an argument's row that its body decides."""
    value = argument["value"]
    return {
        "role": argument["role"], "start": argument["start"], "end": argument["end"], "text": argument["text"],
        "kind": value.get("kind") or "", "name": value.get("name") or "",
        "low": value.get("low"), "high": value.get("high"), "inferred": argument["inferred"],
    }  # fmt: skip


def _write_arguments(row: models.Mention, settled: Settled) -> None:
    """Bring the rows of a mention's arguments in line; one that stays keeps the actor it was resolved to."""
    there = {argument.key: argument for argument in row.arguments.all()}
    for key in there.keys() - set(settled.keys):
        there[key].delete()
    for key, argument in zip(settled.keys, settled.body["arguments"], strict=True):
        columns = argument_columns(argument)
        known = there.get(key)
        if known is None:
            models.Argument.objects.create(mention=row, key=key, **columns)
        elif any(getattr(known, name) != value for name, value in columns.items()):
            if known.name != columns["name"]:
                known.actor, known.naming = None, ""
            for name, value in columns.items():
                setattr(known, name, value)
            known.save()
