"""The pure parts of the desk and of the queue: cutting a report, reading what is typed, writing addresses."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.errors import DecisionError
from khronika.web.desk.report import WINDOW, Mark, show
from khronika.web.desk.values import interval, value_of, written
from khronika.web.queueing.filters import Filters
from khronika.web.queueing.finding import Place
from khronika.web.queueing.telling import Spot

LINES = st.text(alphabet="ab \n🕯Ж", max_size=60)


@given(LINES, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=6))
def test_pieces_put_together_are_the_report(text: str, spans: list[tuple[int, int]]) -> None:
    marks = [Mark(start, min(start + length, len(text)), "actor", f"f{n}") for n, (start, length) in enumerate(spans)]
    marks = [mark for mark in marks if mark.start < mark.end]
    for paragraph in show(text, marks, (0, len(text))).paragraphs:
        line = "".join(piece.text for piece in paragraph.pieces)
        assert line == text[paragraph.start : paragraph.start + len(line)]
        for piece in paragraph.pieces:
            over = {
                mark.field for mark in marks if mark.start <= piece.start and piece.start + len(piece.text) <= mark.end
            }
            assert set(piece.fields.split()) == over


def test_marks_over_one_another_are_all_named_and_the_first_in_rank_gives_the_tint() -> None:
    marks = [Mark(0, 9, "place", "place", rank=2), Mark(4, 9, "trigger", "type", rank=0)]
    pieces = show("in Leeds.", marks, (0, 9)).paragraphs[0].pieces
    assert [(piece.text, piece.role, piece.fields) for piece in pieces] == [
        ("in L", "place", "place"),
        ("eeds.", "trigger", "type place"),
    ]


def test_of_a_very_long_report_the_part_around_the_passage_is_shown() -> None:
    text = "word " * 10 + "\n"
    text = text * 4000
    shown = show(text, [], (100_000, 100_050))
    length = sum(len(piece.text) for paragraph in shown.paragraphs for piece in paragraph.pieces)
    assert length < 2 * WINDOW
    assert shown.before > 0
    assert shown.after > 0
    assert shown.paragraphs[0].start == shown.before
    assert show(text, [], (100_000, 100_050), whole=True).before == 0


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision"),
    [
        ("2025", "2025-01-01", "2026-01-01", "year"),
        ("2025-05", "2025-05-01", "2025-06-01", "month"),
        (" 2025-05-12 ", "2025-05-12", "2025-05-13", "day"),
        ("2025-05-12..2025-05-14", "2025-05-12", "2025-05-15", "range"),
        ("2025-05-12 – 2025-05-14", "2025-05-12", "2025-05-15", "range"),
        ("2025-05..", "2025-05-01", None, "open"),
        ("..2025-05-14", None, "2025-05-15", "open"),
        ("", None, None, "unknown"),
    ],
)
def test_a_date_is_read_as_it_is_typed(typed: str, start: str | None, end: str | None, precision: str) -> None:
    assert interval(typed) == {"start": start, "end": end, "precision": precision}


@pytest.mark.parametrize(
    "typed", ["yesterday", "2025-13", "2025-02-30", "12.05.2025", "2025-05-14..2025-05-12", "2025--2026"]
)
def test_what_is_no_date_is_refused_by_name(typed: str) -> None:
    with pytest.raises(DecisionError, match="is no date"):
        interval(typed)


@given(st.dates(date(1000, 1, 1), date(9000, 1, 1)), st.integers(1, 900))
def test_a_stretch_written_is_read_again(first: date, days: int) -> None:
    told = {"start": first.isoformat(), "end": (first + timedelta(days)).isoformat(), "precision": "range"}
    assert {**interval(written(told)), "precision": "range"} == told


def test_a_season_that_nobody_changes_stays_a_season() -> None:
    stands = {"start": "2025-06-01", "end": "2025-09-01", "precision": "season", "text": None, "relative_to": None}
    assert value_of("date", {"when": written(stands)}, stands, [])["precision"] == "season"


def test_numbers_are_read_with_their_groups() -> None:
    stands = {"role": "number", "start": 0, "end": 1, "text": "x", "value": {}, "inferred": False}
    value = value_of(
        "argument:k", {"low": "2\u202f500", "high": "3,000", "approximate": "on", "of": "actor"}, stands, []
    )
    assert value["value"] == {"low": 2500, "high": 3000, "approximate": True, "of": "actor"}
    with pytest.raises(DecisionError, match="is no number"):
        value_of("argument:k", {"low": "many"}, stands, [])


def test_filters_are_written_into_an_address_and_read_back() -> None:
    filters = Filters(status="accepted", type="PROTEST", mode="march", month="2025-05", confidence="low", document=7)
    assert Filters.read(dict(filters.parts)) == filters
    assert Filters.read({"status": "nonsense", "month": "soon", "document": "-4", "other": "x"}) == Filters()


@given(st.floats(allow_nan=False, allow_infinity=False), st.text(alphabet="0123456789abcdef", min_size=1, max_size=16))
def test_a_place_in_the_queue_is_written_and_read_back(priority: float, key: str) -> None:
    assert Place.read(str(Place(priority, key))) == Place(priority, key)


def test_a_spot_is_written_and_read_back() -> None:
    assert Spot.read(str(Spot(12, 340, "a1"))) == Spot(12, 340, "a1")
    assert Spot.read("x~y") is None
    assert Spot.read("") is None
