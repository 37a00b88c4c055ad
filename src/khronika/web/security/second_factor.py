"""In a team an administrator works only with a second factor."""

from collections.abc import Callable

from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from khronika.web.security.permissions import role_of

OPEN = ("/accounts/", "/static/", "/preferences/")


def second_factor(respond: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Send an administrator without a second factor to the page where one is set up, whatever they asked for."""

    def answer(request: HttpRequest) -> HttpResponse:
        if settings.KHRONIKA_TEAM and not request.path.startswith(OPEN) and lacks_it(request):
            messages.warning(request, _("An administrator needs a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return respond(request)

    return answer


def lacks_it(request: HttpRequest) -> bool:
    """Say whether who asks is an administrator without a second factor."""
    return role_of(request) == "administrator" and not get_adapter().is_mfa_enabled(request.user)
