"""Words selected in a report become values of the contract."""

import pytest
from made import TEXT, make_document, span

from khronika.errors import DecisionError
from khronika.model import Body
from khronika.store import models
from khronika.work.selection import field_value, span_value
from khronika.work.values import check_value

RUSSIAN = "В субботу около сорока медсестёр вышли на пикет в Великих Луках, сообщил Борин Тавелл."


def selected(document: models.Document, words: str, role: str) -> Body:
    at = span(words, document.text)
    return span_value(document, at["start"], at["end"], role)


def test_a_selected_name_becomes_a_person_with_its_span(document: models.Document) -> None:
    assert selected(document, "Vera Kolm", "actor") == {
        "role": "actor", **span("Vera Kolm"), "value": {"kind": "person", "name": "Vera Kolm"}, "inferred": False,
    }  # fmt: skip


def test_a_selected_day_counts_from_the_day_of_the_report(document: models.Document) -> None:
    value = selected(document, "On Monday", "date")["value"]
    assert (value["start"], value["precision"]) == ("2024-03-04", "day")


def test_a_selected_place_is_found_in_the_gazetteer(document: models.Document) -> None:
    value = selected(document, "Lille", "place")["value"]
    assert (value["country"], value["geonames_id"], value["precision"]) == ("FR", 2998324, "settlement")


def test_a_selected_number_has_its_bounds(document: models.Document) -> None:
    value = selected(document, "some 400", "number")["value"]
    assert (value["low"], value["high"], value["approximate"]) == (400, 400, True)


def test_unnamed_people_become_a_group(document: models.Document) -> None:
    assert selected(document, "some 400 nurses", "actor")["value"] == {"kind": "group", "name": "nurses"}


def test_white_space_around_a_selection_does_not_count(document: models.Document) -> None:
    at = span(" nurses ")
    assert span_value(document, at["start"], at["end"], "actor")["text"] == "nurses"


def test_russian_words_are_read_in_any_case(chronicle: None) -> None:
    document = make_document("r.txt", RUSSIAN)
    document.language = "ru"
    assert selected(document, "Великих Луках", "place")["value"]["country"] == "RU"
    assert selected(document, "медсестёр", "actor")["value"] == {"kind": "group", "name": "медсёстры"}
    assert selected(document, "около сорока", "number")["value"]["low"] == 40
    assert selected(document, "В субботу", "date")["value"]["start"] == "2024-03-02"
    assert selected(document, "Борин Тавелл", "actor")["value"] == {"kind": "person", "name": "Борин Тавелл"}


def test_what_the_coder_found_is_taken_first(document: models.Document) -> None:
    document.entities = [{"kind": "organisation", **span("the Open Ledger union"), "value": {"name": "Open Ledger"}}]
    assert selected(document, "Open Ledger union", "actor")["value"] == {"kind": "organisation", "name": "Open Ledger"}


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("mention", "date", "On Monday"),
        ("mention", "place", "Lille"),
        ("mention", "attribution", "CGT union"),
        ("mention", "trigger", "walked out"),
        ("mention", "quote", "Police detained 26 of them."),
        ("statement", "speaker", "Vera Kolm"),
        ("relation", "subject", "Vera Kolm"),
    ],
)
def test_a_selection_fits_the_field_it_is_made_for(
    document: models.Document, kind: str, field: str, words: str
) -> None:
    at = span(words)
    value = field_value(document, at["start"], at["end"], field)
    assert check_value(kind, field, value, text=TEXT) == value  # type: ignore[arg-type]


def test_a_selection_outside_the_text_is_refused(document: models.Document) -> None:
    for start, end in [(5, 5), (-1, 4), (0, 10**6)]:
        with pytest.raises(DecisionError, match="nothing is selected"):
            span_value(document, start, end, "actor")
    with pytest.raises(DecisionError, match="holds no words"):
        field_value(document, 0, 4, "realis")
