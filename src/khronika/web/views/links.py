"""Links that ask: are these two one? Decided with the evidence of both sides in view."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from khronika.errors import ConflictError, DecisionError
from khronika.model import Target
from khronika.store.models import Decision, Link
from khronika.web.linking.evidence import End, ends
from khronika.web.security.looking import note_look_at_words
from khronika.web.security.permissions import allows
from khronika.work import review

PAGE = 10
KINDS: dict[str, Promise] = {
    "actor_link": gettext_lazy("People and organisations"),
    "event_link": gettext_lazy("Events"),
    "case_link": gettext_lazy("Cases"),
}
SHOWN: dict[str, Promise] = {
    "ask": gettext_lazy("asks"),
    "proposed": gettext_lazy("proposed"),
    "same": gettext_lazy("the same"),
    "not_same": gettext_lazy("not the same"),
}


@allows("read")
def links(request: HttpRequest) -> HttpResponse:
    """List links of one kind, the likeliest first."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "actor_link"
    shown = request.GET.get("shown", "")
    shown = shown if shown in SHOWN else "ask"
    page = request.GET.get("page", "1")
    number = int(page) if page.isdecimal() and len(page) < 7 else 1
    rows = Link.objects.filter(kind=kind, status="proposed" if shown in {"ask", "proposed"} else shown)
    if shown in {"ask", "proposed"}:
        rows = rows.filter(ask=shown == "ask")
    found = list(rows.order_by("-score", "pk")[(max(number, 1) - 1) * PAGE : max(number, 1) * PAGE + 1])
    told = ends(found[:PAGE])
    _note(request, told)
    context = {
        "kind": kind, "kinds": KINDS.items(), "shown": shown, "choices": SHOWN.items(),
        "pairs": [_pair(link, told) for link in found[:PAGE]],
        "waiting": {name: Link.objects.filter(kind=name, status="proposed", ask=True).count() for name in KINDS},
        "page": number, "more": len(found) > PAGE,
    }  # fmt: skip
    return render(request, "links.html", context)


@require_POST
@allows("link")
def decide(request: HttpRequest, link: int) -> HttpResponse:
    """Write down whether two are one, or take that back."""
    row = get_object_or_404(Link, pk=link)
    verb, revision = request.POST.get("verb", ""), request.POST.get("revision", "")
    by, target = request.user.get_username(), Target(row.kind, f"{row.a}|{row.b}")  # type: ignore[arg-type]  # a link's kind
    status, failed = 200, ""
    try:
        if not revision.isdecimal() or len(revision) > 18:
            raise DecisionError(_("This form is damaged. Reload the page."))
        if verb == "undo":
            review.undo(_last(row), by=by, revision=int(revision))
        else:
            review.decide(by=by, verb=verb, target=target, revision=int(revision))  # type: ignore[arg-type]  # another verb is refused there
    except ConflictError as error:
        status, failed = 409, str(error)
    except DecisionError as error:
        status, failed = 422, str(error)
    if not request.headers.get("HX-Request"):
        return redirect(f"/links/?kind={row.kind}")
    row.refresh_from_db()
    told = ends([row])
    _note(request, told)
    # htmx lays only answers that went well; a refusal is shown in the pair itself.
    response = render(request, "links/pair.html", {"pair": _pair(row, told), "failed": failed})
    response.headers["X-Refused"] = str(status) if failed else ""
    return response


def _pair(link: Link, told: dict[str, End]) -> dict[str, object]:
    return {"link": link, "a": told.get(link.a), "b": told.get(link.b)}


def _last(row: Link) -> int:
    found = Decision.objects.filter(target_kind=row.kind, target=f"{row.a}|{row.b}", undone_by=None)
    return found.exclude(verb="undo").order_by("-pk").values_list("pk", flat=True).first() or 0


def _note(request: HttpRequest, told: dict[str, End]) -> None:
    """Note a look at ends who are at risk, or in whose words somebody at risk is named."""
    words = [(one.document, one.quote) for end in told.values() for one in end.words]
    note_look_at_words(request, words, also={end.key: end.protection for end in told.values() if end.protection})
