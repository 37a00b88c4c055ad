"""What has arrived: reports by their bytes, and from where each came."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from khronika.store.models import Arrival, Document, Report
from khronika.store.names import without_nul
from khronika.store.turns import turn


def documents_of(sha256: str) -> int | None:
    """Give how many documents there are of a report; None where it has not fully arrived.

    None also where one of them is an older version: the origin may say the same again.
    """
    current = list(Document.objects.filter(report__sha256=sha256).values_list("current", flat=True))
    has_arrived = Arrival.objects.filter(report__sha256=sha256).exists()
    return len(current) if has_arrived and all(current) else None


def erased_at(sha256: str) -> datetime | None:
    """Give when a report was erased."""
    return Report.objects.filter(sha256=sha256).values_list("erased_at", flat=True).first()


def is_row_there(sha256: str, told: dict[str, Any]) -> bool:
    """Say whether a row of a table is there: its text, and all that its columns tell."""
    found = Document.objects.filter(report__sha256=sha256, current=True, report__arrivals__isnull=False)
    told = without_nul(told)
    return any(body["run"].get("told") == told for body in found.values_list("body", flat=True))


def note(sha256s: Iterable[str], origin: str) -> None:
    """Note that reports have arrived from an origin; once for each."""
    wanted, origin = list(sha256s), without_nul(origin)
    with turn():
        known = Arrival.objects.filter(report__sha256__in=wanted, origin=origin).values("report_id")
        fresh = Report.objects.filter(sha256__in=wanted).exclude(pk__in=known).order_by("pk")
        Arrival.objects.bulk_create([Arrival(report=report, origin=origin, at=datetime.now(UTC)) for report in fresh])
