"""The audit log, read by administrators."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from khronika.store.models import Audit
from khronika.web.labels import AUDIT
from khronika.web.security.permissions import allows
from khronika.work import audit

PAGE = 100


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
        "rows": [{"row": row, "label": AUDIT.get(row.action, row.action)} for row in found[:PAGE]],
        "next": found[PAGE - 1].pk if len(found) > PAGE else None,
        "actions": AUDIT.items(), "action": action, "by": by,
        "people": Audit.objects.order_by("by").values_list("by", flat=True).distinct()[:200],
    }  # fmt: skip
    return render(request, "audit.html", context)
