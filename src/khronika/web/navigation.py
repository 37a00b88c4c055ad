"""The main navigation, as one table."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct

from khronika.work.users import Action


class Entry(Struct, frozen=True):
    """A page of the navigation: URL's name, label, key after `g`, who sees it, whether only a team does, its pages."""

    name: str
    label: Promise
    key: str
    action: Action = "read"
    in_team: bool = False
    below: tuple[str, ...] = ()


NAVIGATION = (
    Entry("queue", _("Queue"), "q", below=("accept", "statements", "relations", "review", "statement", "relation")),
    Entry("events", _("Events"), "e", below=("events_map", "events_timeline", "events_counts", "event")),
    Entry("people", _("People"), "p", below=("person",)),
    Entry("organisations", _("Organisations"), "o", below=("organisation",)),
    Entry("sources", _("Sources"), "s", below=("source",)),
    Entry("batches", _("Batches"), "b", "decide", below=("batch", "make_batch", "adjudicate")),
    Entry("links", _("Links"), "l"),
    Entry("audit", _("Audit"), "a", "audit"),
    Entry("users", _("Users"), "u", "users", in_team=True),
)
