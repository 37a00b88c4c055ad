"""People, roles, invitations, and the log of what they did."""

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import AnonymousUser, User

from khronika.errors import ArgumentError
from khronika.work import audit, users
from khronika.work.users import (
    accept_invitation,
    find_invited,
    invite,
    invite_again,
    may,
    role_of,
    set_active,
    set_role,
)

GOOD = "seven green kettles sing"


def test_each_role_may_do_what_the_one_below_may(chronicle: None) -> None:
    for role in users.ROLES[1:]:
        invite(role, role, by="root")
    people = {role: User.objects.get(username=role) for role in users.ROLES[1:]}
    for action, least in users.LEAST.items():
        allowed = [role for role in users.ROLES[1:] if may(people[role], action)]
        assert allowed == list(users.ROLES[users.ROLES.index(least) :])
        assert not may(AnonymousUser(), action)


def test_an_invitation_opens_once_and_no_password_opens_before_it(chronicle: None) -> None:
    made = invite("vera", "coder", by="root")
    user = User.objects.get(username="vera")
    assert not user.has_usable_password()
    assert find_invited(made.code) == user
    accept_invitation(made.code, GOOD)
    assert authenticate(username="vera", password=GOOD) == user
    with pytest.raises(ArgumentError, match="used or too old"):
        accept_invitation(made.code, GOOD)


@pytest.mark.parametrize("code", ["", "-", "MQ", "MQ-", "MQ-x", "é-1", "OTk5-abc-def"])
def test_a_wrong_code_invites_nobody(chronicle: None, code: str) -> None:
    invite("vera", "coder", by="root")
    assert find_invited(code) is None


def test_an_invitation_grows_old(chronicle: None, monkeypatch: pytest.MonkeyPatch) -> None:
    from django.conf import settings

    made = invite("vera", "coder", by="root")
    monkeypatch.setattr(settings, "PASSWORD_RESET_TIMEOUT", -1)
    assert find_invited(made.code) is None


def test_a_new_code_voids_the_old_password(chronicle: None) -> None:
    accept_invitation(invite("vera", "coder", by="root").code, GOOD)
    again = invite_again("vera", by="root")
    assert authenticate(username="vera", password=GOOD) is None
    accept_invitation(again.code, "nine blue kettles hum")


def test_names_are_taken_once_and_roles_are_known(chronicle: None) -> None:
    invite("vera", "coder", by="root")
    for name, role in [("Vera", "coder"), ("no spaces", "coder"), ("", "coder"), ("ben", "none"), ("ben", "owner")]:
        with pytest.raises(ArgumentError):
            invite(name, role, by="root")  # type: ignore[arg-type]
    with pytest.raises(ArgumentError, match="no user"):
        set_role("nobody", "coder", by="root")


def test_the_last_administrator_stays(chronicle: None) -> None:
    invite("ann", "administrator", by="root")
    for step in (lambda: set_role("ann", "reader", by="ann"), lambda: set_active("ann", False, by="ann")):
        with pytest.raises(ArgumentError, match="last administrator"):
            step()
    invite("ben", "administrator", by="ann")
    set_role("ann", "reader", by="ben")
    assert role_of(User.objects.get(username="ann")) == "reader"


def test_who_is_shut_out_may_nothing(chronicle: None) -> None:
    invite("ann", "administrator", by="root")
    invite("ben", "reviewer", by="ann")
    set_active("ben", False, by="ann")
    assert not may(User.objects.get(username="ben"), "read")
    set_active("ben", True, by="ann")
    assert may(User.objects.get(username="ben"), "decide")


def test_the_log_tells_the_newest_first(chronicle: None) -> None:
    invite("ben", "reviewer", by="ann")
    audit.look("ben", {"a2": "minor", "a1": "private"}, "/people/a1/")
    audit.look("ben", {}, "/people/a9/")
    audit.note("ben", "export", "events.csv", rows=12)
    assert [(line.by, line.action) for line in audit.read()] == [("ben", "export"), ("ben", "look"), ("ann", "invite")]
    assert [line.detail for line in audit.read(action="look")] == [{"actors": {"a1": "private", "a2": "minor"}}]
    newest = audit.read(limit=1)[0]
    assert [line.action for line in audit.read(before=newest.pk, by="ben")] == ["look"]
