"""Events and cases of a chronicle as linking leaves them: with the keys that they had, assembled from what stands."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from khronika.model import Case, Event
from khronika.resolve.assemble import assemble
from khronika.resolve.cases import custody_now, find_cases, stages
from khronika.store import models
from khronika.store.bulk import insert, update
from khronika.work.assembling import OUT, chosen_values, event_columns, telling_of
from khronika.work.link_reading import batches

TOGETHER = 300


def keep_keys(
    clusters: Iterable[Sequence[str]], before: Mapping[str, str | None], days: Mapping[str, str]
) -> dict[str, str]:
    """Give each mention the key of its event: that which most of its cluster had, else that of its earliest mention.

    `before` maps mentions to the events they were of; `days` to when they were told. No key is given twice.
    """
    listed = [sorted(members, key=lambda key: (days.get(key) or "9", key)) for members in clusters]
    shares = sorted(
        (-number, old, at)
        for at, members in enumerate(listed)
        for old, number in Counter(before.get(key) for key in members).items()
        if old is not None
    )
    kept: dict[int, str] = {}
    taken: set[str] = set()
    for _, old, at in shares:
        if at not in kept and old not in taken:
            kept[at] = old
            taken.add(old)
    found: dict[str, str] = {}
    for at, members in enumerate(listed):
        key = kept.get(at) or next(key for key in members if key not in taken)
        taken.add(key)
        found |= dict.fromkeys(members, key)
    return found


def write(event_of: Mapping[str, str]) -> list[str]:
    """Let mentions be of these events, and assemble those; within a transaction. Give the keys of what is assembled."""
    rows = dict(models.Mention.objects.exclude(status__in=OUT).values_list("pk", "event_id"))
    wanted = {key: event_of.get(key, key) for key in rows}
    there = set(models.Event.objects.values_list("pk", flat=True))
    fresh = sorted(set(wanted.values()) - there)
    insert(models.Event, [{"key": key, "type": "", "realis": "", "body": {}} for key in fresh])
    moved = {key: {"event_id": event} for key, event in wanted.items() if rows[key] != event}
    update(models.Mention, ["event_id"], moved)
    models.Mention.objects.filter(status__in=OUT).exclude(event=None).update(event=None)
    for batch in batches(iter(sorted(there - set(wanted.values()))), TOGETHER):
        models.Event.objects.filter(pk__in=batch).delete()
    return sorted(set(wanted.values()))


def assemble_all(keys: Iterable[str]) -> tuple[list[Event], dict[str, list[str]]]:
    """Assemble events anew, and write those that changed; give those that are stages of a case, with their quotes."""
    chosen = set(models.Decision.objects.filter(target_kind="event").values_list("target", flat=True))
    staged: list[Event] = []
    quotes: dict[str, list[str]] = {}
    for batch in batches(iter(keys), TOGETHER):
        before = models.Event.objects.in_bulk(list(batch))
        changed: dict[str, dict[str, Any]] = {}
        for key, rows in _mentions(batch).items():
            event = assemble(
                [telling_of(row) for row in rows], key=key, chosen=chosen_values(key) if key in chosen else {}
            )
            event = msgspec.structs.replace(event, case=before[key].case_id)
            columns = event_columns(event)
            if any(getattr(before[key], name) != value for name, value in columns.items()):
                changed[key] = columns
            if f"{event.type}/{event.mode}" in stages():
                staged.append(event)
                quotes[key] = [row.quote for row in rows]
        if changed:
            update(models.Event, list(next(iter(changed.values()))), changed)
    return staged, quotes


def _mentions(keys: Sequence[str]) -> dict[str, list[models.Mention]]:
    rows = (
        models.Mention.objects.filter(event__in=keys)
        .exclude(status__in=OUT)
        .select_related("document__original", "proposal")
        .prefetch_related("arguments")
        .order_by("event", "pk")
    )
    found: dict[str, list[models.Mention]] = defaultdict(list)
    for row in rows:
        found[str(row.event_id)].append(row)
    return found


def write_cases(staged: Sequence[Event], quotes: Mapping[str, Sequence[str]]) -> int:
    """Write the cases that events are stages of, each with the key that it had; give how many there are."""
    old = [(row.pk, row.actor_id, set(row.body.get("events", ()))) for row in models.Case.objects.all()]
    cases = list(_keyed(find_cases(staged, quotes), old))
    names = dict(models.Actor.objects.filter(pk__in=[case.person for case in cases]).values_list("pk", "name"))
    rows = [
        {"key": case.key, "actor_id": case.person, "title": names[case.person], "custody": custody_now(case),
         "body": msgspec.to_builtins(case)}
        for case in cases
    ]  # fmt: skip
    case_of: dict[str, str] = {}
    for case in cases:
        for event in case.events:
            case_of.setdefault(event, case.key)
    was = dict(models.Event.objects.exclude(case=None).values_list("pk", "case_id"))
    models.Event.objects.exclude(case=None).update(case=None)
    models.Case.objects.all().delete()
    insert(models.Case, rows)
    bodies = dict(models.Event.objects.filter(pk__in=was.keys() | case_of.keys()).values_list("pk", "body"))
    changed = {
        key: {"case_id": case_of.get(key), "body": {**body, "case": case_of.get(key)}} for key, body in bodies.items()
    }
    update(models.Event, ["case_id", "body"], changed)
    return len(cases)


def _keyed(cases: Iterable[Case], old: Sequence[tuple[str, str | None, set[str]]]) -> Iterator[Case]:
    """Give cases the keys of those of the same person that most of their events were of."""
    taken: set[str] = set()
    for case in cases:
        shares = [(-len(events & set(case.events)), key) for key, person, events in old if person == case.person]
        best = min((share for share in shares if share[0] and share[1] not in taken), default=(0, case.key))
        key = best[1] if best[1] not in taken else case.key
        taken.add(key)
        yield msgspec.structs.replace(case, key=key)
