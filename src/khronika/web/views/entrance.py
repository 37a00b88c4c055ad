"""Coming in by the one-time link, and the page of who is signed out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from khronika.web.security.link import LINK
from khronika.work.local_user import local_user


@login_not_required
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """Sign in the local user who holds the link that `khronika serve` printed."""
    if settings.KHRONIKA_TEAM:
        raise Http404
    if not LINK.spend(token):
        return render(request, "signed_out.html", {"spent": True}, status=403)
    login(request, local_user(), backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect(settings.LOGIN_REDIRECT_URL)


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    """Say how to sign in on this machine."""
    if settings.KHRONIKA_TEAM:
        raise Http404
    return render(request, "signed_out.html", {"spent": False}, status=401)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect(settings.LOGIN_URL)
