"""What has arrived: reports by their bytes, and from where each came."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from khronika.store.bulk import insert
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


def note(arrived: Iterable[tuple[str, str]]) -> None:
    """Note which reports have arrived from where: pairs of SHA-256 and origin; each once."""
    wanted = {(sha256, without_nul(origin)) for sha256, origin in arrived}
    with turn():
        reports = dict(Report.objects.filter(sha256__in={sha256 for sha256, _ in wanted}).values_list("sha256", "id"))
        known = set(
            Arrival.objects.filter(report__in=reports.values(), origin__in={origin for _, origin in wanted})
            .values_list("report", "origin")
        )  # fmt: skip
        pairs = sorted({(reports[sha256], origin) for sha256, origin in wanted if sha256 in reports} - known)
        now = datetime.now(UTC)
        insert(Arrival, [{"report_id": report, "origin": origin, "at": now} for report, origin in pairs])
