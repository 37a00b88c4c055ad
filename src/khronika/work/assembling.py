"""Events follow decisions: assembled anew from the mentions that stand, at once and for these events alone.

Which mentions are of one event is the linker's work, over the whole chronicle; here a mention stays with its event, or
gets one of its own, and what a person said of two mentions is done without waiting for the linker.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from khronika.model import Body, Decision, Event, TargetKind, argument_keys
from khronika.resolve.assemble import Telling, assemble
from khronika.resolve.settle import ARGUMENT, effective
from khronika.store import models
from khronika.work import decisions
from khronika.work.nouns import event_mention
from khronika.work.settling import Row, resettle, settle_row

OUT = ("rejected", "merged", "gone")  # a mention of this status tells no event


def stand_anew(kind: TargetKind, row: Row, told: Sequence[Decision] | None = None) -> None:
    """Settle a row anew after a decision about it, and with a mention its event. Call within a transaction."""
    resettle(kind, row, told)
    if isinstance(row, models.Mention):
        follow_mention(row)


def follow_mention(row: models.Mention) -> None:
    """Assemble a mention's event anew after a decision about it; one that stands without an event gets its own."""
    if row.event_id is None and row.status not in OUT:
        event, _ = models.Event.objects.get_or_create(
            key=row.pk, defaults={"type": row.type, "realis": row.realis, "body": {}}
        )
        row.event = event
        models.Mention.objects.filter(pk=row.pk).update(event=event)
    if row.event_id is not None:
        reassemble([row.event_id])


def reassemble(keys: Iterable[str]) -> None:
    """Assemble events anew; one that no mention tells any more is deleted. Call within a transaction."""
    for key in sorted(set(keys)):
        mentions = list(
            models.Mention.objects.filter(event=key)
            .exclude(status__in=OUT)
            .select_related("document__original", "proposal")
            .prefetch_related("arguments")
        )
        if not mentions:
            models.Event.objects.filter(pk=key).delete()
            continue
        told = assemble([telling_of(mention) for mention in mentions], key=key, chosen=chosen_values(key))
        models.Event.objects.filter(pk=key).update(**event_columns(told))


def chosen_values(event: str) -> dict[str, Any]:
    """Give the values that people chose for an event's fields."""
    standing = effective(decisions.about("event", event))
    return {d.target.field: d.value for d in standing if d.verb == "choose" and d.target.field}


def telling_of(row: models.Mention) -> Telling:
    """Give what a mention tells its event as it stands; `document__original`, `proposal` and `arguments` are asked."""
    document = row.document
    settled = settle_row("mention", row, decisions.about("mention", row.pk) if row.revision else [])
    now = argument_keys(settled.body["arguments"])
    moved = dict(zip(settled.keys, now, strict=True))  # a corrected argument keeps its key, a telling names it anew
    published = document.first_published or document.published
    return Telling(
        mention=event_mention(settled.body),
        source=source_of(document),
        published=date.fromisoformat(published) if published else None,
        language=document.language,
        decided=frozenset(_moved(field, moved) for field in settled.decided),
        actors={moved[a.key]: a.actor_id for a in row.arguments.all() if a.actor_id and a.key in moved},
    )


def _moved(field: str, keys: Mapping[str, str]) -> str:
    key = field.removeprefix(ARGUMENT)
    return ARGUMENT + keys.get(key, key) if field.startswith(ARGUMENT) else field


def source_of(document: models.Document) -> str:
    """Give the name of the document that a report repeats, or its own."""
    return document.original.name if document.original is not None else document.name


def event_columns(event: Event) -> dict[str, Any]:
    """Give the columns of an event's row that follow from what was assembled."""
    body: Body = msgspec.to_builtins(event)
    values = {field.name: field.chosen for field in event.fields}
    day, place = values.get("date") or {}, values.get("place") or {}
    return {
        "type": event.type, "mode": event.mode or "", "realis": event.realis,
        "date_start": day.get("start") or "", "date_end": day.get("end") or "",
        "date_precision": day.get("precision") or "",
        "place": place.get("name") or "", "country": place.get("country") or "", "admin1": place.get("admin1") or "",
        "geonames_id": place.get("geonames_id"), "lat": place.get("lat"), "lon": place.get("lon"),
        "mention_count": len(event.mentions), "source_count": event.sources,
        "disputed": any(field.disputed for field in event.fields), "body": body,
    }  # fmt: skip


def follow_link(a: str, b: str, verb: str) -> None:
    """Put two mentions into one event, or the second into one of its own, as a person said; the linker does the rest.

    Call within a transaction.
    """
    rows = models.Mention.objects.in_bulk([a, b])
    if len(rows) < 2:
        return
    first, second = rows[a], rows[b]
    before = {first.event_id, second.event_id} - {None}
    if verb == "same" and first.event_id is not None and first.event_id != second.event_id:
        moved = models.Mention.objects.filter(event=second.event_id) if second.event_id else None
        (moved if moved is not None else models.Mention.objects.filter(pk=b)).update(event=first.event_id)
    elif verb == "not_same" and first.event_id is not None and first.event_id == second.event_id:
        leaving = second if second.pk != second.event_id else first  # an event keeps the mention it is named after
        models.Mention.objects.filter(pk=leaving.pk).update(event=None)
        leaving.event = None
        follow_mention(leaving)
    reassemble(key for key in before if key is not None)
