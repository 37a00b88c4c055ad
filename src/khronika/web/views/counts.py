"""How many events there are of each type in each month: bars, and the same as a table."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe

from khronika.store.columns import spread
from khronika.store.columns.counting import Spread, Unit
from khronika.web import chronicle_labels as labels
from khronika.web.asked import Asked, read_asked, window
from khronika.web.drawing.bars import coloured, draw_bars, name_of
from khronika.web.drawing.scale import code_of, label_of, unit_of
from khronika.web.figures import grouped
from khronika.web.found import Found, find
from khronika.web.security.permissions import allows
from khronika.web.views.events import frame


@allows("read")
def counts(request: HttpRequest) -> HttpResponse:
    """Show counts by month (or year, or day) and type."""
    asked = read_asked(request)
    found = find(asked)
    told, unit = count(asked, found)
    columns = coloured(told)
    return render(
        request,
        "events/counts.html",
        frame(asked, found, "events_counts")
        | {
            "bars": draw_bars(told, unit),
            "unit": unit,
            "units": [
                {"label": label, "address": asked.address(by=code), "on": code == unit}
                for code, label in labels.UNIT.items()
                if code != "day" or unit == "day"
            ],
            "types": [name_of(type_) for type_ in columns.types],
            "rows": _rows(asked, columns, unit),
            "wider": sum(number for *_, number in told.wider),
            "undated": told.undated,
        },
    )


def count(asked: Asked, found: Found) -> tuple[Spread, Unit]:
    """Count what was found, by the unit asked for or the one that suits the stretch of days."""
    first, last = window(asked, found.events)
    unit = unit_of(last - first)
    if asked.said.get("by") in ("year", "month"):
        unit = "year" if asked.said["by"] == "year" else "month"
    return spread(found.events, unit, first, last), unit


def _rows(asked: Asked, told: Spread, unit: Unit) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for number in range(len(told.starts) - 2, -1, -1):
        numbers = [told.counts[type_][number] for type_ in told.types]
        if total := sum(numbers):
            code = code_of(told.starts[number], unit)
            rows.append(
                {
                    "label": label_of(told.starts[number], unit),
                    "address": asked.address(since=code, until=code, by=None),
                    "cells": _cells(numbers),
                    "total": grouped(total),
                }
            )
    return rows


def _cells(numbers: list[int]) -> SafeString:
    """Write a row's cells; by hand, for there are thousands of them on a page, and figures need no escape."""
    return mark_safe("".join(f'<td class="figure">{grouped(number) if number else ""}</td>' for number in numbers))
