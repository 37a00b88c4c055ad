"""Who comes in and goes out, and changes of second factors, go into the audit log."""

from typing import Any

from allauth.mfa import signals as factors
from django.contrib.auth import signals
from django.contrib.auth.models import User
from django.dispatch import receiver
from django.http import HttpRequest

from khronika.work import audit

LONGEST = 150  # characters of a name that somebody typed


@receiver(signals.user_logged_in)
def note_sign_in(sender: object, user: User, **_rest: Any) -> None:
    """Note who came in."""
    audit.note(user.username, "sign_in")


@receiver(signals.user_logged_out)
def note_sign_out(sender: object, user: User | None, **_rest: Any) -> None:
    """Note who went out."""
    if user is not None:
        audit.note(user.username, "sign_out")


@receiver(signals.user_login_failed)
def note_failure(sender: object, credentials: dict[str, Any], **_rest: Any) -> None:
    """Note who was not let in, by the name that was typed if somebody has it: a password typed there is not kept."""
    name = str(credentials.get("username") or "")[:LONGEST]
    audit.note(name if User.objects.filter(username=name).exists() else "?", "sign_in_failed")


@receiver([factors.authenticator_added, factors.authenticator_removed, factors.authenticator_reset])
def note_factor(sender: object, request: HttpRequest, user: User, authenticator: Any, **_rest: Any) -> None:
    """Note a change of a second factor."""
    audit.note(user.username, "second_factor", user.username, kind=str(authenticator.type))
