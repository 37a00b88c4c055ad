"""The main navigation, as one table."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from khronika.web.security.permissions import Action


class Entry(Struct, frozen=True):
    """A page of the navigation: its URL's name, its label, the second key after `g`, who sees it, and what is below it."""

    name: str
    label: Promise
    key: str
    action: Action = "read"
    below: tuple[str, ...] = ()


NAVIGATION = (
    Entry("queue", _("Queue"), "q"),
    Entry("events", _("Events"), "e", below=("events_map", "events_timeline", "events_counts", "event")),
    Entry("people", _("People"), "p", below=("person",)),
    Entry("organisations", _("Organisations"), "o", below=("organisation",)),
    Entry("sources", _("Sources"), "s", below=("source",)),
)
