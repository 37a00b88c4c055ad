"""Who works on the chronicle: invited, given a role, shut out; each step in the audit log."""

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from khronika.errors import ArgumentError
from khronika.web.security.permissions import LABELS, allows
from khronika.work import users as work
from khronika.work.users import ROLES, Invitation, role_of


@allows("users")
def people(request: HttpRequest) -> HttpResponse:
    """List users, and invite one."""
    invitation, failed = None, ""
    if request.method == "POST":
        try:
            name, role = request.POST.get("username", "").strip(), request.POST.get("role", "")
            invitation = work.invite(name, role, by=request.user.get_username())  # type: ignore[arg-type]  # others are refused there
        except ArgumentError as error:
            failed = str(error)
    return _page(request, invitation, failed)


@require_POST
@allows("users")
def change(request: HttpRequest, username: str) -> HttpResponse:
    """Give a user another role, shut them out or let them in, or invite them again."""
    by, post = request.user.get_username(), request.POST
    try:
        match post.get("change"):
            case "role":
                work.set_role(username, post.get("role", ""), by=by)  # type: ignore[arg-type]  # another role is refused there
            case "shut_out" | "let_in" as way:
                work.set_active(username, way == "let_in", by=by)
            case "invite":
                return _page(request, work.invite_again(username, by=by), "")
            case "forget_factor":
                work.forget_second_factor(username, by=by)
            case _:
                raise ArgumentError(_("This form is damaged. Reload the page."))
    except ArgumentError as error:
        return _page(request, None, str(error))
    messages.success(request, _("Changed."))
    return redirect("users")


@login_not_required
def invitation(request: HttpRequest, code: str) -> HttpResponse:
    """Let who was invited set a password."""
    failed = ""
    if request.method == "POST":
        try:
            first, second = request.POST.get("password", ""), request.POST.get("again", "")
            if first != second:
                raise ArgumentError(_("The two passwords differ."))
            work.accept_invitation(code, first)
            messages.success(request, _("Your password is set. Now sign in."))
            return redirect(settings.LOGIN_URL)
        except ArgumentError as error:
            failed = str(error)
    user_invited = work.find_invited(code)
    context = {"invited": user_invited, "failed": failed, "rules": password_validators_help_texts()}
    return render(
        request, "invitation.html", context, status=200 if user_invited and not failed else 422 if failed else 403
    )


def _page(request: HttpRequest, made: Invitation | None, failed: str) -> HttpResponse:
    guarded = set(Authenticator.objects.values_list("user", flat=True))
    rows = [
        {"user": user, "role": role_of(user), "has_factor": user.pk in guarded, "can_enter": user.has_usable_password()}
        for user in User.objects.order_by("username")
    ]
    link = request.build_absolute_uri(reverse("invitation", args=[made.code])) if made else ""
    context = {
        "rows": rows,
        "roles": [(role, LABELS[role]) for role in ROLES[1:]],
        "made": made,
        "link": link,
        "failed": failed,
    }
    return render(request, "users.html", context, status=422 if failed else 200)
