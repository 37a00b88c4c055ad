"""People and organisations: lists, and the dossier of each."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khronika.errors import ConflictError, DecisionError
from khronika.model import Target
from khronika.store.models import Actor, Argument, Case, Decision, Naming, Relation, Statement
from khronika.store.search import search
from khronika.web import chronicle_labels as labels
from khronika.web.dossier import Cursor, History, read_history
from khronika.web.security.looking import note_look, note_look_at_words
from khronika.web.security.permissions import allows, demand
from khronika.web.views.telling import words_of
from khronika.work import audit, review
from khronika.work.pseudonyms import is_protected
from khronika.work.users import Action

PAGE = 60
LINES = 10  # statements and relations shown at once
NAMINGS = 200  # of the newest reports, from which roles are gathered
BODIES = ("organisation", "group")
RIGHTS: dict[str, Action] = {"actor": "protect", "event": "decide"}  # what taking a decision back needs


@allows("read")
def people(request: HttpRequest) -> HttpResponse:
    """List people, those told of most first."""
    return _list(request, ("person",), "people")


@allows("read")
def organisations(request: HttpRequest) -> HttpResponse:
    """List organisations and groups, those told of most first."""
    return _list(request, BODIES, "organisations")


def asked_actors(request: HttpRequest, kinds: Sequence[str]) -> QuerySet[Actor]:
    """Give the actors that the address asks for, in order."""
    rows = Actor.objects.filter(kind__in=kinds)
    kind, words = request.GET.get("kind", ""), request.GET.get("q", "").strip()[:200].replace("\0", "")
    protection = request.GET.get("protection", "")
    if kind:
        rows = rows.filter(kind=kind)
    if protection:
        rows = rows.filter(protection=protection)
    if words:
        told = rows.alias(told=Cast("names", TextField()))
        spelled = Q()
        for form in {words, words.title()}:
            spelled |= Q(name__contains=form) | Q(told__contains=form)
        rows = told.filter(spelled | Q(key__in=search(words, "actor")))
    return rows.order_by("-mentions", "key")


def _list(request: HttpRequest, kinds: Sequence[str], view: str) -> HttpResponse:
    rows = asked_actors(request, kinds)
    if after := request.GET.get("after", ""):
        number, _comma, key = after.partition(",")
        if not number.isdecimal():
            raise BadRequest(_("“%(after)s” is no place in this list.") % {"after": after[:40]})
        rows = rows.filter(Q(mentions__lte=int(number)), Q(mentions__lt=int(number)) | Q(key__gt=key))
    shown = list(rows[: PAGE + 1])
    parts = request.GET.copy()
    parts.pop("after", None)
    shared = parts.urlencode()
    if len(shown) > PAGE:
        parts["after"] = f"{shown[PAGE - 1].mentions},{shown[PAGE - 1].key}"
    note_look(request, {actor.key: actor.protection for actor in shown[:PAGE]})
    return render(
        request,
        "actors/list.html",
        {
            "view": view,
            "actors": shown[:PAGE],
            "next": parts.urlencode() if len(shown) > PAGE else None,
            "shared": shared,
            "is_first": not after,
            "said": {name: request.GET.get(name, "") for name in ("q", "kind", "protection")},
            "kinds": kinds,
            "protections": list(labels.PROTECTION_CODES),
        },
    )


@allows("read")
def person(request: HttpRequest, key: str) -> HttpResponse:
    """Show a person's dossier."""
    return _dossier(request, key, ("person",), "person")


@allows("read")
def organisation(request: HttpRequest, key: str) -> HttpResponse:
    """Show the dossier of an organisation or group."""
    return _dossier(request, key, BODIES, "organisation")


def _dossier(request: HttpRequest, key: str, kinds: Sequence[str], view: str) -> HttpResponse:
    actor = Actor.objects.filter(pk=key, kind__in=kinds).first()
    if actor is None:
        raise Http404
    history = read_history(actor.key, Cursor.parse(request.GET.get("before", "")), request.GET.get("role", ""))
    statements, relations = _statements(actor, request.GET.get("said", "")), _relations(actor)
    _look(request, actor, history, [*statements["rows"], *relations])
    revisions = review.history(Target("actor", key))
    return render(
        request,
        "actors/dossier.html",
        {
            "actor": actor,
            "view": view,
            "names": _names(actor),
            "called": _called(actor),
            "history": history,
            "cases": _cases(actor),
            "statements": statements,
            "relations": relations,
            "revisions": list(reversed(revisions)),
            "revision": revisions[-1].decision.id if revisions else 0,
            "protections": list(labels.PROTECTION_CODES),
            "is_protected": is_protected(actor.kind, actor.protection),
        },
    )


def history_keys(key: str) -> list[str]:
    """Give the keys of all events that an actor takes part in, the newest first."""
    if not Actor.objects.filter(pk=key).exists():
        raise Http404
    rows = Argument.objects.filter(actor_id=key).exclude(event_key="").order_by("-day", "event_key")
    return list(dict.fromkeys(rows.values_list("event_key", flat=True)))


def _look(request: HttpRequest, actor: Actor, history: History, told: Sequence[Statement | Relation]) -> None:
    """Note a look at a dossier: of everybody protected, and of who else at risk is named in its quotes."""
    if actor.protection == "private" and is_protected(actor.kind, actor.protection):
        audit.look(request.user.get_username(), {actor.key: actor.protection}, request.path)
    quotes = [(quote.document, quote.text) for line in history.lines for quote in line.quotes]
    quotes += [(row.document_id, words_of(row)) for row in told]
    note_look_at_words(request, quotes, also={actor.key: actor.protection})


