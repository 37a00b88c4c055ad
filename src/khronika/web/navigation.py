"""The main navigation, as one table."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from khronika.web.security.permissions import Action


class Entry(Struct, frozen=True):
    """A page of the navigation: its URL's name, its label, the second key after `g`, and who sees it."""

    name: str
    label: Promise
    key: str
    action: Action = "read"


NAVIGATION = (Entry("queue", _("Queue"), "q"),)
