"""The queue: what to decide next, narrowed by filters, and accepted in bulk."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from msgspec import structs

from khronika.store.models import Document, Mention
from khronika.web.queueing.facets import facets, total
from khronika.web.queueing.filters import CONFIDENCE, Filters
from khronika.web.queueing.finding import Place, page_keys, place_of, rows
from khronika.web.security.looking import note_look_at_mentions
from khronika.web.security.permissions import allows
from khronika.work import review

PAGE = 50
MOST_AT_ONCE = 500


@allows("read")
def queue(request: HttpRequest) -> HttpResponse:
    """List what waits, the most important first."""
    filters = Filters.read(request.GET.dict())
    after, before = Place.read(request.GET.get("after", "")), Place.read(request.GET.get("before", ""))
    mentions = rows(page_keys(filters, PAGE + 1, after=after, before=before))
    more, mentions = len(mentions) > PAGE, mentions[-PAGE:] if before else mentions[:PAGE]
    note_look_at_mentions(request, mentions)
    context = {
        "filters": filters,
        "facets": facets(filters),
        "confidences": [(code, row[2]) for code, row in CONFIDENCE.items()],
        "total": total(filters),
        "mentions": mentions,
        "next": place_of(mentions[-1]) if mentions and (more or before) else None,
        "previous": place_of(mentions[0]) if mentions and (after or (before and more)) else None,
        "document": Document.objects.only("title", "name").filter(pk=filters.document).first(),
    }
    return render(request, "queue.html", context)


@require_POST
@allows("decide")
def accept(request: HttpRequest) -> HttpResponse:
    """Accept the mentions that were marked, or all that pass the filters, after showing once more which."""
    filters = Filters.read(request.POST.dict())
    back = "/?" + filters.query()
    if request.POST.get("all") == "yes" and filters.narrows:
        fresh = structs.replace(filters, status="proposed")  # what returned is to be looked at one by one
        return _confirm(request, filters, rows(page_keys(fresh, MOST_AT_ONCE + 1)))
    marked = dict(pair.partition("~")[::2] for pair in request.POST.getlist("mention")[:MOST_AT_ONCE])
    if not marked:
        messages.warning(request, _("Nothing is marked. Mark mentions by x or by their boxes."))
        return redirect(back)
    if request.POST.get("confirmed") != "yes":
        return _confirm(request, filters, rows(list(marked)))
    revisions = {key: int(revision) for key, revision in marked.items() if revision.isdecimal()}
    made, refused = review.accept_all(revisions, by=request.user.get_username())
    _tell(request, len(made), refused)
    return redirect(back)


def _confirm(request: HttpRequest, filters: Filters, found: list[Mention]) -> HttpResponse:
    """Show once more what is to be accepted; what is more than can be accepted at once waits for the next time."""
    mentions = found[:MOST_AT_ONCE]
    if not mentions:
        messages.warning(request, _("Nothing here with these filters."))
        return redirect("/?" + filters.query())
    note_look_at_mentions(request, mentions)
    context = {
        "mentions": mentions, "filters": filters, "back": "/?" + filters.query(), "is_part": len(found) > MOST_AT_ONCE,
    }  # fmt: skip
    return render(request, "accept.html", context)


def _tell(request: HttpRequest, accepted: int, refused: dict[str, str]) -> None:
    if accepted:
        text = ngettext("%(number)d mention accepted.", "%(number)d mentions accepted.", accepted)
        messages.success(request, text % {"number": accepted})
    for key, why in list(refused.items())[:5]:
        trigger = Mention.objects.filter(pk=key).values_list("trigger", flat=True).first() or key
        messages.error(request, _("“%(trigger)s” was not accepted: %(why)s") % {"trigger": trigger, "why": why})
