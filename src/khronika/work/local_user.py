"""The one user of a workbench that is served on this machine alone."""

import getpass

from django.contrib.auth.models import Group, User

ADMINISTRATOR = "administrator"
NAMELESS = "local"  # where the system has no name for who runs the program, as in some containers


def local_user() -> User:
    """Give the user named after who runs the program, made an administrator the first time; no password opens it."""
    user, made = User.objects.get_or_create(username=_name())
    if made:
        user.set_unusable_password()
        user.save(update_fields=["password"])
        user.groups.add(Group.objects.get_or_create(name=ADMINISTRATOR)[0])
    return user


def _name() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return NAMELESS
