"""Every look at the names of those at risk goes into the audit log."""

from collections.abc import Mapping

from django.http import HttpRequest

from khronika.store.models import Argument
from khronika.work import audit

WATCHED = frozenset({"at_risk", "minor"})


def note_look(request: HttpRequest, actors: Mapping[str, str]) -> None:
    """Note that who asks sees these actors ({key: protection}) on this page; of those not at risk nothing is noted."""
    watched = {key: protection for key, protection in actors.items() if protection in WATCHED}
    audit.look(request.user.get_username(), watched, request.path)


def note_look_at_document(request: HttpRequest, document: int) -> None:
    """Note a look at a report in which somebody at risk is named."""
    named = Argument.objects.filter(mention__document=document, actor__protection__in=WATCHED)
    note_look(request, dict(named.values_list("actor", "actor__protection").distinct()))
