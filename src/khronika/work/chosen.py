"""Decisions about what is assembled: the chosen value of an event, links of events and actors, protection, names."""

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from django.db.models import Model

from khronika.errors import DecisionError
from khronika.model import Decision, Protection, Target, Verb
from khronika.resolve.assemble import SEVERAL
from khronika.resolve.settle import effective
from khronika.store import models
from khronika.work import assembling, decisions, joining

LINKS = frozenset({"actor_link", "event_link", "case_link"})
TABLES: Mapping[str, type[models.Actor | models.Event]] = {"actor": models.Actor, "event": models.Event}

# What a link's ends may be keys of.
ENDS: Mapping[str, tuple[type[Model], ...]] = {
    "actor_link": (models.Actor, models.Naming),
    "event_link": (models.Mention, models.Event),
    "case_link": (models.Case, models.Event),
}


def decide(*, by: str, verb: Verb, target: Target, value: Any, revision: int, reason: str) -> Decision:
    """Write down a decision about an event, an actor or a link, and what follows from it; within a transaction.

    Raises:
        ConflictError: somebody decided about it in between.
        DecisionError: there is no such target, or the value does not fit.
    """
    lock(target)
    decisions.refuse_stale(decisions.newest(decisions.about(target.kind, target.key)), revision)
    before = None
    if target.kind == "actor":
        actor = models.Actor.objects.get(pk=target.key)
        value, before = _check_actor(verb, target, value, reason), _stands(actor, verb)
    elif target.kind == "event":
        event = models.Event.objects.get(pk=target.key)
        value, before = _check_choice(event, target, value), _chosen(event, target.field or "")
    made = decisions.write(by=by, verb=verb, target=target, value=value, before=before, reason=reason)
    settle(target)
    return made


def lock(target: Target) -> None:
    """Hold the row of a target until the transaction ends; a link that the machine never thought of gets its row.

    Raises:
        DecisionError: there is no such target, or a link's id is not two sorted keys with a `|` between.
    """
    if target.kind not in LINKS:
        if not TABLES[target.kind]._default_manager.select_for_update().filter(pk=target.key).exists():
            raise DecisionError(f"there is no {target.kind} {target.key!r} in this chronicle")
        return
    a, b = _ends(target)
    models.Link.objects.get_or_create(kind=target.kind, a=a, b=b, defaults={"score": 0.0, "why": ["a person asks"]})
    models.Link.objects.select_for_update().filter(kind=target.kind, a=a, b=b).first()


def _ends(target: Target) -> tuple[str, str]:
    a, bar, b = target.key.partition("|")
    if not bar or not a < b:
        raise DecisionError(f"not a link: {target.key!r} (want two different keys, sorted, with a | between)")
    if not models.Link.objects.filter(kind=target.kind, a=a, b=b).exists() and not all(
        any(table._default_manager.filter(pk=end).exists() for table in ENDS[target.kind]) for end in (a, b)
    ):
        raise DecisionError(f"not a link of two that this chronicle holds: {target.key!r}")
    return a, b


def settle(target: Target) -> None:
    """Bring the row of an event, actor or link in line with the decisions about it."""
    told = decisions.about(target.kind, target.key)
    last = decisions.newest(told)
    standing = effective(told)
    if target.kind in LINKS:
        status = standing[-1].verb if standing else "proposed"
        a, _, b = target.key.partition("|")
        models.Link.objects.filter(kind=target.kind, a=a, b=b).update(status=status, revision=last.id if last else 0)
        if target.kind == "event_link":
            assembling.follow_link(a, b, status)
        elif target.kind == "actor_link":
            joining.follow(a, b, told)
            settle_actors([a, b])
    elif target.kind == "event":
        assembling.reassemble([target.key])
    elif target.kind == "actor":
        _settle_actor(models.Actor.objects.get(pk=target.key), standing)


def settle_actors(keys: Iterable[str] | None = None) -> None:
    """Let protections and names that people gave stand, of these actors or of all; others stay as they are."""
    told = models.Decision.objects.filter(target_kind="actor")
    if keys is not None:
        told = told.filter(target__in=list(keys))
    for actor in models.Actor.objects.filter(pk__in=set(told.values_list("target", flat=True))):
        _settle_actor(actor, effective(decisions.about("actor", actor.pk)), undone=False)


def _settle_actor(actor: models.Actor, standing: list[Decision], *, undone: bool = True) -> None:
    """Write what people said of an actor; what was taken back (`undone`) gives way to what was before it."""
    shield, name = (_last(actor, standing, verb, undone=undone) for verb in ("protect", "correct"))
    if shield is not None:
        actor.protection, actor.protection_reason = shield["protection"], shield["reason"]
        actor.public_role = shield["public_role"]
    if name is not None:
        actor.name = name
    actor.save()


def _last(actor: models.Actor, standing: list[Decision], verb: Verb, *, undone: bool) -> Any:
    """Give the newest value that stands; where none does any more, that before the first; None if all was left."""
    values = [d.value for d in standing if d.verb == verb]
    if values:
        return values[-1]
    first = models.Decision.objects.filter(target_kind="actor", target=actor.pk, verb=verb).order_by("id").first()
    return first.before if first is not None and undone else None


def _check_actor(verb: Verb, target: Target, value: Any, reason: str) -> Any:
    if verb == "correct":
        if target.field != "name" or not isinstance(value, str) or not 0 < len(value.strip()) <= 500:
            raise DecisionError(f"not a name: {value!r} (of an actor the name is corrected, 1 to 500 characters)")
        return value.strip()
    value = value if isinstance(value, dict) else {}
    protection = value.get("protection")
    if protection not in get_args(Protection):
        raise DecisionError(f"not a protection: {protection!r} (want one of {', '.join(get_args(Protection))})")
    made = {
        "protection": protection,
        "reason": str(value.get("reason") or reason).strip(),
        "public_role": str(value.get("public_role") or "").strip(),
    }
    if protection == "public" and not (made["reason"] and made["public_role"]):
        raise DecisionError("who is made public needs a reason and the role in which they act publicly")
    return made


def _stands(actor: models.Actor, verb: Verb) -> Any:
    if verb == "correct":
        return actor.name
    return {"protection": actor.protection, "reason": actor.protection_reason, "public_role": actor.public_role}


def _chosen(event: models.Event, name: str) -> Any:
    fields = {field["name"]: field for field in event.body.get("fields", ())}
    return fields.get(name, {}).get("chosen")


def _check_choice(event: models.Event, target: Target, value: Any) -> Any:
    """Take only what some report tells: an event is assembled, never invented; null is 'unknown'.

    A field that has several values at once takes a list of them.
    """
    fields = {field["name"]: field for field in event.body.get("fields", ())}
    if target.field not in fields:
        raise DecisionError(f"event {event.pk} has no field {target.field!r} (has {', '.join(fields) or 'none'})")
    told = [told["value"] for told in fields[target.field]["told"]]
    if target.field in SEVERAL:
        value = value if isinstance(value, list) else [] if value is None else [value]
    if any(one not in told for one in (value if isinstance(value, list) else [value]) if one is not None):
        raise DecisionError(f"no report of event {event.pk} tells this {target.field} (choose one that is told)")
    return value


def changes(decision: Decision) -> tuple[tuple[str, Any, Any], ...]:
    """Say what a decision about an event, actor or link changed: its field, before and after."""
    if decision.verb == "undo" or decision.target.kind in LINKS:
        return ()
    before = models.Decision.objects.filter(pk=decision.id).values_list("before", flat=True).first()
    return ((decision.target.field or decision.verb, before, decision.value),)
