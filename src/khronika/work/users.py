"""Who works on a chronicle, in which role, and what each role may do.

A role is a group of Django's. Nobody has a password that somebody else chose: who is invited gets a link that is good
once and for three days, and sets their own.
"""

import getpass
from typing import Literal

from django.contrib.auth import password_validation
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, Group, User
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.work import audit

Role = Literal["none", "reader", "coder", "reviewer", "administrator"]
Action = Literal["read", "export", "decide", "link", "adjudicate", "batches", "protect", "erase", "audit", "users"]
ROLES: tuple[Role, ...] = ("none", "reader", "coder", "reviewer", "administrator")
# The least role that may do what; every higher one may, too.
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


class _Invitations(PasswordResetTokenGenerator):
    """Tokens that say who may set a first password: void once it is set, or the role or the name was changed."""

    key_salt = "khronika.work.users"


INVITATIONS = _Invitations()


class Invitation(Struct, frozen=True, kw_only=True):
    """What the one who is invited needs; `code` goes into the address of the page where they set their password."""

    username: str
    role: Role
    code: str


def system_user() -> str:
    """Give the name of whoever runs the program: by it are signed what commands do."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "local"  # where the system has no name for who runs it, as in some containers


def role_of(user: AbstractBaseUser | AnonymousUser) -> Role:
    """Give the highest role that a user has; who is not signed in, or has been shut out, has none."""
    if not isinstance(user, User) or not user.is_active:
        return "none"
    names = set(user.groups.values_list("name", flat=True))
    return next((role for role in reversed(ROLES) if role in names), "none")


def may(user: AbstractBaseUser | AnonymousUser, action: Action) -> bool:
    """Say whether a user may do something."""
    return ROLES.index(role_of(user)) >= ROLES.index(LEAST[action])


def invite(username: str, role: Role, *, by: str) -> Invitation:
    """Make a user without a password, and the code by which they set one.

    Raises:
        ArgumentError: the name is taken or not one, or there is no such role.
    """
    _check_role(role)
    try:
        UnicodeUsernameValidator()(username)
    except ValidationError as error:
        raise ArgumentError(f"not a user name: {username!r} ({' '.join(error.messages)})") from error
    if len(username) > 150 or User.objects.filter(username__iexact=username).exists():
        raise ArgumentError(f"the user name {username!r} is taken or too long (want another, up to 150 characters)")
    with transaction.atomic():
        user = User.objects.create_user(username)  # Django gives it a password that nothing opens
        user.groups.set([Group.objects.get_or_create(name=role)[0]])
        audit.note(by, "invite", username, role=role)
    return Invitation(username=username, role=role, code=_code(user))


def invite_again(username: str, *, by: str) -> Invitation:
    """Give a user a new code, and void their password: for who lost it, or let the first code grow old.

    Raises:
        ArgumentError: there is no such user.
    """
    user = _user(username)
    with transaction.atomic():
        user.set_unusable_password()
        user.save(update_fields=["password"])
        audit.note(by, "invite", username, role=role_of(user), again=True)
    return Invitation(username=username, role=role_of(user), code=_code(user))


def find_invited(code: str) -> User | None:
    """Give the user whom a code invites; None where it is wrong, used or too old."""
    number, dash, token = code.partition("-")
    try:
        key = int(urlsafe_base64_decode(number).decode())
    except (ValueError, UnicodeDecodeError):
        return None
    user = User.objects.filter(pk=key, is_active=True).first() if dash else None
    return user if user is not None and INVITATIONS.check_token(user, token) else None


def accept_invitation(code: str, password: str) -> User:
    """Set the password of who was invited; the code is void from then on.

    Raises:
        ArgumentError: the code is wrong, used or too old, or the password is weak; the message says why.
    """
    with transaction.atomic():
        user = find_invited(code)
        if user is None:
            raise ArgumentError("this invitation is used or too old (ask an administrator for another)")
        try:
            password_validation.validate_password(password, user)
        except ValidationError as error:
            raise ArgumentError(" ".join(error.messages)) from error
        user.set_password(password)
        user.save(update_fields=["password"])
        audit.note(user.username, "join", user.username)
    return user


def set_role(username: str, role: Role, *, by: str) -> None:
    """Give a user another role; the last administrator keeps theirs.

    Raises:
        ArgumentError: there is no such user or role, or nobody else is an administrator.
    """
    _check_role(role)
    user = _user(username)
    with transaction.atomic():
        if role != "administrator":
            _keep_an_administrator(user)
        user.groups.set([Group.objects.get_or_create(name=role)[0]])
        audit.note(by, "role", username, role=role)


def set_active(username: str, active: bool, *, by: str) -> None:
    """Shut a user out, or let them in again; what they decided stays.

    Raises:
        ArgumentError: there is no such user, or nobody else is an administrator.
    """
    user = _user(username)
    with transaction.atomic():
        if not active:
            _keep_an_administrator(user)
        user.is_active = active
        user.save(update_fields=["is_active"])
        audit.note(by, "let_in" if active else "shut_out", username)


def _code(user: User) -> str:
    return f"{urlsafe_base64_encode(force_bytes(user.pk))}-{INVITATIONS.make_token(user)}"


def _user(username: str) -> User:
    user = User.objects.filter(username=username).first()
    if user is None:
        raise ArgumentError(f"there is no user {username!r}")
    return user


def _check_role(role: str) -> None:
    if role not in ROLES[1:]:
        raise ArgumentError(f"no such role: {role!r} (want one of {', '.join(ROLES[1:])})")


def _keep_an_administrator(user: User) -> None:
    others = User.objects.filter(is_active=True, groups__name="administrator").exclude(pk=user.pk)
    if role_of(user) == "administrator" and not others.exists():
        raise ArgumentError(f"{user.username} is the last administrator (make somebody else one first)")
