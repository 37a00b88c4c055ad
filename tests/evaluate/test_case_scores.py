"""The own gold is scored for each language apart, and a language that nothing analyses is said to be left out."""

import json
from pathlib import Path

from khronika.evaluate.answers import Answer
from khronika.evaluate.case_scores import score
from khronika.evaluate.report import Measure
from tests.evaluate.test_sets import mention

EVENT = {"trigger": "detained", "type": "COERCE", "mode": "detention", "realis": "actual"}


def scored(folder: Path, *pairs: tuple[dict[str, object], Answer]) -> dict[str, Measure]:
    path = folder / "gold.jsonl"
    path.write_text("".join(json.dumps({"published": "", **case}) + "\n" for case, _ in pairs), encoding="utf8")
    return {measure.name: measure for measure in score(path, [answer for _, answer in pairs])}


def detained(number: str = "two") -> Answer:
    """Find the detention in “Police detained two.” and one further argument."""
    trigger = {"start": 7, "end": 15, "text": "detained"}
    return Answer((mention("COERCE", "detention", ("number", number, 16), trigger=trigger),))


def case(language: str, **more: object) -> dict[str, object]:
    event = {**EVENT, "arguments": [{"role": "number", "text": "two"}]}
    return {"id": language, "language": language, "text": "Police detained two.", "events": [event], **more}


def test_each_language_has_figures_of_its_own(tmp_path: Path) -> None:
    found = scored(tmp_path, (case("en"), detained()), (case("ru"), Answer()))
    assert found["en events F1"].value == 1
    assert found["ru events F1"].value == 0
    assert round(found["events F1"].value, 2) == 0.67


def test_a_language_without_engine_is_named_and_left_out_of_the_figures(tmp_path: Path) -> None:
    found = scored(tmp_path, (case("en", genre="news"), detained()), (case("xx"), Answer()))
    assert found["cases coded"].detail == "1 of 2; no engine for: xx"
    assert found["events F1"].value == 1
    assert "xx events F1" not in found


def test_further_arguments_count_by_role_and_words(tmp_path: Path) -> None:
    assert scored(tmp_path, (case("en"), detained()))["arguments F1"].value == 1
    assert scored(tmp_path, (case("en"), detained("three")))["arguments F1"].value == 0


def test_a_false_event_where_nothing_is_told_breaks_the_quiet(tmp_path: Path) -> None:
    empty = case("en", events=[])
    found = scored(tmp_path, (empty, detained()), ({**empty, "id": "b"}, Answer()))
    assert found["quiet where nothing is told"].value == 0.5


def test_the_scan_is_measured_by_the_triggers_it_reaches(tmp_path: Path) -> None:
    found = scored(tmp_path, (case("en"), detained()), (case("ru"), Answer()))
    assert found["en triggers the scan reaches"].value == 1
