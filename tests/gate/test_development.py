"""The development gold is well-formed: triggers stand in the texts, types and modes exist, a third tells nothing."""

from pathlib import Path

import pytest

from khronika.evaluate.cases import cases
from khronika.ontology import load

HERE = Path(__file__).parents[2] / "gate" / "development"


@pytest.mark.parametrize(("name", "fewest"), [("english", 110), ("russian", 130)])
def test_passages_are_cases_with_known_types_and_a_third_without_events(name: str, fewest: int) -> None:
    found = cases(HERE / f"{name}.jsonl")
    assert len(found) >= fewest
    assert len({case.id for case in found}) == len(found)
    for event in (event for case in found for event in case.events):
        load().check(event.type, event.mode)
    assert 0.3 <= sum(not case.events for case in found) / len(found) <= 0.4
