"""Where bars, spans and marks stand, and where a text is cut by its marks."""

import re
from datetime import date

import pytest
from django.core.exceptions import BadRequest
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from khronika.store.columns import Placed, Spread
from khronika.web.asked import bounds, read_asked
from khronika.web.drawing.bars import draw_bars, round_up
from khronika.web.drawing.cells import draw_cells
from khronika.web.drawing.scale import unit_of
from khronika.web.drawing.spans import WIDTH, Told, draw_spans
from khronika.web.highlights import Mark, highlight

DAY = date(2024, 3, 4).toordinal()


def told(start: int | None, end: int | None) -> Told:
    return Told("PROTEST", start, end, "strike", "strike", "/")


def test_a_vague_date_is_as_wide_as_the_days_it_may_have_been() -> None:
    picture = draw_spans([told(DAY, DAY + 1), told(DAY, DAY + 30)], DAY, DAY + 100, [])
    short, long = sorted(float(span.width) for span in picture.spans)
    assert long == pytest.approx((WIDTH - 16) * 0.3, abs=0.2)
    assert short < long / 10


@pytest.mark.parametrize(("start", "end", "fade"), [(DAY, None, "right"), (None, DAY, "left"), (DAY, DAY + 1, "")])
def test_an_open_end_fades(start: int | None, end: int | None, fade: str) -> None:
    assert draw_spans([told(start, end)], DAY - 50, DAY + 50, []).spans[0].fade == fade


@given(st.integers(-3000, 3000), st.integers(1, 3000))
def test_a_span_stays_within_its_picture(start: int, days: int) -> None:
    [span] = draw_spans([told(DAY + start, DAY + start + days)], DAY, DAY + 365, []).spans
    assert float(span.x) >= 0
    assert float(span.x) + float(span.width) <= WIDTH + 0.1


def test_pieces_of_a_bar_stand_on_each_other_and_are_as_high_as_their_numbers() -> None:
    starts = [date(2024, month, 1).toordinal() for month in (1, 2, 3)]
    bars = draw_bars(Spread(starts, ["COERCE", "PROTEST"], {"COERCE": [2, 0], "PROTEST": [1, 4]}, [], 0), "month")
    heights = {type_: [float(each) for each in re.findall(r"v([0-9.]+)h", path)] for type_, path in bars.paths}
    tops = {type_: [float(each) for each in re.findall(r"M[0-9.]+ ([0-9.]+)", path)] for type_, path in bars.paths}
    assert heights["COERCE"][0] == pytest.approx(2 * heights["PROTEST"][0], abs=0.2)
    assert tops["PROTEST"][0] + heights["PROTEST"][0] == pytest.approx(tops["COERCE"][0], abs=0.2)
    assert [(bar.code, bar.total) for bar in bars.bars] == [("2024-01", "3"), ("2024-02", "4")]


@given(st.integers(1, 10**9))
def test_an_axis_ends_at_a_round_number_not_far_above(number: int) -> None:
    assert number <= round_up(number) <= 2 * number


@pytest.mark.parametrize(("days", "unit"), [(7, "day"), (366, "month"), (3 * 365, "month"), (4000, "year")])
def test_a_stretch_is_drawn_in_the_unit_that_suits_it(days: int, unit: str) -> None:
    assert unit_of(days) == unit


def place(name: str, lat: float, lon: float, precision: str = "settlement") -> Placed:
    return Placed(name, "FR", "", 1, lat, lon, precision)


def test_places_that_would_lie_on_each_other_are_one_mark_until_one_comes_closer() -> None:
    places = [(place("Lille", 50.63, 3.06), 3), (place("Roubaix", 50.69, 3.18), 2), (place("Nice", 43.7, 7.27), 1)]
    far, close = draw_cells(places, 4), draw_cells(places, 11)
    assert [cell.number for cell in far] == [1, 5]
    assert [cell.number for cell in close] == [1, 2, 3]


def test_a_country_is_never_put_together_with_a_settlement() -> None:
    cells = draw_cells([(place("Paris", 48.85, 2.35), 3), (place("France", 48.8, 2.3, "country"), 9)], 1)
    assert [(cell.kind, cell.number) for cell in cells] == [("country", 9), ("settlement", 3)]


@pytest.mark.parametrize(("precision", "shown"), [("settlement", 48.86), ("admin1", 48.9), ("country", 49.0)])
def test_a_point_is_shown_no_closer_than_it_is_told(precision: str, shown: float) -> None:
    assert draw_cells([(place("x", 48.8566, 2.0, precision), 1)], 5)[0].lat == shown


def test_every_place_stands_for_its_events_once() -> None:
    places = [(place(str(n), n * 0.7 % 80, n * 1.3 % 170), n + 1) for n in range(200)]
    assert sum(cell.number for cell in draw_cells(places, 3)) == sum(number for _, number in places)


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=8))
def test_a_text_cut_by_marks_is_the_same_text(marks: list[tuple[int, int]]) -> None:
    text = "Полиция задержала 26 человек."
    segments = highlight(text, [Mark(start, end, "told", "", "") for start, end in marks])
    assert "".join(segment.text for segment in segments) == text


def test_marks_may_lie_within_each_other() -> None:
    segments = highlight("nurses struck", [Mark(0, 13, "told", "m1", "strike"), Mark(0, 6, "role-actor", "", "actor")])
    assert [(s.text, s.classes, s.keys, s.title) for s in segments] == [
        ("nurses", "told role-actor", ["m1"], "actor"),
        (" struck", "told", [], ""),
    ]


def test_dates_are_asked_for_by_years_months_and_days() -> None:
    assert bounds("2024", "2024-02") == ("2024-01-01", "2024-02-29")
    assert bounds("", "2024-03-12") == ("", "2024-03-12")


def test_an_address_says_all_that_was_asked_for() -> None:
    asked = read_asked(RequestFactory().get("/events/?q=strike&type=PROTEST&since=2024&sort=sources"))
    assert asked.address() == "q=strike&type=PROTEST&since=2024&sort=sources"
    assert asked.address(type=None, sort=None) == "q=strike&since=2024"
    assert (asked.filter.type, asked.filter.since, asked.filter.until) == ("PROTEST", "2024-01-01", "")


@pytest.mark.parametrize("query", ["since=9999999", "since=2024-02-30", "box=a,b,c,d", "box=0,91,0,92", "place=-1"])
def test_what_cannot_be_read_is_refused(query: str) -> None:
    with pytest.raises(BadRequest):
        read_asked(RequestFactory().get(f"/events/?{query}"))
