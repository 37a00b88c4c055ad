"""The own French and Ukrainian gold is well-formed: triggers stand in the text, and a third tells nothing."""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from khronika.evaluate.cases import cases
from khronika.ontology import load

HERE = Path(__file__).parents[2] / "gate" / "cases"
ENOUGH = {"french": 56, "ukrainian": 54}
GENRES = {"news", "bulletin", "interview", "court", "post"}
PASSAGES = {
    name: [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text("utf-8").splitlines()] for name in ENOUGH
}
EVERY = [pytest.param(passage, id=passage["id"]) for passages in PASSAGES.values() for passage in passages]


@pytest.mark.parametrize("name", ENOUGH)
def test_there_are_enough_passages_of_every_genre_and_a_third_tells_nothing(name: str) -> None:
    found = PASSAGES[name]
    genres = Counter(passage["genre"] for passage in found)
    assert len(found) >= ENOUGH[name]
    assert set(genres) == GENRES
    assert min(genres.values()) >= 0.15 * len(found)
    assert 0.3 <= sum(not passage["events"] for passage in found) / len(found) <= 0.4


@pytest.mark.parametrize("name", ENOUGH)
def test_the_program_can_read_it_as_cases(name: str) -> None:
    assert len(cases(HERE / f"{name}.jsonl")) == len(PASSAGES[name])


@pytest.mark.parametrize("passage", EVERY)
def test_triggers_and_arguments_stand_in_the_text_in_order(passage: dict[str, Any]) -> None:
    starts = []
    for event in passage["events"]:
        start = -1
        for _ in range(event.get("appearance", 0) + 1):
            start = passage["text"].find(event["trigger"], start + 1)
        starts.append(start)
        assert all(argument["text"] in passage["text"] for argument in event.get("arguments", []))
    assert min(starts, default=0) >= 0
    assert starts == sorted(starts)


@pytest.mark.parametrize("passage", EVERY)
def test_types_modes_and_dates_are_those_of_the_ontology_and_the_calendar(passage: dict[str, Any]) -> None:
    ontology = load()
    for event in passage["events"]:
        assert event["mode"] is None or event["mode"] in ontology.types[event["type"]].modes
        assert event["realis"] in ontology.realis
        if event["date"]:
            first, end = (day and date.fromisoformat(day) for day in event["date"])
            assert not (first and end) or first < end
