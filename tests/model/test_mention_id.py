"""A mention's id stays when rules improve."""

from khronika.model import mention_id


def test_an_id_does_not_depend_on_case_or_white_space_of_the_trigger() -> None:
    assert mention_id("a", "Walked  out", 0, 0) == mention_id("a", "walked out", 0, 0)


def test_documents_triggers_appearances_and_numbers_tell_mentions_apart() -> None:
    every = [
        ("a", "strike", 0, 0), ("b", "strike", 0, 0), ("a", "arrest", 0, 0),
        ("a", "strike", 1, 0), ("a", "strike", 0, 1),
    ]  # fmt: skip
    assert len({mention_id(*one) for one in every}) == len(every)


def test_the_id_of_a_known_mention_never_changes() -> None:
    assert mention_id("report.txt", "walked out", 0, 0) == "64d9efb310e49cce"
