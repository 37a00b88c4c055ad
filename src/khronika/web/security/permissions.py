"""How a view asks whether who asks may: the rights of each role are `work.users`'s table."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khronika.work import users
from khronika.work.users import LEAST, ROLES, Action, Role

LABELS: dict[Role, Promise] = {
    "none": gettext_lazy("no role"),
    "reader": gettext_lazy("reader"),
    "coder": gettext_lazy("coder"),
    "reviewer": gettext_lazy("reviewer"),
    "administrator": gettext_lazy("administrator"),
}
Arguments = ParamSpec("Arguments")
View = Callable[Concatenate[HttpRequest, Arguments], HttpResponseBase]


def role_of(request: HttpRequest) -> Role:
    """Give the highest role of who asks; asked of the database once a request."""
    kept: Role | None = getattr(request, "khronika_role", None)
    if kept is not None:
        return kept
    found = users.role_of(request.user)
    request.khronika_role = found  # type: ignore[attr-defined]  # kept for the length of the request
    return found


def may(request: HttpRequest, action: Action) -> bool:
    """Say whether who asks may do this."""
    return ROLES.index(role_of(request)) >= ROLES.index(LEAST[action])


def demand(request: HttpRequest, action: Action) -> None:
    """Do nothing if who asks may do this.

    Raises:
        PermissionDenied: they may not; the message names the role that may.
    """
    if not may(request, action):
        raise PermissionDenied(
            _("This needs the role “%(needed)s”; yours is “%(held)s”. An administrator can change it.")
            % {"needed": LABELS[LEAST[action]], "held": LABELS[role_of(request)]}
        )


def allows(action: Action) -> Callable[[View[Arguments]], View[Arguments]]:
    """Open a view only to those who may do this: `@allows("decide")`."""

    def wrap(view: View[Arguments]) -> View[Arguments]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: Arguments.args, **kwargs: Arguments.kwargs) -> HttpResponseBase:
            demand(request, action)
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]  # read by the test that no view is left open
        return guarded

    return wrap
