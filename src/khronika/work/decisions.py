"""Decisions as they are written down and read back."""

from collections.abc import Iterable
from datetime import UTC
from typing import Any, cast

from django.utils import timezone as clock

from khronika import ontology
from khronika.errors import ConflictError, DecisionError
from khronika.model import Decision, Target, TargetKind, Verb
from khronika.store import models
from khronika.version import __version__


def as_value(row: models.Decision) -> Decision:
    """Give a decision's row as a value."""
    target = Target(cast(TargetKind, row.target_kind), row.target, row.field or None)
    return Decision(
        id=row.pk,
        at=row.at.astimezone(UTC),
        by=row.by,
        verb=cast(Verb, row.verb),
        target=target,
        value=row.value,
        seen=row.seen or None,
        reason=row.reason,
        undoes=row.undoes_id,
        batch=row.batch_id,
        coder=row.coder,
        codebook=row.codebook,
    )


def about(kind: TargetKind, key: str) -> list[Decision]:
    """Give every decision about one thing, oldest first, those of batches and those taken back too."""
    rows = models.Decision.objects.filter(target_kind=kind, target=key).order_by("id")
    return [as_value(row) for row in rows]


def newest(decisions: Iterable[Decision], *, batch: int | None = None, by: str | None = None) -> Decision | None:
    """Give the newest of ordinary decisions, or of one person's in a batch; an undo is one, too."""
    return max(
        (d for d in decisions if d.batch == batch and (by is None or d.by == by)),
        key=lambda decision: decision.id,
        default=None,
    )


def refuse_stale(last: Decision | None, revision: int) -> None:
    """Refuse a decision made without knowledge of the last one.

    Raises:
        ConflictError: `revision` is not the id of the last decision (0: none); the message says who, when and what.
    """
    if (last.id if last else 0) == revision:
        return
    if last is None:
        raise ConflictError(f"there is no decision {revision} about this (load the page again)")
    part = f" ({last.target.field})" if last.target.field else ""
    when = f"{last.at:%Y-%m-%d %H:%M} UTC"
    raise ConflictError(f"{last.by} decided in between: {last.verb}{part}, {when}; nothing of yours was written")


def write(
    *,
    by: str,
    verb: Verb,
    target: Target,
    value: Any = None,
    seen: str | None = None,
    before: Any = None,
    reason: str = "",
    undoes: int | None = None,
    batch: int | None = None,
) -> Decision:
    """Append a decision, with the versions of coder and codebook that it was made under."""
    if not by:
        raise DecisionError("a decision without a person (give the name of the one who decides)")
    row = models.Decision.objects.create(
        at=clock.now(), by=by, verb=verb, target_kind=target.kind, target=target.key, field=target.field or "",
        value=value, seen=seen or "", before=before, reason=reason, undoes_id=undoes, batch_id=batch,
        coder=__version__, codebook=ontology.version(),
    )  # fmt: skip
    return as_value(row)
