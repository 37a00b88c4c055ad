"""An error analysis names the cause of each miss and false hit, and shows it in its text."""

import json
from pathlib import Path

import msgspec

from khronika.evaluate.answers import Answer
from khronika.evaluate.faults import find_faults, make_page
from khronika.evaluate.report import Measure
from khronika.work.shown import MentionRow

TEXT = "Dockers struck in Porto <today>. Police beat Ana Silva. The mayor resigned."


def mention(
    kind: str, mode: str | None, trigger: str, roles: dict[str, str] | None = None, **more: object
) -> MentionRow:
    """Make a mention of a word of TEXT; `roles` gives each role's name."""
    at = TEXT.index(trigger)
    row = {
        "id": "m", "document": "c", "type": kind, "mode": mode, "realis": "actual", "start": 0, "end": 1, "quote": "x",
        "trigger": {"start": at, "end": at + len(trigger), "text": trigger}, "confidence": 0.5,
        "attribution": {"speaker": None, "relation": "states"},
        "arguments": [
            {"role": role, "start": 0, "end": 1, "text": name, "value": {"name": name}}
            for role, name in (roles or {}).items()
        ],
    }  # fmt: skip
    return msgspec.convert({**row, **more}, MentionRow)


STRIKE = mention("PROTEST", "strike", "struck", {"actor": "Dockers"}, place={"name": "Porto"})
BEATING = mention("ASSAULT", "beating", "beat", {"actor": "Police", "recipient": "Ana Silva"})
RESIGNATION = mention("CONCEDE", "resignation", "resigned")


def case_file(folder: Path) -> Path:
    """Write one case of three events."""
    events = [
        {"trigger": "struck", "type": "PROTEST", "mode": "strike", "actors": ["Dockers"], "place": "Porto"},
        {"trigger": "beat", "type": "ASSAULT", "mode": "beating", "actors": ["Police"], "recipients": ["Ana Silva"]},
        {"trigger": "resigned", "type": "CONCEDE", "mode": "resignation"},
    ]
    path = folder / "cases.jsonl"
    path.write_text(json.dumps({"id": "c", "language": "en", "text": TEXT, "events": events}))
    return path


def test_each_fault_of_a_case_has_its_cause(tmp_path: Path) -> None:
    planned = mention("PROTEST", "march", "struck", {"actor": "Ana Silva"}, realis="future")
    answer = Answer((planned, mention("COERCE", None, "beat"), mention("AID", None, "mayor")))
    faults = find_faults("cases", case_file(tmp_path), [answer])
    missed = sorted(fault.cause for fault in faults if fault.gold)
    assert missed == ["no trigger", "place", "realis", "wrong actor", "wrong mode", "wrong type"]
    assert [fault.cause for fault in faults if not fault.gold] == ["false event"]


def test_a_participant_of_another_mention_is_wrongly_attached(tmp_path: Path) -> None:
    strike = mention("PROTEST", "strike", "struck", {"actor": "Dockers", "recipient": "Ana Silva"})
    beating = mention("ASSAULT", "beating", "beat", {"actor": "Police"})
    faults = find_faults("cases", case_file(tmp_path), [Answer((strike, beating, RESIGNATION))])
    assert [fault.cause for fault in faults if fault.gold.startswith("ASSAULT")] == ["wrong attachment"]


def test_a_page_shows_scores_counts_and_marked_texts_without_loading_anything(tmp_path: Path) -> None:
    faults = find_faults("cases", case_file(tmp_path), [Answer()])
    page = make_page("cases", [Measure("events F1", 0.0, "P 0  R 0")], faults)
    assert "no trigger (3)" in page and 'Dockers <mark class="gold">struck</mark> in Porto &lt;today&gt;' in page
    assert "http" not in page and "<script" not in page


def test_a_case_that_is_coded_right_has_no_fault(tmp_path: Path) -> None:
    assert find_faults("cases", case_file(tmp_path), [Answer((STRIKE, BEATING, RESIGNATION))]) == []
