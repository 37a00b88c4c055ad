"""The scan: whole words, right offsets, and conditions that need their words nearby."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika import lexicon

SCANNER = lexicon.scanner("en")
WORDS = [
    "The",
    "nurses",
    "went",
    "on",
    "strike",
    "police",
    "arrested",
    "İzmir",
    "ẞ",
    "İ",
    "ﬁre",
    "gas",
    "tear",
    ".",
    "\n\n",
    "’s",
]


def found(text: str) -> list[str]:
    """Give the words that the scan finds."""
    return [text[start:end] for start, end in SCANNER.hits(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two men were arrested.", ["arrested"]),
        ("ARRESTED AGAIN", ["ARRESTED"]),
        ("The arrestees' lawyer", []),
        ("A hunger-strike began.", ["hunger-strike"]),
        ("They took to the streets.", ["took"]),
        ("They took the side streets.", []),
        ("He was put, after a night in court, behind bars.", ["put", "bars"]),
        ("İzmir’de İİİ: two men were arrested.", ["arrested"]),
    ],
)
def test_a_trigger_is_found_as_a_whole_word_with_its_company(text: str, words: list[str]) -> None:
    assert found(text) == words


def test_words_of_another_sentence_do_not_count() -> None:
    assert found("They rescheduled the station.") == []
    assert found("They rescheduled the debt.") == ["rescheduled"]
    assert found("They rescheduled the station yesterday. Debt was far away.") == []


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_hits_are_ordered_disjoint_spans_of_whole_words(text: str) -> None:
    hits = SCANNER.hits(text)
    assert hits == sorted(hits)
    assert all(first[1] <= second[0] for first, second in pairwise(hits))
    for start, end in hits:
        assert start < end
        assert not text[start - 1 : start].isalnum()
        assert not text[end : end + 1].isalnum()


@given(st.text(alphabet="İẞßﬁАяё’ aB.\n", max_size=30))
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(lexicon.fold(text)) == len(text)
    assert lexicon.fold(lexicon.fold(text)) == lexicon.fold(text)


@given(st.text(max_size=60))
def test_what_stands_before_in_another_paragraph_only_moves_the_hits(before: str) -> None:
    text = "The police arrested nurses on strike."
    prefix = before + "\n\n"
    shift = len(prefix)
    assert [(s - shift, e - shift) for s, e in SCANNER.hits(prefix + text) if s >= shift] == SCANNER.hits(text)
