"""The words for the codes of the store that the ontology has none for."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    "states": pgettext_lazy("statement", "states"),
    "demands": pgettext_lazy("statement", "demands"),
    "supports": pgettext_lazy("statement", "supports"),
    "opposes": pgettext_lazy("statement", "opposes"),
    "accuses": pgettext_lazy("statement", "accuses"),
    "denies": pgettext_lazy("statement", "denies"),
    "calls_for": pgettext_lazy("statement", "calls for"),
}
GENRES: Labels = {
    "news": pgettext_lazy("genre", "news"),
    "interview": pgettext_lazy("genre", "interview"),
    "bulletin": pgettext_lazy("genre", "bulletin"),
    "court": pgettext_lazy("genre", "court report"),
    "post": pgettext_lazy("genre", "post"),
    "opinion": pgettext_lazy("genre", "opinion"),
    "table": pgettext_lazy("genre", "table"),
    "other": pgettext_lazy("genre", "other"),
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
FIELDS: Labels = {
    "type": pgettext_lazy("field", "What"),
    "mode": pgettext_lazy("field", "What"),
    "realis": pgettext_lazy("field", "Told as"),
    "contexts": pgettext_lazy("field", "About"),
    "attribution": pgettext_lazy("field", "Told by"),
    "reporter": pgettext_lazy("field", "the reporter"),
    "date": pgettext_lazy("field", "When"),
    "place": pgettext_lazy("field", "Where"),
    "trigger": pgettext_lazy("field", "Trigger"),
    "quote": pgettext_lazy("field", "Words"),
    "argument": pgettext_lazy("field", "Role"),
    "said": pgettext_lazy("field", "How"),
    "speaker": pgettext_lazy("field", "Who"),
    "on_behalf_of": pgettext_lazy("field", "For whom"),
    "kind": pgettext_lazy("field", "Form"),
    "turn": pgettext_lazy("field", "an answer in an interview"),
    "direct": pgettext_lazy("field", "in the speaker’s own words"),
    "reported": pgettext_lazy("field", "retold"),
    "subject": pgettext_lazy("field", "Who"),
    "relation": pgettext_lazy("field", "Tie"),
    "role": pgettext_lazy("field", "As what"),
    "object": pgettext_lazy("field", "To whom"),
    "about": pgettext_lazy("field", "About what"),
    "start": pgettext_lazy("field", "Begins"),
    "end": pgettext_lazy("field", "Ends"),
    "name": pgettext_lazy("field", "Name"),
    "protection": pgettext_lazy("field", "Protection"),
}


def field_label(field: str) -> str:
    """Give the label of a field; one that this version does not know stands for itself."""
    return str(FIELDS.get(field, field))


AUDIT: Labels = {
    "sign_in": _("signed in"),
    "sign_in_failed": _("failed to sign in"),
    "sign_out": _("signed out"),
    "look": _("saw protected names"),
    "export": _("exported"),
    "erase": _("erased"),
    "invite": _("invited"),
    "join": _("joined"),
    "role": _("gave a role"),
    "shut_out": _("shut out"),
    "let_in": _("let in"),
    "backup": _("backed up"),
    "restore": _("restored"),
    "protect": _("changed a protection"),
    "second_factor": _("changed a second factor"),
}
