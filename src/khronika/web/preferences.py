"""Language and theme: kept in cookies, which hold nothing else."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "khronika-theme"
YEAR = 365 * 24 * 3600


def theme_of(request: HttpRequest) -> str:
    """Give the theme chosen, or `auto`: as the system has it."""
    theme = request.COOKIES.get(THEME_COOKIE, THEMES[0])
    return theme if theme in THEMES else THEMES[0]


@login_not_required
@require_POST
def preferences(request: HttpRequest) -> HttpResponse:
    """Keep a language or a theme, and go back to the page where it was chosen."""
    back = request.POST.get("next", "/")
    response = redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "/")
    language, theme = request.POST.get("language"), request.POST.get("theme")
    if language in dict(settings.LANGUAGES):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, language)
    if theme in THEMES:
        _keep(response, THEME_COOKIE, theme)
    return response


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
