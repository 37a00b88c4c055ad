"""One event told by two words is one event, and what is only asked for has not happened."""

import pytest

from khronika.model import EventMention
from khronika.read import read_text
from khronika.read.result import Read
from khronika.work.pipeline import code_document
from khronika.work.settings import Settings


def events(text: str, language: str = "en") -> list[EventMention]:
    read = read_text(text, id="t", language=language)
    assert isinstance(read, Read)
    return list(code_document(read.document, read.view, Settings()).event_mentions)


def named(event: EventMention, role: str) -> list[str]:
    return [each.text for each in event.arguments if each.role == role]


@pytest.mark.parametrize(
    ("language", "text", "actors", "recipients", "instruments"),
    [
        ("en", "Police fired tear gas to disperse students.", ["Police"], ["students"], ["tear gas"]),
        ("en", "Police dispersed students using tear gas.", ["Police"], ["students"], ["tear gas"]),
        ("en", "Water cannon were used to disperse the marchers.", [], ["marchers"], ["Water cannon"]),
        ("ru", "Полиция применила слезоточивый газ, чтобы разогнать студентов.", ["Полиция"], ["студентов"],
         ["слезоточивый газ"]),
        ("ru", "Полиция ответила слезоточивым газом.", ["Полиция"], [], ["слезоточивым газом"]),
        ("fr", "La police a tiré des gaz lacrymogènes pour disperser la foule.", ["police"], ["foule"], ["gaz"]),
    ],
)  # fmt: skip
def test_force_and_what_it_is_used_for_are_one_event(
    language: str, text: str, actors: list[str], recipients: list[str], instruments: list[str]
) -> None:
    (event,) = events(text, language)
    assert (event.type, event.mode, event.realis) == ("ASSAULT", "crowd_control", "actual")
    assert [named(event, role) for role in ("actor", "recipient", "instrument")] == [actors, recipients, instruments]


def test_a_list_that_somebody_is_put_on_is_no_second_event() -> None:
    (event,) = events("The ministry added the foundation to its list of foreign agents.")
    assert event.mode == "designation"


@pytest.mark.parametrize(
    ("language", "text", "type_"),
    [
        ("en", "Nurses called for the release of their colleague.", "CONCEDE"),
        ("en", "Workers fought for the reinstatement of Ada Brenn.", "CONCEDE"),
        ("ru", "Митингующие выступили за освобождение ткачей.", "CONCEDE"),
        ("fr", "Ils ont manifesté pour la libération de leur collègue.", "CONCEDE"),
        ("uk", "Правозахисники закликали звільнити ткачиху Аду Брен.", "CONCEDE"),
    ],
)
def test_what_is_called_for_has_not_happened(language: str, text: str, type_: str) -> None:
    assert [event.realis for event in events(text, language) if event.type == type_] == ["hypothetical"]


def test_a_stoppage_of_three_days_that_is_called_off_has_been() -> None:
    realis = {event.trigger.text: event.realis for event in events("The three-day stoppage was called off at night.")}
    assert realis["stoppage"] == "actual"


def test_who_goes_out_to_demand_something_demands_it() -> None:
    found = {event.type: event.realis for event in events("Les étudiants ont défilé pour exiger des bourses.", "fr")}
    assert found["REQUEST"] == "actual"


def test_who_demands_by_a_march_that_police_disperse_is_not_the_police() -> None:
    found = {event.type: event for event in events("Police dispersed a march demanding the mayor's resignation.")}
    assert named(found["ASSAULT"], "actor") == ["Police"]
    assert named(found["REQUEST"], "actor") == []


def test_that_until_which_something_was_done_was_done() -> None:
    realis = {e.trigger.text: e.realis for e in events("Farmers blocked the road until riot police dispersed them.")}
    assert realis["dispersed"] == "actual"
    realis = {e.trigger.text: e.realis for e in events("Farmers will block the road until police disperse them.")}
    assert realis["disperse"] != "actual"


@pytest.mark.parametrize(
    ("language", "text", "trigger"),
    [
        ("en", "It is unclear whether the arrest had anything to do with the strike.", "arrest"),
        ("fr", "La direction assure que les licenciements n'ont aucun lien avec la grève.", "licenciements"),
    ],
)
def test_what_is_said_to_have_a_reason_or_none_has_been(language: str, text: str, trigger: str) -> None:
    assert {e.trigger.text: e.realis for e in events(text, language)}[trigger] != "negated"


def test_who_calls_a_protest_is_its_actor_and_asks_for_nothing_else() -> None:
    (event,) = events("The union called for a strike.")
    assert (event.type, named(event, "actor")) == ("PROTEST", ["union"])
    assert "REQUEST" in {e.type for e in events("They called for a strike and the release of the prisoners.")}


def test_a_verb_that_carries_the_strike_is_no_second_strike() -> None:
    found = events("Les planteurs observent un arrêt de travail depuis le 5 mai.", "fr")
    assert [event.trigger.text for event in found if event.type == "PROTEST"] == ["arrêt de travail"]
