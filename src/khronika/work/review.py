"""What people decide: every decision is a row of its own, checked, written at once with what follows from it.

Nobody's decision is overwritten: who decides says which decision was the newest when they looked (`revision`), and is
refused where another has come since.
"""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from msgspec import Struct

from khronika.errors import ConflictError, DecisionError
from khronika.model import Decision, Target, TargetKind, Verb
from khronika.resolve.settle import ARGUMENT, EMPTY, field_of, settle
from khronika.store import models
from khronika.work import assembling, blind, chosen, decisions, rows_made, settling
from khronika.work.values import check_value

# Which verbs fit which kinds of target, and (behind the colon) a part of one.
VERBS: Mapping[str, frozenset[str]] = {
    "mention": frozenset({"accept", "reject", "add", "split", "merge"}),
    "mention:": frozenset({"accept", "correct", "reject", "add"}),
    "statement": frozenset({"accept", "reject", "add"}),
    "statement:": frozenset({"accept", "correct", "reject"}),
    "relation": frozenset({"accept", "reject", "add"}),
    "relation:": frozenset({"accept", "correct", "reject"}),
    "actor": frozenset({"protect"}),
    "actor:": frozenset({"correct"}),
    "event:": frozenset({"choose"}),
    "actor_link": frozenset({"same", "not_same"}),
    "event_link": frozenset({"same", "not_same"}),
    "case_link": frozenset({"same", "not_same"}),
}


class Revision(Struct, frozen=True, kw_only=True):
    """One decision with what it changed: each field that stands otherwise since, with what stood before and after."""

    decision: Decision
    undone_by: int | None
    status: str
    changes: tuple[tuple[str, Any, Any], ...] = ()


def decide(
    *,
    by: str,
    verb: Verb,
    target: Target,
    value: Any = None,
    revision: int,
    reason: str = "",
    batch: int | None = None,
) -> Decision:
    """Write down what a person decided, and bring what stands in line with it, all or nothing.

    `revision` is the id of the newest decision about the target that the person had before them, 0 where there was
    none; in a batch, the newest of their own in it.

    Raises:
        ConflictError: somebody decided about it in between.
        DecisionError: the verb, target or value does not fit.
    """
    known = VERBS.get(target.kind + (":" if target.field is not None else ""), frozenset())
    if verb not in known:
        part = f", field {target.field!r}" if target.field else ""
        raise DecisionError(f"a {target.kind}{part} cannot be decided by {verb!r} (can: {', '.join(sorted(known))})")
    with transaction.atomic():
        if target.kind in settling.ROWS:
            return _decide_row(by, verb, target, value, revision, reason, batch)
        if batch is not None:
            raise DecisionError("a batch is about mentions; decide about links, events and actors outside of it")
        return chosen.decide(by=by, verb=verb, target=target, value=value, revision=revision, reason=reason)


def _decide_row(
    by: str, verb: Verb, target: Target, value: Any, revision: int, reason: str, batch: int | None
) -> Decision:
    if batch is not None:
        added = value.get("document", "") if isinstance(value, dict) and verb == "add" and not target.field else None
        blind.check_assigned(batch, by, target, added)
    if verb == "add" and target.field is None:
        return rows_made.add(by=by, target=target, value=value, reason=reason, batch=batch)
    row = settling.find_row(target.kind, target.key, lock=True)
    told = decisions.about(target.kind, target.key)
    decisions.refuse_stale(decisions.newest(told, batch=batch, by=by if batch else None), revision)
    view = told if batch is None else blind.own_view(told, batch, by)
    before = settling.settle_row(target.kind, row, view)
    field = target.field
    if verb == "split":
        return rows_made.split(row, before, by=by, value=value, reason=reason, batch=batch)
    if verb == "merge":
        value = rows_made.check_merge(row, value)
    elif field is not None:
        value = _check_part(verb, target, value, row, before.body.get("type"), before.keys)
    proposal = settling.proposed(row)
    made = decisions.write(
        by=by, verb=verb, target=target, value=value, seen=proposal.sight if proposal else None,
        before=field_of(before, field) if field else None, reason=reason, batch=batch,
    )  # fmt: skip
    if batch is None:
        assembling.stand_anew(target.kind, row, [*told, made])
    else:
        blind.note_done(batch, by, row.pk)
    return made