def _names(actor: Actor) -> list[tuple[str, list[dict[str, Any]]]]:
    scripts: dict[str, list[dict[str, Any]]] = {}
    for name in actor.names:
        scripts.setdefault(name.get("script") or "other", []).append(name)
    return [
        (str(labels.SCRIPT.get(script, script)), sorted(names, key=lambda name: -int(name.get("count") or 0)))
        for script, names in sorted(scripts.items())
    ]


def _called(actor: Actor) -> list[tuple[str, list[tuple[str, int]]]]:
    """Gather what the newest reports call an actor, and with whom they tell of them."""
    bodies = list(Naming.objects.filter(actor=actor).order_by("-document_id").values_list("body", flat=True)[:NAMINGS])
    found = []
    for name, title in (("roles", _("Roles")), ("organisations", _("Organisations")), ("company", _("Told with"))):
        counted = Counter(each for body in bodies for each in body.get(name, ()))
        if counted:
            found.append((title, counted.most_common(12)))
    return found


def _cases(actor: Actor) -> list[dict[str, Any]]:
    return [{"case": case, "stages": stages_of(case)} for case in Case.objects.filter(actor=actor)[:LINES]]


def stages_of(case: Case) -> list[dict[str, Any]]:
    """Give a case's events in order, each with the custody that began with it."""
    spells = {spell.get("event"): spell for spell in case.body.get("custody", ())}
    fields = ("key", "type", "mode", "date_start", "date_end", "date_precision", "place", "case_id")
    events = case.events.only(*fields).order_by("date_start", "key")[:100]
    return [{"event": event, "spell": spells.get(event.key)} for event in events]


def _statements(actor: Actor, before: str) -> dict[str, Any]:
    if before and not before.isdecimal():
        raise BadRequest(_("“%(before)s” is no place in this list.") % {"before": before[:40]})
    rows = Statement.objects.filter(Q(speaker_actor=actor) | Q(behalf_actor=actor)).exclude(status="rejected")
    if not Statement.objects.filter(behalf_actor=actor).exists():
        rows = Statement.objects.filter(speaker_actor=actor).exclude(status="rejected")
    if before:
        rows = rows.filter(document_id__lt=int(before))
    rows = rows.select_related("document").defer("document__text", "document__body", "document__entities")
    shown = list(rows.order_by("-document_id", "key")[: LINES + 1])
    more = shown[LINES - 1].document_id if len(shown) > LINES else None
    return {"rows": shown[:LINES], "more": more}


def _relations(actor: Actor) -> list[Relation]:
    """Give the newest ties from and to an actor."""
    both: list[Relation] = []
    for side in ("subject_actor", "object_actor"):
        rows = Relation.objects.filter(**{side: actor}).exclude(status="rejected")
        rows = rows.select_related("document", "subject_actor", "object_actor")
        both += rows.defer("document__text", "document__body", "document__entities").order_by("-document_id")[:LINES]
    return both


@require_POST
@allows("protect")
def protect(request: HttpRequest, key: str) -> HttpResponse:
    """Decide how an actor is protected, with the reason."""
    actor = Actor.objects.filter(pk=key).first()
    if actor is None:
        raise Http404
    value = {
        "protection": request.POST.get("protection", ""),
        "public_role": request.POST.get("public_role", "")[:500],
        "reason": request.POST.get("reason", "")[:2000],
    }
    try:
        review.decide(
            by=request.user.get_username(), verb="protect", target=Target("actor", key), value=value,
            revision=_revision(request), reason=value["reason"],
        )  # fmt: skip
        audit.note(request.user.get_username(), "protect", key, protection=value["protection"])
        messages.success(request, _("Decided."))
    except (ConflictError, DecisionError) as error:
        messages.error(request, str(error))
    return redirect(address_of(actor))


@require_POST
@allows("protect")
def rename(request: HttpRequest, key: str) -> HttpResponse:
    """Decide by which name an actor is shown."""
    actor = Actor.objects.filter(pk=key).first()
    if actor is None:
        raise Http404
    try:
        review.decide(
            by=request.user.get_username(), verb="correct", target=Target("actor", key, "name"),
            value=request.POST.get("name", "").strip()[:300], revision=_revision(request),
            reason=request.POST.get("reason", "")[:2000],
        )  # fmt: skip
        messages.success(request, _("Decided."))
    except (ConflictError, DecisionError) as error:
        messages.error(request, str(error))
    return redirect(address_of(actor))


@require_POST
@allows("decide")
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take back a decision about an event or an actor, by the right that making it needs."""
    decision = Decision.objects.filter(pk=number, target_kind__in=RIGHTS).first()
    if decision is None:
        raise Http404
    demand(request, RIGHTS[decision.target_kind])
    back = request.POST.get("next", "")
    try:
        review.undo(number, by=request.user.get_username(), revision=_revision(request))
        messages.success(request, _("Taken back."))
    except (ConflictError, DecisionError) as error:
        messages.error(request, str(error))
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else reverse("events"))


def _revision(request: HttpRequest) -> int:
    text = request.POST.get("revision", "0")
    if not text.isdecimal():
        raise BadRequest(_("“%(text)s” is no number of a decision.") % {"text": text[:40]})
    return int(text)


def address_of(actor: Actor) -> str:
    """Give the address of an actor's dossier."""
    return reverse("person" if actor.kind == "person" else "organisation", args=[actor.key])
