"""Blind decisions: who may make them, and what each coder sees of them."""

from collections.abc import Iterable

import msgspec
from django.utils import timezone as clock

from khronika.errors import DecisionError
from khronika.model import Decision, Target
from khronika.resolve.settle import effective
from khronika.store import models
from khronika.work import decisions

VERDICTS = frozenset({"accept", "reject", "merge"})


def own_view(told: Iterable[Decision], batch: int, by: str) -> list[Decision]:
    """Give one coder's own decisions in a batch, as if they were ordinary ones: what they see, and nobody else's."""
    return [msgspec.structs.replace(d, batch=None) for d in told if d.batch == batch and d.by == by]


def check_assigned(batch: int, by: str, target: Target, document: str | None = None) -> None:
    """Refuse a decision in a batch that is not open, or about what is not in the coder's share of it.

    A mention that a coder adds must be of a document (`document`, its name) in their share.

    Raises:
        DecisionError: so it is.
    """
    check_open(batch)
    if target.kind != "mention":
        raise DecisionError("a batch is about event mentions; decide about others outside of it")
    share = models.Assignment.objects.filter(batch=batch, user__username=by)
    if document is None:
        mine = share.filter(mention=target.key).exists()
    else:
        mine = models.Mention.objects.filter(document__name=document, pk__in=share.values("mention")).exists()
    if not mine:
        raise DecisionError(f"{target.key or document!r} is not in your share of batch {batch}")


def check_open(batch: int) -> None:
    """Refuse a decision in a batch that is not open.

    Raises:
        DecisionError: all its coders have finished, it was closed, or there is none.
    """
    if not models.Batch.objects.filter(pk=batch, state="open").exists():
        raise DecisionError(f"batch {batch} is not open (its coders have finished, it was closed, or there is none)")


def note_done(batch: int, by: str, mention: str) -> None:
    """Note whether a coder has judged a mention; once all have judged all, the batch waits for adjudication."""
    view = effective(own_view(decisions.about("mention", mention), batch, by))
    done = any(d.target.field is None and d.verb in VERDICTS for d in view)
    share = models.Assignment.objects.filter(batch=batch, user__username=by, mention=mention)
    share.update(done_at=clock.now() if done else None)
    if not models.Assignment.objects.filter(batch=batch, done_at=None).exists():
        models.Batch.objects.filter(pk=batch, state="open").update(state="adjudicating")
