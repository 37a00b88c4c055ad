"""What the English triggers tell in invented sentences, read by the whole program."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import khronika

SENTENCES = Path(__file__).parent / "english_sentences.tsv"


def told() -> Iterator[tuple[str, str, str]]:
    """Give the rows: type, mode and sentence."""
    lines = [line for line in SENTENCES.read_text("utf8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        kind, mode, sentence = line.split("\t")
        yield kind, mode, sentence


@cache
def read() -> dict[str, set[tuple[str, str | None]]]:
    """Code all sentences at once, each as a document of its own."""
    coded = khronika.code([sentence for _, _, sentence in told()], language="en")
    return {c.document.text: {(m.type, m.mode) for m in c.event_mentions} for c in coded}


@pytest.mark.parametrize(("kind", "mode", "sentence"), [row for row in told() if row[0]])
def test_a_sentence_tells_its_event(kind: str, mode: str, sentence: str) -> None:
    assert (kind, mode) in read()[sentence]


@pytest.mark.parametrize("sentence", [sentence for kind, _, sentence in told() if not kind])
def test_a_sentence_about_something_else_tells_no_event(sentence: str) -> None:
    assert read()[sentence] == set()
