"""Two or more people decide about the same mentions without seeing each other; then they are compared.

What they decide in a batch has its number and changes nothing; what the adjudicator takes of it becomes ordinary
decisions.
"""

import random
from collections.abc import Sequence
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone as clock
from msgspec import Struct

from khronika.errors import DecisionError
from khronika.model import Decision
from khronika.resolve.agreement import FIELDS, Agreement, Labels, agreement, labels_of
from khronika.resolve.settle import Settled, effective
from khronika.store import models
from khronika.work import decisions, settling
from khronika.work.blind import own_view
from khronika.work.queue import QueueFilters, queue_keys


class Progress(Struct, frozen=True, kw_only=True):
    """How far one coder of a batch has come."""

    user: str
    done: int
    total: int


class Difference(Struct, frozen=True, kw_only=True):
    """A mention as each coder sees it; `fields` are those in which they differ, {field: {coder: label}}."""

    mention: str
    codings: dict[str, Settled]
    fields: dict[str, dict[str, str]]


def make_batch(
    name: str,
    users: Sequence[str],
    *,
    by: str,
    mentions: Sequence[str] = (),
    filters: QueueFilters | None = None,
    sample: int | None = None,
    seed: int = 0,
) -> models.Batch:
    """Give mentions to two or more users: those named, or those of the queue; of them a random sample, if so told.

    The same seed draws the same sample of the same mentions.

    Raises:
        DecisionError: fewer than two users, a user who is not there or is shut out, or no mention.
    """
    keys = sorted(set(mentions)) or queue_keys(filters or QueueFilters())
    if sample is not None and sample < len(keys):
        keys = sorted(random.Random(seed).sample(sorted(keys), sample))
    people = list(User.objects.filter(username__in=users, is_active=True).order_by("username"))
    missing = sorted(set(users) - {user.username for user in people})
    if missing or len(people) < 2:
        raise DecisionError(f"a batch needs two or more active users (not there: {', '.join(missing) or 'the second'})")
    found = set(models.Mention.objects.filter(pk__in=keys).values_list("pk", flat=True)) if mentions else set(keys)
    if not found or set(keys) - found:
        raise DecisionError(f"no such mentions: {', '.join(sorted(set(keys) - found)[:5]) or 'the queue is empty'}")
    with transaction.atomic():
        batch = models.Batch.objects.create(name=name.strip() or "batch", by=by, at=clock.now())
        models.Assignment.objects.bulk_create(
            [models.Assignment(batch=batch, user=user, mention=key) for user in people for key in keys], batch_size=1000
        )
    return batch


def next_assigned(batch: int, user: str, after: str = "") -> list[models.Mention]:
    """Give the next two mentions that a user has still to decide about in a batch, those behind `after` first."""
    keys = models.Assignment.objects.filter(batch=batch, user__username=user, done_at=None).order_by("mention")
    behind = list(keys.filter(mention__gt=after).values_list("mention", flat=True)[:2])
    if len(behind) < 2 and after:
        behind += list(keys.filter(mention__lt=after).values_list("mention", flat=True)[: 2 - len(behind)])
    rows = models.Mention.objects.select_related("document").in_bulk(behind)
    return [rows[key] for key in behind if key in rows]


def progress(batch: int) -> list[Progress]:
    """Say how far each coder has come."""
    rows = models.Assignment.objects.filter(batch=batch).values_list("user__username", "done_at")
    found: dict[str, list[bool]] = {}
    for user, done in rows:
        found.setdefault(user, []).append(done is not None)
    return [Progress(user=user, done=sum(told), total=len(told)) for user, told in sorted(found.items())]


def coding_of(batch: int, user: str, mention: str) -> Settled:
    """Give a mention as one coder of a batch sees it: the proposal with their own decisions, and nobody else's."""
    row = settling.find_row("mention", mention)
    return settling.settle_row("mention", row, own_view(decisions.about("mention", mention), batch, user))


def codings(batch: int, *, by: str) -> dict[str, dict[str, Settled]]:
    """Give {mention: {coder: what they say}} of a batch.

    Raises:
        DecisionError: `by` is a coder of it who has not finished: they must not see it yet.
    """
    refuse_to_show(batch, by)
    users = [one.user for one in progress(batch)]
    keys = sorted(set(models.Assignment.objects.filter(batch=batch).values_list("mention", flat=True)))
    told: dict[str, list[Decision]] = {}
    for row in models.Decision.objects.filter(batch=batch, target_kind="mention").order_by("id"):
        told.setdefault(row.target, []).append(decisions.as_value(row))
    rows = models.Mention.objects.select_related("document", "proposal").in_bulk(keys)
    return {
        key: {user: settling.settle_row("mention", row, own_view(told.get(key, []), batch, user)) for user in users}
        for key, row in sorted(rows.items())
    }


def refuse_to_show(batch: int, by: str) -> None:
    """Refuse to show a blind batch to one of its coders who has not finished.

    Raises:
        DecisionError: they have not.
    """
    if models.Assignment.objects.filter(batch=batch, user__username=by, done_at=None).exists():
        raise DecisionError("this batch is blind: you see what the others decided when you have finished yours")


def agreement_of(batch: int, *, by: str) -> list[Agreement]:
    """Compare the coders of a batch, field by field.

    Raises:
        DecisionError: as `codings`.
    """
    told: dict[str, dict[str, Labels]] = {}
    for mention, coded in codings(batch, by=by).items():
        for user, settled in coded.items():
            told.setdefault(user, {})[mention] = labels_of(settled)
    return agreement(told)


def differences(batch: int, *, by: str) -> list[Difference]:
    """Give the mentions of a batch on which its coders differ, with what each of them says of the fields in question.

    Raises:
        DecisionError: as `codings`.
    """
    found = [_difference(mention, coded) for mention, coded in codings(batch, by=by).items()]
    return [one for one in found if one.fields]


def _difference(mention: str, coded: dict[str, Settled]) -> Difference:
    labels = {user: labels_of(settled) for user, settled in coded.items()}
    fields = {
        field: {user: told[field] for user, told in labels.items() if field in told}
        for field in FIELDS
        if len({told[field] for told in labels.values() if field in told}) > 1
    }
    return Difference(mention=mention, codings=coded, fields=fields)


def made_besides(batch: int, *, by: str) -> list[Decision]:
    """Give what coders of a batch added or split, which nothing else is compared with; see `adjudicate.adopt`.

    Raises:
        DecisionError: as `codings`.
    """
    refuse_to_show(batch, by)
    told = [decisions.as_value(row) for row in models.Decision.objects.filter(batch=batch).order_by("id")]
    standing = effective([_ordinary(d) for d in told])
    split_off = {d.value["into"] for d in standing if d.verb == "split"}
    return [
        d
        for d in standing
        if d.verb == "split" or (d.verb == "add" and d.target.field is None and d.target.key not in split_off)
    ]


def _ordinary(decision: Decision) -> Decision:
    return msgspec.structs.replace(decision, batch=None)


def close(batch: int, *, by: str) -> None:
    """Close a batch: nothing more is decided in it.

    Raises:
        DecisionError: there is no such batch.
    """
    if not models.Batch.objects.filter(pk=batch).update(state="closed"):
        raise DecisionError(f"there is no batch {batch}")


def summary(batch: models.Batch) -> dict[str, Any]:
    """Give a batch in words of the page that lists them."""
    told = progress(batch.pk)
    return {"batch": batch, "progress": told, "finished": all(one.done == one.total for one in told)}
