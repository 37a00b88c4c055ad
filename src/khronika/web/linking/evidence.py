"""What speaks for who or what an end of a link is: names, roles, company, places, days, and the words of reports."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from msgspec import Struct

from khronika.store.models import Actor, Case, Event, Link, Mention, Naming
from khronika.web.labels import field_label
from khronika.web.templatetags.wording import kind, term, when, where

MOST = 4  # quotes of one end
FEATURES = ("roles", "organisations", "company", "places", "years")


class Words(Struct, frozen=True):
    """A passage of a report that tells of an end."""

    label: str
    quote: str
    language: str
    source: str
    address: str
    document: int


class End(Struct, frozen=True):
    """One end of a link."""

    key: str
    title: str
    kind: str
    facts: list[tuple[str, str]]
    words: list[Words]
    address: str = ""
    protection: str = ""


def ends(links: Sequence[Link]) -> dict[str, End]:
    """Give the ends of links by key; one that is gone is missing."""
    by_kind: dict[str, set[str]] = {}
    for link in links:
        by_kind.setdefault(link.kind, set()).update((link.a, link.b))
    found: dict[str, End] = {}
    for name, keys in by_kind.items():
        found |= {end.key: end for gather in GATHER[name] for end in gather(keys)}
    return found


def _actors(keys: Iterable[str]) -> list[End]:
    actors = Actor.objects.filter(pk__in=list(keys)).prefetch_related("namings__document")
    return [
        End(
            actor.pk, actor.name, term(actor.kind, "actor_kind"),
            [*_names(actor), *_features([naming.body for naming in actor.namings.all()]), *_days(actor)],
            _mention_words(Mention.objects.filter(arguments__actor=actor)),
            _address("person" if actor.kind == "person" else "organisation", actor.pk), actor.protection,
        )
        for actor in actors
    ]  # fmt: skip


def _namings(keys: Iterable[str]) -> list[End]:
    namings = Naming.objects.filter(pk__in=list(keys)).select_related("document", "actor")
    return [
        End(
            naming.pk, naming.name, term(naming.kind, "actor_kind"), _features([naming.body]),
            _mention_words(Mention.objects.filter(arguments__naming=naming.pk)),
            protection=naming.actor.protection if naming.actor else "",
        )
        for naming in namings
    ]  # fmt: skip


def _mentions(keys: Iterable[str]) -> list[End]:
    return [
        End(mention.pk, kind(mention), _("event"), _place_and_day(mention), _mention_words([mention]),
            reverse("review", args=[mention.pk]))
        for mention in Mention.objects.filter(pk__in=list(keys)).select_related("document")
    ]  # fmt: skip


def _events(keys: Iterable[str]) -> list[End]:
    return [
        End(event.pk, kind(event), _("event"), _place_and_day(event), _mention_words(event.mentions.all()),
            _address("event", event.pk))
        for event in Event.objects.filter(pk__in=list(keys))
    ]  # fmt: skip


def _cases(keys: Iterable[str]) -> list[End]:
    cases = Case.objects.filter(pk__in=list(keys)).select_related("actor")
    return [
        End(case.pk, case.title, _("case"), [], _mention_words(Mention.objects.filter(event__case=case)),
            protection=case.actor.protection if case.actor else "")
        for case in cases
    ]  # fmt: skip


GATHER = {
    "actor_link": (_namings, _actors),
    "event_link": (_events, _mentions),
    "case_link": (_events, _cases),
}


def _names(actor: Actor) -> list[tuple[str, str]]:
    others = [name["text"] for name in actor.names if name["text"] != actor.name]
    return [(_("also named"), ", ".join(others[:8]))] if others else []


def _days(actor: Actor) -> list[tuple[str, str]]:
    days = dict.fromkeys((actor.first_day, actor.last_day))
    return [(_("told of"), " … ".join(days))] if actor.first_day else []


def _features(bodies: Sequence[dict[str, Any]]) -> list[tuple[str, str]]:
    """Give what the accounts of an actor say of it, together."""
    labels = {
        "roles": _("roles"), "organisations": _("organisations"), "company": _("told of with"), "places": _("places"),
        "years": _("years"),
    }  # fmt: skip
    told = {name: list(dict.fromkeys(str(v) for body in bodies for v in body.get(name) or ())) for name in FEATURES}
    return [(labels[name], ", ".join(values[:12])) for name, values in told.items() if values]


def _place_and_day(row: Mention | Event) -> list[tuple[str, str]]:
    facts = [(field_label("date").lower(), when(row)), (field_label("place").lower(), where(row))]
    return [(label, value) for label, value in facts if value]


def _mention_words(rows: QuerySet[Mention] | Sequence[Mention]) -> list[Words]:
    if isinstance(rows, QuerySet):
        rows = list(rows.select_related("document").order_by("document", "start").distinct()[:MOST])
    return [
        Words(
            f"{kind(row)} {when(row)}".strip(), row.quote, row.language,
            row.document.publisher or row.document.title or row.document.name, reverse("review", args=[row.pk]),
            row.document_id,
        )
        for row in rows
    ]  # fmt: skip


def _address(name: str, key: str) -> str:
    try:
        return reverse(name, args=[key])
    except NoReverseMatch:
        return ""
