"""The English tables: every row is valid, found by the scan, and what a user would look up is there."""

from typing import get_args

import pytest

from khronika import lexicon, ontology
from khronika.model import Manner, StatementRelation, Tie

ENGLISH = lexicon.load("en")


def example(trigger: lexicon.Trigger) -> str:
    """Write the words that a trigger asks for side by side."""
    words = [word.removeprefix("=") for word in trigger.words]
    for need in trigger.needs:
        if not need.negated and not {"*", "@people"} & need.lemmas:
            marker = need.relation.partition(":")[2].split("|")[0]
            words += [marker, min(lemma for lemma in need.lemmas if not lemma.startswith("@"))]
        elif not need.negated:
            words += ["to" if need.relation == "xcomp" else need.relation.partition(":")[2].split("|")[0]]
    return " ".join(word for word in words if word != "poss").replace(" - ", "-")


def test_every_trigger_has_a_type_mode_and_frame_that_exist() -> None:
    for trigger in ENGLISH.triggers:
        ontology.load().check(trigger.type, trigger.mode)
        assert (trigger.frame, "VERB") in ENGLISH.frames or (trigger.frame, "NOUN") in ENGLISH.frames


def test_every_type_and_every_mode_has_triggers() -> None:
    types = ontology.load().types
    told = {(trigger.type, trigger.mode) for trigger in ENGLISH.triggers}
    assert {kind for kind, _ in told} == set(types)
    missing = {(kind, mode) for kind, row in types.items() for mode in row.modes} - told
    assert not missing


def test_every_trigger_is_found_in_an_example_made_of_its_words() -> None:
    scanner = lexicon.scanner("en")
    lost = [f"line {t.line}: {example(t)}" for t in ENGLISH.triggers if not scanner.hits(example(t))]
    assert not lost


def test_triggers_of_one_anchor_come_with_the_most_demanding_first() -> None:
    for rows in ENGLISH.by_anchor.values():
        sizes = [row.size for row in rows]
        assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize(
    ("table", "lemma", "pos", "meaning", "note"),
    [
        ("reporting", "deny", "VERB", "denies", "denies"),
        ("reporting", "according to", "ADP", "says", "states"),
        ("realis", "refuse", "VERB", "negated", None),
        ("realis", "inaction", "NOUN", "negated", "itself"),
        ("groups", "nurse", "NOUN", "workers", "health"),
        ("roles", "constable", "NOUN", "police", None),
        ("ties", "co-founder", "NOUN", "founder", None),
        ("titles", "gen.", "PROPN", "military", None),
        ("instruments", "tear gas", "NOUN", "police", None),
        ("quantities", "dozens", "NOUN", "24..", None),
        ("units", "rouble", "NOUN", "money:RUB", None),
        ("offences", "hooliganism", "NOUN", "public_order", None),
        ("legal", "article", "NOUN", "article", None),
    ],
)
def test_a_word_is_looked_up_in_its_table(table: str, lemma: str, pos: str, meaning: str, note: str | None) -> None:
    word = ENGLISH.word(table, lemma, pos)
    assert word is not None
    assert (word.meaning, word.note) == (meaning, note)
    assert lemma in ENGLISH.words(table)


def test_a_word_with_another_part_of_speech_is_not_taken() -> None:
    assert ENGLISH.word("reporting", "according to", "VERB") is None


def test_classes_hold_the_words_of_groups_and_roles() -> None:
    assert "police officer" in ENGLISH.classes["@police"]
    assert {"nurse", "police officer"} <= ENGLISH.classes["@people"]


@pytest.mark.parametrize(
    ("table", "meanings"),
    [
        ("light", {"does", "suffers", "joins", "happens"}),
        ("realis", {"future", "generic", "hypothetical", "negated"}),
        ("reporting", set(get_args(Manner))),
        ("ties", set(get_args(Tie))),
    ],
)
def test_meanings_are_those_of_the_nouns(table: str, meanings: set[str]) -> None:
    assert {word.meaning for word in ENGLISH.tables[table]} <= meanings


def test_reporting_words_note_the_relation_of_a_statement() -> None:
    assert {word.note for word in ENGLISH.tables["reporting"]} <= set(get_args(StatementRelation))
