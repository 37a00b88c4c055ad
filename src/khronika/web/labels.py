"""The words for the codes of the store that the ontology has none for."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as said

Labels = Mapping[str, Promise]

STATUSES: Labels = {
    "proposed": _("proposed"),
    "returned": _("returned"),
    "accepted": _("accepted"),
    "corrected": _("corrected"),
    "added": _("added"),
    "rejected": _("rejected"),
    "merged": _("merged"),
    "gone": _("no longer proposed"),
}
VERBS: Labels = {
    "accept": _("accepted"),
    "correct": _("corrected"),
    "reject": _("rejected"),
    "add": _("added"),
    "split": _("split"),
    "merge": _("merged"),
    "same": _("the same"),
    "not_same": _("not the same"),
    "choose": _("chosen"),
    "protect": _("protected"),
    "undo": _("undone"),
}
RELATIONS: Labels = {
    "leader": _("leads"),
    "member": _("is a member of"),
    "employee": _("works for"),
    "candidate": _("is a candidate of"),
    "part": _("is a part of"),
    "ally": _("is allied with"),
    "founder": _("founded"),
    "relative": _("is a relative of"),
    "place_of_activity": _("is active in"),
    "merger": _("merged with"),
}
STATEMENT_RELATIONS: Labels = {
    "states": said("statement", "states"),
    "demands": said("statement", "demands"),
    "supports": said("statement", "supports"),
    "opposes": said("statement", "opposes"),
    "accuses": said("statement", "accuses"),
    "denies": said("statement", "denies"),
    "calls_for": said("statement", "calls for"),
}
ACTOR_KINDS: Labels = {
    "person": _("person"),
    "organisation": _("organisation"),
    "group": _("group"),
    "place": _("place"),
    "unknown": _("unknown"),
}
PROTECTIONS: Labels = {
    "private": _("private"),
    "public": _("public"),
    "at_risk": _("at risk"),
    "minor": _("minor"),
}
