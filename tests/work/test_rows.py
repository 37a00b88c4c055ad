"""The flat table is safe to open in a spreadsheet and loses no mention."""

import csv
import io

import pytest

from khronika.work.rows import COLUMNS, csv_header, csv_lines, neutralise


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-5", "@cmd", "\tx", "\rx"])
def test_a_formula_becomes_text(text: str) -> None:
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("cell", ["strike", "", None, -0.5, True, "a=b"])
def test_what_is_no_formula_stays(cell: object) -> None:
    assert neutralise(cell) == cell  # type: ignore[arg-type]  # every kind of cell


def test_quotes_line_ends_and_semicolons_survive_a_round_trip() -> None:
    row = dict.fromkeys(COLUMNS, "")
    row["quote"] = 'He said: "No; never."\r\nThen left,\nquietly.'
    read = list(csv.DictReader(io.StringIO((csv_header() + csv_lines([row])).decode("utf-8-sig"), newline="")))
    assert read == [row]
