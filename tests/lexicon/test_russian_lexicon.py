"""The Russian lexicon: its tables, and what its triggers tell in invented sentences, read by the whole program."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import khronika
from khronika import lexicon, ontology
from khronika.model import Tie

SENTENCES = Path(__file__).parent / "russian_sentences.tsv"
TABLES = {
    "forces", "groups", "inert", "instruments", "legal", "light", "offences", "organisations", "quantities", "realis",
    "reporting", "roles", "subjects", "ties", "titles", "told", "triggers", "units",
}  # fmt: skip
REALIS = {"actual", "future", "generic", "hypothetical", "negated", "claims"}
TIES = set(get_args(Tie))
LIGHT = {"does", "suffers", "joins", "happens"}
RANGE = re.compile(r"\d*\.\.\d*|min|max|about|exact")


def told() -> Iterator[tuple[str, str | None, str]]:
    lines = [line for line in SENTENCES.read_text("utf8").splitlines() if not line.startswith("#")]
    for line in lines[1:]:
        type, mode, sentence = line.split("\t")
        yield type, mode or None, sentence


@cache
def read() -> dict[str, set[tuple[str, str | None]]]:
    """Code all sentences at once, each as a document of its own."""
    sentences = [sentence for _, _, sentence in told()]
    coded = khronika.code(sentences, language="ru")
    return {c.document.text: {(m.type, m.mode) for m in c.event_mentions} for c in coded}


@pytest.mark.parametrize(("type", "mode", "sentence"), [row for row in told() if row[0]])
def test_a_sentence_tells_its_event(type: str, mode: str | None, sentence: str) -> None:
    assert (type, mode) in read()[sentence]


@pytest.mark.parametrize("sentence", [sentence for type, _, sentence in told() if not type])
def test_a_sentence_about_something_else_tells_no_event(sentence: str) -> None:
    assert read()[sentence] == set()


def test_every_table_is_there() -> None:
    assert {place.stem for place in (Path(lexicon.__file__).parent / "ru").glob("*.tsv")} == TABLES


def test_every_type_and_mode_has_triggers() -> None:
    written = {(trigger.type, trigger.mode) for trigger in lexicon.load("ru").triggers}
    for type, row in ontology.load().types.items():
        assert {(type, mode) for mode in row.modes} - written == set()


def test_contexts_of_triggers_are_those_of_the_ontology() -> None:
    for trigger in lexicon.load("ru").triggers:
        for context in trigger.contexts:
            ontology.load().check_context(context)


@pytest.mark.parametrize(
    ("table", "meanings"),
    [("realis", REALIS), ("ties", TIES), ("light", LIGHT), ("reporting", {"says", "claims", "denies", "accuses"})],
)
def test_meanings_are_known_ones(table: str, meanings: set[str]) -> None:
    assert {word.meaning.replace(" ", "_") for word in lexicon.load("ru").tables[table]} <= meanings


def test_vague_numbers_are_ranges_or_bounds() -> None:
    for word in lexicon.load("ru").tables["quantities"]:
        assert RANGE.fullmatch(word.meaning), word


def test_classes_that_conditions_name_are_shared_with_english() -> None:
    english, russian = lexicon.load("en").classes, lexicon.load("ru").classes
    assert set(russian) - set(english) == set()
