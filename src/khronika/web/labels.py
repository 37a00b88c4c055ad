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
GENRES: Labels = {
    "news": said("genre", "news"),
    "interview": said("genre", "interview"),
    "bulletin": said("genre", "bulletin"),
    "court": said("genre", "court report"),
    "post": said("genre", "post"),
    "opinion": said("genre", "opinion"),
    "table": said("genre", "table"),
    "other": said("genre", "other"),
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
    "type": said("field", "What"),
    "mode": said("field", "What"),
    "realis": said("field", "Told as"),
    "contexts": said("field", "About"),
    "attribution": said("field", "Told by"),
    "reporter": said("field", "the reporter"),
    "date": said("field", "When"),
    "place": said("field", "Where"),
    "trigger": said("field", "Trigger"),
    "quote": said("field", "Words"),
    "argument": said("field", "Role"),
    "said": said("field", "How"),
    "speaker": said("field", "Who"),
    "on_behalf_of": said("field", "For whom"),
    "kind": said("field", "Form"),
    "turn": said("field", "an answer in an interview"),
    "direct": said("field", "in the speaker’s own words"),
    "reported": said("field", "retold"),
    "subject": said("field", "Who"),
    "relation": said("field", "Tie"),
    "role": said("field", "As what"),
    "object": said("field", "To whom"),
    "about": said("field", "About what"),
    "start": said("field", "Begins"),
    "end": said("field", "Ends"),
    "name": said("field", "Name"),
    "protection": said("field", "Protection"),
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
