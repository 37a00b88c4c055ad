"""Two actors that a person says are one are put together at once; the linker keeps them so.

What is moved is noted in the decision, so that taking it back parts them as they were.
"""

from collections import Counter
from typing import Any

from khronika.model import Body, Decision
from khronika.resolve.settle import effective
from khronika.store import models

STRICTNESS = ("public", "private", "at_risk", "minor")
KEPT = ("kind", "name", "names", "protection", "protection_reason", "public_role", "mentions", "first_day", "last_day")
ENDS: tuple[tuple[type[models.Statement | models.Relation], tuple[str, ...]], ...] = (
    (models.Statement, ("speaker_actor", "behalf_actor")),
    (models.Relation, ("subject_actor", "object_actor")),
)


def join(a: str, b: str) -> Body | None:
    """Put two actors together under the key of the one told of more often; give what was moved, None if nothing was.

    Call within a transaction. The stricter protection holds for both.
    """
    rows = models.Actor.objects.in_bulk([a, b])
    if len(rows) < 2:
        return None
    stays, goes = sorted(rows.values(), key=lambda row: (-row.mentions, row.pk))
    moved: Body = {
        "into": stays.pk,
        "actor": {"key": goes.pk, **{name: getattr(goes, name) for name in KEPT}},
        "before": {name: getattr(stays, name) for name in KEPT},
        "namings": list(models.Naming.objects.filter(actor=goes).values_list("pk", flat=True)),
        "arguments": list(models.Argument.objects.filter(actor=goes).values_list("mention", "key")),
        "cases": list(models.Case.objects.filter(actor=goes).values_list("pk", flat=True)),
    }
    models.Naming.objects.filter(actor=goes).update(actor=stays)
    models.Argument.objects.filter(actor=goes).update(actor=stays)
    models.Case.objects.filter(actor=goes).update(actor=stays)
    for table, columns in ENDS:
        for column in columns:
            found = table._default_manager.filter(**{column: goes})
            moved[f"{table._meta.model_name}.{column}"] = list(found.values_list("pk", flat=True))
            found.update(**{column: stays})
    _take_in(stays, goes)
    goes.delete()
    return moved


def _take_in(stays: models.Actor, goes: models.Actor) -> None:
    counts: Counter[tuple[str, str, str | None]] = Counter()
    for name in [*stays.names, *goes.names]:
        counts[name["text"], name.get("script", "other"), name.get("language")] += name.get("count", 1)
    stays.names = [
        {"text": text, "script": script, "language": language, "count": count}
        for (text, script, language), count in counts.most_common()
    ]
    stays.mentions += goes.mentions
    stays.first_day = min(filter(None, (stays.first_day, goes.first_day)), default="")
    stays.last_day = max(stays.last_day, goes.last_day)
    if STRICTNESS.index(goes.protection) > STRICTNESS.index(stays.protection):
        stays.protection, stays.protection_reason = goes.protection, goes.protection_reason
        stays.public_role = goes.public_role
    stays.save()


def part(moved: Body) -> None:
    """Part two actors that were put together, as they were, as far as what was moved is still there."""
    stays = models.Actor.objects.filter(pk=moved["into"]).first()
    told: dict[str, Any] = dict(moved["actor"])
    if stays is None or models.Actor.objects.filter(pk=told["key"]).exists():
        return
    back = models.Actor.objects.create(**told)
    models.Naming.objects.filter(pk__in=moved["namings"], actor=stays).update(actor=back)
    models.Case.objects.filter(pk__in=moved["cases"], actor=stays).update(actor=back)
    for mention, key in moved["arguments"]:
        models.Argument.objects.filter(mention=mention, key=key, actor=stays).update(actor=back)
    for table, columns in ENDS:
        for column in columns:
            keys = moved[f"{table._meta.model_name}.{column}"]
            table._default_manager.filter(pk__in=keys, **{column: stays}).update(**{column: back})
    for name, value in moved["before"].items():
        setattr(stays, name, value)
    stays.save()


def follow(a: str, b: str, told: list[Decision]) -> None:
    """Bring two actors in line with what people said of their link, oldest first, the last of it just now.

    Call within a transaction.
    """
    standing = effective(told)
    if standing and standing[-1].verb == "same":
        moved = join(a, b)
        if moved is not None:
            models.Decision.objects.filter(pk=told[-1].id).update(before=moved)
        return
    notes = models.Decision.objects.filter(pk__in=[d.id for d in told]).order_by("-id").values_list("before", flat=True)
    joined = next((note for note in notes if isinstance(note, dict) and "into" in note), None)
    if joined is not None:
        part(joined)