def _check_part(
    verb: Verb, target: Target, value: Any, row: settling.Row, type: str | None, keys: tuple[str, ...]
) -> Any:
    field = target.field or ""
    if field.startswith(ARGUMENT) and field.removeprefix(ARGUMENT) not in keys:
        raise DecisionError(f"this mention has no argument {field.removeprefix(ARGUMENT)!r} (load the page again)")
    if (verb == "add") != (field == "argument") or verb == "accept":
        if verb == "accept":
            return None
        raise DecisionError(f"{verb} {field!r}: only an argument is added, by the field 'argument'")
    if verb == "reject":
        if field not in EMPTY and not field.startswith(ARGUMENT):
            raise DecisionError(f"{field} cannot be empty (correct it, or reject the whole)")
        return None
    return check_value(target.kind, field, value, text=row.document.text, type=type)


def undo(decision: int, *, by: str, revision: int, reason: str = "") -> Decision:
    """Take a decision back (an undo, too), by a decision of its own; what stands is settled as if it had not been.

    Raises:
        ConflictError: somebody decided about the same target in between.
        DecisionError: there is no such decision, or it has been taken back already.
    """
    with transaction.atomic():
        row = models.Decision.objects.filter(pk=decision).first()
        if row is None:
            raise DecisionError(f"there is no decision {decision} in this chronicle")
        taken = decisions.as_value(row)
        target = taken.target
        batch = taken.batch
        if batch is not None and taken.by != by:
            raise DecisionError(f"decision {decision} is another person's in a blind batch (undo your own)")
        _lock(target, batch)
        told = decisions.about(target.kind, target.key)
        decisions.refuse_stale(decisions.newest(told, batch=batch, by=by if batch else None), revision)
        if any(d.undoes == decision for d in told):
            raise DecisionError(f"decision {decision} has been taken back already (load the page again)")
        made = _undo(taken, by, reason)
        for other in rows_made.twins(taken):
            _undo(other, by, reason)
        return made


def _lock(target: Target, batch: int | None) -> None:
    if batch is not None:
        blind.check_open(batch)
    elif target.kind in settling.ROWS:
        settling.find_row(target.kind, target.key, lock=True)
    else:
        chosen.lock(target)


def _undo(taken: Decision, by: str, reason: str) -> Decision:
    target = taken.target
    made = decisions.write(by=by, verb="undo", target=target, reason=reason, undoes=taken.id, batch=taken.batch)
    if taken.batch is not None:
        blind.note_done(taken.batch, by, target.key)
    elif target.kind in settling.ROWS:
        assembling.stand_anew(target.kind, settling.find_row(target.kind, target.key))
    else:
        chosen.settle(target)
    return made


def accept_all(keys: Mapping[str, int], *, by: str, reason: str = "") -> tuple[list[Decision], dict[str, str]]:
    """Accept many mentions, each by a decision of its own: {key: revision seen}.

    Gives the decisions made, and why the others were refused, by key.
    """
    made: list[Decision] = []
    refused: dict[str, str] = {}
    for key, revision in keys.items():
        try:
            made.append(decide(by=by, verb="accept", target=Target("mention", key), revision=revision, reason=reason))
        except (ConflictError, DecisionError) as error:
            refused[key] = str(error)
    return made, refused


def history(target: Target) -> list[Revision]:
    """Give every ordinary decision about a target, oldest first, each with the fields it changed.

    The fields of a mention, statement or relation are compared as they stood before and after, over what the coder
    says now; of anything else the decision's value is given as it is.
    """
    told = [d for d in decisions.about(target.kind, target.key) if d.batch is None]
    undone = {d.undoes: d.id for d in told if d.undoes is not None}
    if target.kind not in settling.ROWS:
        return [
            Revision(decision=d, undone_by=undone.get(d.id), status=d.verb, changes=chosen.changes(d)) for d in told
        ]
    row = settling.find_row(target.kind, target.key)
    return [_revision(target.kind, row, told[: n + 1], undone) for n in range(len(told))]


def _revision(kind: TargetKind, row: settling.Row, told: list[Decision], undone: Mapping[int, int]) -> Revision:
    proposal = settling.proposed(row)
    whole_add = proposal is None and len(told) == 1
    after = settle(proposal, told)
    before = None if whole_add else settle(proposal, told[:-1])
    old, new = fields_of(before.body, before.keys) if before else {}, fields_of(after.body, after.keys)
    names = sorted(old.keys() | new.keys())
    changes = tuple((name, old.get(name), new.get(name)) for name in names if old.get(name) != new.get(name))
    decision = told[-1]
    return Revision(decision=decision, undone_by=undone.get(decision.id), status=after.status, changes=changes)


def fields_of(body: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    """Give what a row says by field, arguments as `argument:KEY`, without what no person decides."""
    plain = {name: value for name, value in body.items() if name not in {"arguments", "coder", "confidence"}}
    return plain | {f"{ARGUMENT}{key}": a for key, a in zip(keys, body.get("arguments", ()), strict=True)}
