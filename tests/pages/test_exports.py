"""What leaves the chronicle holds no protected name, no formula, and no point closer than it was told."""

import csv
import io
from pathlib import Path

import pytest
from filled import FORMULA, HIDDEN, HIDDEN_RU, PUBLIC, fill

from khronika.export import csv_lines, neutralise
from khronika.export.xlsx_file import write_xlsx
from khronika.store.models import Actor, Document
from khronika.work.chronicle import Chronicle
from khronika.work.exports import ACTOR_COLUMNS, EVENT_COLUMNS, actor_rows, event_rows, source_rows
from khronika.work.pseudonyms import pseudonym

KEYS = ["m1", "m3", "m4"]


@pytest.fixture
def filled(sqlite_chronicle: Chronicle) -> Chronicle:
    fill()
    return sqlite_chronicle


def cells(is_shown: bool) -> list[dict[str, str]]:
    file = b"".join(csv_lines(EVENT_COLUMNS, event_rows(KEYS, is_shown=is_shown))).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(file, newline="")))


def test_a_private_person_is_a_pseudonym_in_names_quotes_and_titles(filled: Chronicle) -> None:
    told = [cells(False), list(source_rows([1, 2], is_shown=False)), list(_actors(False))]
    for table in map(str, told):
        assert HIDDEN not in table
        assert HIDDEN_RU not in table
    stands = pseudonym("hidden")
    assert cells(False)[0]["recipients"] == stands
    assert stands in cells(False)[0]["quote"]


def test_who_is_public_in_a_role_keeps_the_name(filled: Chronicle) -> None:
    assert PUBLIC in cells(False)[0]["quote"]
    assert PUBLIC in str(list(_actors(False)))


def test_who_may_see_names_gets_them(filled: Chronicle) -> None:
    assert cells(True)[0]["recipients"] == HIDDEN
    assert HIDDEN in cells(True)[0]["quote"]


@pytest.mark.parametrize("protection", ["private", "at_risk", "minor"])
def test_every_protection_but_public_hides(filled: Chronicle, protection: str) -> None:
    Actor.objects.filter(pk="public").update(protection=protection)
    assert PUBLIC not in str(cells(False))


def test_a_person_whom_nobody_resolved_is_told_of_as_a_person(filled: Chronicle) -> None:
    Actor.objects.filter(pk="hidden").delete()
    assert HIDDEN not in str(cells(False))
    assert "[person]" in cells(False)[0]["quote"]


def test_no_cell_is_a_formula(filled: Chronicle, tmp_path: Path) -> None:
    Document.objects.filter(pk=1).update(title="=1+1", publisher="@SUM(A1)")
    rows = [*cells(False), *map(dict, [])]
    assert rows[1]["actors"] == "'" + FORMULA
    assert rows[1]["document_title"] == "'=1+1"
    write_xlsx(tmp_path / "a.xlsx", "events", ACTOR_COLUMNS, _actors(True))
    assert b"<f>" not in _sheet(tmp_path / "a.xlsx")


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "  =1", "\n=1", "＝1"])
def test_what_begins_like_a_formula_becomes_text(text: str) -> None:
    assert neutralise(text) == "'" + text


def test_a_point_is_no_closer_than_a_kilometre(filled: Chronicle) -> None:
    from khronika.store.models import Event

    Event.objects.filter(pk="m1").update(lat=50.6371834, lon=3.0630174)
    assert (cells(False)[0]["lat"], cells(False)[0]["lon"]) == ("50.64", "3.06")


def test_a_pseudonym_is_always_the_same_and_tells_nothing(filled: Chronicle) -> None:
    assert pseudonym("hidden") == pseudonym("hidden") != pseudonym("public")
    assert "hidden" not in pseudonym("hidden")


def test_the_same_rows_give_the_same_workbook(filled: Chronicle, tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(tmp_path / name, "actors", ACTOR_COLUMNS, _actors(False))
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def _actors(is_shown: bool):  # type: ignore[no-untyped-def]
    return actor_rows(list(Actor.objects.order_by("key")), is_shown=is_shown)


def _sheet(path: Path) -> bytes:
    import zipfile

    with zipfile.ZipFile(path) as book:
        return book.read("xl/worksheets/sheet1.xml")
