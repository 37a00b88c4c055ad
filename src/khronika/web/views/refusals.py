"""Pages for what is refused, each with what to do."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _


def _refuse(request: HttpRequest, status: int, title: str, why: str) -> HttpResponse:
    return render(request, "refusal.html", {"title": title, "why": why, "status": status}, status=status)


@login_not_required
def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form that this page did not give out."""
    return _refuse(
        request, 403, _("This form has expired"), _("Go back, reload the page and try again. Nothing was changed.")
    )


@login_not_required
def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refuse what cannot be understood."""
    return _refuse(
        request,
        400,
        _("This request cannot be read"),
        str(exception) or _("Go back and try again. Nothing was changed."),
    )


@login_not_required
def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Refuse what a role may not do."""
    return _refuse(request, 403, _("Not allowed"), str(exception) or _("Your role does not allow this."))


@login_not_required
def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page or record."""
    return _refuse(
        request,
        404,
        _("Not found"),
        _("There is nothing at this address. It may have been erased, or the address has a mistake."),
    )


@login_not_required
def failed(request: HttpRequest) -> HttpResponse:
    """Say that something broke, but not what; this page asks nothing of what may have broken."""
    title, why = (
        _("Something went wrong"),
        _("The terminal where khronika serve runs shows what. Nothing was changed halfway."),
    )
    return HttpResponse(render_to_string("refusal.html", {"title": title, "why": why, "status": 500}), status=500)
