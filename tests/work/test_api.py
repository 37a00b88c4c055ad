"""The same from Python, in three lines."""

from datetime import date
from pathlib import Path

import pytest

import khronika
from khronika.errors import ArgumentError


def test_a_text_is_coded_in_three_lines() -> None:
    [coded] = khronika.code(["On Monday some 400 nurses walked out at Lille's hospital."], published="2024-03-06")
    [mention] = coded.event_mentions
    assert (mention.type, mention.mode) == ("PROTEST", "strike")
    assert mention.date and mention.date.start == date(2024, 3, 4)
    assert mention.place and mention.place.name == "Lille"


def test_one_text_or_one_path_may_stand_alone(tmp_path: Path) -> None:
    text = "On Monday some 400 nurses walked out at Lille's hospital."
    path = tmp_path / "report.txt"
    path.write_text(text)
    for alone in (text, path):
        [coded] = khronika.code(alone)
        assert [mention.trigger.text for mention in coded.event_mentions] == ["walked out"]


def test_each_field_has_the_words_that_say_it() -> None:
    text = "On Monday some 400 nurses walked out at Lille's hospital, the CGT union said."
    [coded] = khronika.code([text], published="2024-03-06")
    [mention] = coded.event_mentions
    words = {(argument.role, argument.text) for argument in mention.arguments}
    assert {("actor", "nurses"), ("number", "some 400"), ("place", "Lille"), ("date", "On Monday")} <= words
    assert (mention.trigger.text, mention.quote) == ("walked out", text)
    assert mention.place and not mention.place.inferred
    assert mention.date and mention.date.relative_to == date(2024, 3, 6)
    told = mention.attribution
    assert (told.speaker, told.relation, told.text) == ("CGT", "says", "the CGT union said")


def test_a_folder_is_coded_document_by_document(pile: Path) -> None:
    ids = [coded.document.id for coded in khronika.code([pile])]
    assert ids == ["row-1", "row-2", "interview.md", "strike.txt", "zabastovka.txt"]


def test_what_cannot_be_read_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.warns(khronika.InputWarning, match="empty"):
        assert list(khronika.code([tmp_path])) == []


def test_a_file_name_given_as_a_text_is_an_error_that_says_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("Teachers went on strike.", "utf8")
    with pytest.raises(ArgumentError, match=r"pathlib\.Path"):
        list(khronika.code([str(path)]))
