"""The audit log, written and never changed: who saw what is protected, exported what, signed in, erased."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal

from django.utils import timezone as clock

from khronika.store.models import Audit

AuditAction = Literal[
    "sign_in", "sign_in_failed", "sign_out", "look", "export", "erase", "invite", "join", "role", "shut_out", "let_in",
    "backup", "restore", "protect", "second_factor",
]  # fmt: skip


def note(by: str, action: AuditAction, target: str = "", **detail: Any) -> None:
    """Write one line of the log; `target` is a key or a page's address, never a name or a quote.

    A line outlives an erasure only because it holds keys and counts.
    """
    Audit.objects.create(at=clock.now(), by=by, action=action, target=target, detail=detail)


def look(by: str, actors: Mapping[str, str], page: str) -> None:
    """Note that somebody saw the names of protected actors on a page: {actor's key: protection}; nothing for nobody."""
    if actors:
        note(by, "look", page, actors=dict(sorted(actors.items())))


def read(
    *, by: str = "", action: str = "", since: datetime | None = None, before: int | None = None, limit: int = 100
) -> list[Audit]:
    """Give lines of the log, the newest first; `before` is the id of the last line of the page before."""
    rows = Audit.objects.order_by("-id")
    if by:
        rows = rows.filter(by=by)
    if action:
        rows = rows.filter(action=action)
    if since is not None:
        rows = rows.filter(at__gte=since)
    if before is not None:
        rows = rows.filter(id__lt=before)
    return list(rows[:limit])
