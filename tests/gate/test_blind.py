"""The blind gold is well-formed: triggers stand where they are said to, types exist, and a third tells nothing."""

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from khronika.evaluate.cases import cases
from khronika.ontology import load

Passage = dict[str, Any]
Event = dict[str, Any]

HERE = Path(__file__).parents[2] / "gate" / "blind"
LANGUAGES = {"english": "en", "russian": "ru", "ukrainian": "uk", "french": "fr"}
ENOUGH = {"english": 130, "russian": 130, "ukrainian": 40, "french": 40}
GENRES = {"news", "bulletin", "interview", "court", "post"}
FIELDS = {"id", "language", "published", "genre", "text", "events"}
EVENT = {"trigger", "type", "mode", "realis", "actors", "recipients", "place", "date", "speaker"}
OPTIONAL = {"appearance", "arguments"}
ARGUMENTS = {"number", "instrument", "demand", "reason", "charge", "sentence", "legal_basis", "employer", "sector"}


def passages(name: str) -> list[Passage]:
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()]


EVERY = [pytest.param(name, passage, id=passage["id"]) for name in LANGUAGES for passage in passages(name)]
each_passage = pytest.mark.parametrize(("name", "passage"), EVERY)


def trigger_start(text: str, event: Event) -> int:
    """Give where the trigger stands; -1 where the text has not that many appearances of its words."""
    start = -1
    for _ in range(event.get("appearance", 0) + 1):
        start = text.find(event["trigger"], start + 1)
        if start < 0:
            break
    return start


def words(text: str) -> set[str]:
    """Give the beginnings of a text's words, so that inflected forms of one word meet."""
    return {word[:3] for word in re.findall(r"\w+", text.casefold().replace("ё", "е"))}


@pytest.mark.parametrize("name", LANGUAGES)
def test_there_is_enough_of_each_language(name: str) -> None:
    assert len(passages(name)) >= ENOUGH[name]


@pytest.mark.parametrize("name", LANGUAGES)
def test_a_third_tells_no_event(name: str) -> None:
    found = passages(name)
    assert 0.3 <= sum(not passage["events"] for passage in found) / len(found) <= 0.4


@pytest.mark.parametrize("name", LANGUAGES)
def test_no_genre_is_rare(name: str) -> None:
    found = passages(name)
    genres = Counter(passage["genre"] for passage in found)
    assert set(genres) == GENRES
    assert min(genres.values()) >= 0.15 * len(found)


def test_no_two_passages_share_an_id_or_a_text() -> None:
    found = [passage for name in LANGUAGES for passage in passages(name)]
    assert len({passage["id"] for passage in found}) == len(found)
    assert len({passage["text"] for passage in found}) == len(found)


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_program_can_read_it_as_cases(name: str) -> None:
    assert len(cases(HERE / f"{name}.jsonl")) == len(passages(name))


@each_passage
def test_a_passage_has_the_fields_that_the_card_names_and_no_others(name: str, passage: Passage) -> None:
    assert set(passage) == FIELDS
    assert passage["language"] == LANGUAGES[name]
    assert passage["genre"] in GENRES
    assert date.fromisoformat(passage["published"])
    assert all(set(event) - OPTIONAL == EVENT for event in passage["events"])


@each_passage
def test_a_trigger_stands_in_its_text(name: str, passage: Passage) -> None:
    starts = [trigger_start(passage["text"], event) for event in passage["events"]]
    assert min(starts, default=0) >= 0
    assert starts == sorted(starts)


@each_passage
def test_types_modes_and_realis_are_those_of_the_ontology(name: str, passage: Passage) -> None:
    ontology = load()
    for event in passage["events"]:
        assert event["mode"] is None or event["mode"] in ontology.types[event["type"]].modes
        assert event["type"] in ontology.types
        assert event["realis"] in ontology.realis


@each_passage
def test_arguments_are_words_of_the_text(name: str, passage: Passage) -> None:
    for event in passage["events"]:
        for argument in event.get("arguments", []):
            assert set(argument) == {"role", "text"}
            assert argument["role"] in ARGUMENTS
            assert argument["text"] in passage["text"]


@each_passage
def test_parties_and_speakers_are_named_in_the_text(name: str, passage: Passage) -> None:
    told = words(passage["text"])
    for event in passage["events"]:
        parties = [*event["actors"], *event["recipients"], *filter(None, [event["speaker"]])]
        assert all(words(party) & told for party in parties)
        assert len(set(parties[: len(event["actors"])])) == len(event["actors"])


@each_passage
def test_dates_run_forward(name: str, passage: Passage) -> None:
    for event in passage["events"]:
        if event["date"] is not None:
            first, end = (day and date.fromisoformat(day) for day in event["date"])
            assert first or end
            assert not (first and end) or first < end
