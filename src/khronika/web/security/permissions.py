"""What each role may do, as one table, and how a view asks for it."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Literal, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Role = Literal["none", "reader", "coder", "reviewer", "administrator"]
Action = Literal["read", "export", "decide", "link", "adjudicate", "batches", "protect", "erase", "audit", "users"]
ROLES: tuple[Role, ...] = ("none", "reader", "coder", "reviewer", "administrator")
LEAST: dict[Action, Role] = {
    "read": "reader",
    "export": "coder",
    "decide": "coder",
    "link": "reviewer",
    "adjudicate": "reviewer",
    "batches": "reviewer",
    "protect": "reviewer",
    "erase": "administrator",
    "audit": "administrator",
    "users": "administrator",
}
LABELS: dict[Role, object] = {
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
    names = set(request.user.groups.values_list("name", flat=True)) if request.user.is_authenticated else set()
    found: Role = next((role for role in reversed(ROLES) if role in names), "none")
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
