"""What stands after people decided."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from khronika.model import Decision, Target, argument_keys, fingerprint
from khronika.resolve.settle import Proposed, Settled, effective, field_of, settle

BODY = {
    "id": "m1", "type": "PROTEST", "mode": "strike", "realis": "actual", "start": 0, "end": 4, "quote": "They",
    "date": {"start": "2024-03-04", "end": "2024-03-05", "precision": "day"}, "place": None, "contexts": [],
    "attribution": {"speaker": None, "relation": "states", "start": None, "end": None, "text": None},
    "arguments": [
        {"role": "actor", "start": 0, "end": 4, "text": "They", "value": {"kind": "group", "name": "they"}},
        {"role": "actor", "start": 9, "end": 13, "text": "they", "value": {"kind": "group", "name": "they"}},
    ],
    "confidence": 0.5, "coder": "0.1.0",
}  # fmt: skip
KEYS = argument_keys(BODY["arguments"])  # type: ignore[arg-type]
SEEN = fingerprint(BODY)
PROPOSAL = Proposed(body=BODY, fingerprint=SEEN)


def decision(number: int, verb: Any, field: str | None = None, value: Any = None, **more: Any) -> Decision:
    target = Target("mention", "m1", field)
    more = {"seen": SEEN, **more}
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Decision(id=number, at=at, by="ann", verb=verb, target=target, value=value, coder="0", codebook="0", **more)


def changed(**fields: Any) -> Proposed:
    body = BODY | fields
    return Proposed(body=body, fingerprint=fingerprint(body))


def test_what_nobody_decided_about_stands_as_proposed() -> None:
    assert settle(PROPOSAL, []) == Settled(body=BODY, status="proposed", keys=tuple(KEYS))


def test_an_accepted_mention_stands_as_the_coder_says() -> None:
    assert settle(PROPOSAL, [decision(1, "accept")]).status == "accepted"
    assert settle(PROPOSAL, [decision(1, "accept")]).body == BODY


def test_accepting_a_corrected_mention_leaves_it_corrected() -> None:
    told = [decision(1, "correct", "realis", "future"), decision(2, "accept")]
    settled = settle(PROPOSAL, told)
    assert (settled.status, settled.body["realis"]) == ("corrected", "future")


def test_correcting_what_was_rejected_takes_it_up_again() -> None:
    assert settle(PROPOSAL, [decision(1, "reject"), decision(2, "correct", "mode", "picket")]).status == "corrected"


def test_type_and_mode_are_corrected_together() -> None:
    settled = settle(PROPOSAL, [decision(1, "correct", "type", {"type": "COERCE", "mode": "arrest"})])
    assert (settled.body["type"], settled.body["mode"]) == ("COERCE", "arrest")


def test_a_rejected_field_is_empty() -> None:
    settled = settle(PROPOSAL, [decision(1, "reject", "date")])
    assert (settled.status, settled.body["date"]) == ("corrected", None)


def test_of_two_equal_arguments_only_the_rejected_one_goes() -> None:
    settled = settle(PROPOSAL, [decision(1, "reject", f"argument:{KEYS[1]}")])
    assert settled.body["arguments"] == [BODY["arguments"][0]]  # type: ignore[index]
    assert settled.keys == (KEYS[0],)


def test_a_corrected_argument_keeps_its_key_and_place() -> None:
    other = {"role": "recipient", "start": 0, "end": 4, "text": "They", "value": {"kind": "group", "name": "they"}}
    settled = settle(PROPOSAL, [decision(1, "correct", f"argument:{KEYS[0]}", other)])
    assert settled.keys == tuple(KEYS)
    assert settled.body["arguments"][0] == other
    assert field_of(settled, f"argument:{KEYS[0]}") == other


def test_an_added_argument_never_takes_the_key_of_another() -> None:
    same = BODY["arguments"][0]  # type: ignore[index]
    settled = settle(PROPOSAL, [decision(1, "add", "argument", same), decision(2, "add", "argument", same)])
    assert len(set(settled.keys)) == 4


def test_a_merged_mention_says_so_until_that_is_taken_back() -> None:
    merge = decision(1, "merge", None, {"into": "m2"})
    assert settle(PROPOSAL, [merge]).status == "merged"
    assert settle(PROPOSAL, [merge, decision(2, "undo", undoes=1)]) == settle(PROPOSAL, [])


def test_a_mention_that_a_person_added_stands_without_proposal() -> None:
    add = decision(1, "add", None, BODY, seen=None)
    assert settle(None, [add]).status == "added"
    assert settle(None, [add, decision(2, "correct", "mode", "picket", seen=None)]).status == "added"
    assert settle(None, [add, decision(2, "reject", seen=None)]).status == "rejected"
    assert settle(None, [add, decision(2, "undo", undoes=1, seen=None)]).status == "gone"


def test_an_undo_can_be_taken_back() -> None:
    told = [decision(1, "reject"), decision(2, "undo", undoes=1), decision(3, "undo", undoes=2)]
    assert settle(PROPOSAL, told).status == "rejected"


def test_decisions_of_a_batch_do_not_count() -> None:
    assert settle(PROPOSAL, [decision(1, "reject", batch=7)]) == settle(PROPOSAL, [])


def test_what_changed_under_a_decision_returns() -> None:
    settled = settle(changed(mode="march"), [decision(1, "accept")])
    assert (settled.status, settled.seen, settled.body["mode"]) == ("returned", SEEN, "march")


def test_a_correction_stands_over_a_changed_proposal() -> None:
    settled = settle(changed(mode="march"), [decision(1, "correct", "realis", "future")])
    assert (settled.status, settled.body["realis"], settled.body["mode"]) == ("returned", "future", "march")


def test_deciding_about_what_the_coder_says_now_settles_a_returned_mention() -> None:
    now = changed(mode="march")
    told = [decision(1, "accept"), decision(2, "accept", seen=now.sight)]
    assert settle(now, told).status == "accepted"
    assert settle(now, [*told, decision(3, "undo", undoes=2, seen=None)]).status == "returned"


def test_a_coder_that_comes_to_agree_with_a_person_brings_nothing_back() -> None:
    told = [decision(1, "correct", "mode", "march")]
    assert settle(changed(mode="march"), told, earlier={SEEN: BODY}).status == "corrected"
    assert settle(changed(mode="march", realis="future"), told, earlier={SEEN: BODY}).status == "returned"


def test_another_version_with_the_same_words_brings_nothing_back() -> None:
    assert settle(changed(coder="0.2.0", confidence=0.9), [decision(1, "accept")]).status == "accepted"


def test_what_the_coder_no_longer_proposes_returns_if_somebody_stood_by_it() -> None:
    silent = Proposed(body=BODY, fingerprint=SEEN, live=False)
    assert settle(silent, []).status == "gone"
    assert settle(silent, [decision(1, "accept")]).status == "returned"
    assert settle(silent, [decision(1, "reject")]).status == "rejected"
    assert settle(silent, [decision(1, "accept"), decision(2, "accept", seen=silent.sight)]).status == "accepted"


VALUES = {"realis": ["actual", "future", "negated"], "mode": ["picket", "march", None]}
PARTS = [("correct", name, value) for name, values in VALUES.items() for value in values] + [
    ("reject", "date", None),
    ("reject", f"argument:{KEYS[0]}", None),
    ("add", "argument", BODY["arguments"][0]),  # type: ignore[index]
    ("accept", "place", None),
]
WHOLES = [
    ("accept", None, None), ("reject", None, None), ("split", None, {"into": "m9"}), ("merge", None, {"into": "m2"}),
]  # fmt: skip


@st.composite
def told(draw: st.DrawFn) -> list[Decision]:
    """Give a possible history: decisions and undos of any earlier one that has not been taken back."""
    made: list[Decision] = []
    for number in range(1, draw(st.integers(0, 8)) + 1):
        free = sorted({d.id for d in made} - {d.undoes for d in made if d.undoes})
        if free and draw(st.booleans()):
            made.append(decision(number, "undo", undoes=draw(st.sampled_from(free)), seen=None))
        else:
            made.append(decision(number, *draw(st.sampled_from(PARTS + WHOLES))))
    return made


@given(told(), st.sampled_from(PARTS + WHOLES))
def test_taking_back_the_last_decision_restores_what_was(made: list[Decision], last: tuple[Any, Any, Any]) -> None:
    number = len(made) + 1
    undone = [*made, decision(number, *last), decision(number + 1, "undo", undoes=number, seen=None)]
    assert settle(PROPOSAL, undone) == settle(PROPOSAL, made)


@given(told(), st.randoms())
def test_the_order_of_rows_does_not_matter_only_that_of_decisions(made: list[Decision], random: Any) -> None:
    shuffled = list(made)
    random.shuffle(shuffled)
    assert settle(PROPOSAL, shuffled) == settle(PROPOSAL, made)


@given(told())
def test_accepting_twice_is_accepting_once(made: list[Decision]) -> None:
    number = len(made) + 1
    once = settle(PROPOSAL, [*made, decision(number, "accept")])
    twice = settle(PROPOSAL, [*made, decision(number, "accept"), decision(number + 1, "accept")])
    assert msgspec.structs.replace(twice, decided={}) == msgspec.structs.replace(once, decided={})


@given(told())
def test_taking_everything_back_leaves_the_proposal(made: list[Decision]) -> None:
    standing = effective(made)
    number = len(made)
    undos = [decision(number + n, "undo", undoes=d.id, seen=None) for n, d in enumerate(standing, start=1)]
    assert settle(PROPOSAL, [*made, *undos]) == settle(PROPOSAL, [])


@given(told())
def test_keys_and_arguments_go_together(made: list[Decision]) -> None:
    settled = settle(PROPOSAL, made)
    assert len(settled.keys) == len(set(settled.keys)) == len(settled.body["arguments"])
