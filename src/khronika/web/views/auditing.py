"""The audit log, read by administrators."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khronika.store.models import Audit
from khronika.web.labels import AUDIT, PROTECTIONS
from khronika.web.security.permissions import LABELS as ROLES
from khronika.web.security.permissions import allows
from khronika.work import audit

PAGE = 100
DETAILS: Mapping[str, Promise] = {
    "format": gettext_lazy("format"), "rows": gettext_lazy("rows"), "names": gettext_lazy("names"),
    "role": gettext_lazy("role"), "protection": gettext_lazy("protection"), "kind": gettext_lazy("kind"),
    "again": gettext_lazy("again"), "forgotten": gettext_lazy("forgotten"),
}  # fmt: skip
NAMES: Mapping[str, Promise] = {"shown": gettext_lazy("shown"), "pseudonyms": gettext_lazy("pseudonyms")}


@allows("audit")
def log(request: HttpRequest) -> HttpResponse:
    """List who did what, the newest first."""
    before, by = request.GET.get("before", ""), request.GET.get("by", "")[:150]
    action = request.GET.get("action", "")
    action = action if action in AUDIT else ""
    found = audit.read(
        by=by, action=action, before=int(before) if before.isdecimal() and len(before) < 18 else None, limit=PAGE + 1
    )
    context = {
        "rows": [
            {"row": row, "label": AUDIT.get(row.action, row.action), "details": list(_details(row))}
            for row in found[:PAGE]
        ],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "actions": AUDIT.items(), "action": action, "by": by,
        "people": Audit.objects.order_by("by").values_list("by", flat=True).distinct()[:200],
    }  # fmt: skip
    return render(request, "audit.html", context)


def _details(row: Audit) -> Iterator[tuple[str, str]]:
    """Give the details of a line in words; of actors their keys, by protection."""
    for name, value in row.detail.items():
        if isinstance(value, dict):
            seen: dict[str, list[str]] = defaultdict(list)
            for key, protection in value.items():
                seen[protection].append(key)
            yield from ((str(PROTECTIONS.get(code, code)), ", ".join(keys)) for code, keys in seen.items())
        elif value is not None:
            yield str(DETAILS.get(name, name)), _word(name, value)


def _word(name: str, value: object) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if name == "role" and value in ROLES:
        return str(ROLES[value])
    if name == "protection":
        return str(PROTECTIONS.get(str(value), value))
    return str(NAMES.get(str(value), value)) if name == "names" else str(value)
