"""Reading the tables: what a row means, and what is said of a bad one."""

import pytest

from khronika import lexicon, ontology
from khronika.errors import DataError
from khronika.lexicon.tables import read_frames, read_words
from khronika.lexicon.triggers import read_condition, read_triggers

HEAD = "words\tpos\ttype\tmode\tframe\tneeds\tcontexts\tweight\n"
CLASSES = {"@police": frozenset({"police", "constable"})}


def triggers(row: str) -> tuple[lexicon.Trigger, ...]:
    """Read one row as triggers.tsv."""
    return read_triggers("triggers.tsv", HEAD + row, frames={"agent"}, classes=CLASSES, codes=ontology.load())


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("walk* out\tVERB\tPROTEST\tstrik\tagent\t\t\t0.9", "triggers.tsv:2: no such mode 'strik'"),
        ("walk* out\tVERB\tPROTEZT\t\tagent\t\t\t0.9", "triggers.tsv:2: no such type 'PROTEZT'"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagents\t\t\t0.9", "triggers.tsv:2: no such frame 'agents'"),
        ("walk* out\tWERB\tPROTEST\tstrike\tagent\t\t\t0.9", "triggers.tsv:2: no such part of speech 'WERB'"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagent\t\t\t9", "triggers.tsv:2: not a weight: '9'"),
        ("walk* out*\tVERB\tPROTEST\tstrike\tagent\t\t\t0.9", "triggers.tsv:2: two anchors"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagent\tsubj\t\t0.9", "triggers.tsv:2: not a condition: 'subj'"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagent\tsubj=@cooks\t\t0.9", "triggers.tsv:2: no such class '@cooks'"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagent\t\tlabor\t0.9", "triggers.tsv:2: no such context 'labor'"),
        ("walk* out\tVERB\tPROTEST\tstrike\tagent\t\t\t0.9\tmore", "triggers.tsv:2: 9 cells (want 8"),
    ],
)
def test_a_bad_row_is_told_by_file_line_and_rule(row: str, message: str) -> None:
    with pytest.raises(DataError) as caught:
        triggers(row)
    assert str(caught.value).startswith(message)


def test_other_columns_than_asked_are_an_error() -> None:
    with pytest.raises(DataError, match=r"words\.tsv:1: columns are word, meaning \(want lemma, pos, meaning, note\)"):
        read_words("words.tsv", "word\tmeaning\n")


def test_a_lemma_stands_twice_only_with_another_part_of_speech() -> None:
    head = "lemma\tpos\tmeaning\tnote\n"
    assert len(read_words("t.tsv", head + "claim\tVERB\tclaims\nclaim\tNOUN\tclaims\n")) == 2
    with pytest.raises(DataError, match=r"t\.tsv:3: 'claim' stands here twice as VERB"):
        read_words("t.tsv", head + "claim\tVERB\tclaims\nclaim\tVERB\tsays\n")


def test_a_frame_is_read_for_verbs_and_nouns_in_the_order_of_the_file() -> None:
    head = "frame\tpos\trole\trelation\tmarker\n"
    rows = read_frames("f.tsv", head + "agent\tVERB\tactor\tsubj\nagent\tNOUN\tactor\tnmod\tby|of\n")
    assert rows["agent", "NOUN"] == (lexicon.FrameRow("agent", "NOUN", "actor", "nmod", "by|of"),)
    assert rows["agent", "VERB"][0].marker is None


def test_the_star_marks_the_anchor_which_otherwise_is_a_verbs_first_and_a_nouns_last_word() -> None:
    assert triggers("hunger strike\tNOUN\tPROTEST\thunger_strike\tagent\t\t\t1")[0].key == "strike"
    assert triggers("walk out\tVERB\tPROTEST\tstrike\tagent\t\t\t1")[0].key == "walk"
    assert triggers("go on strike*\tVERB\tPROTEST\tstrike\tagent\t\t\t1")[0].key == "strike"
    assert triggers("take to =streets*\tVERB\tPROTEST\tmarch\tagent\t\t\t1")[0].key == "streets"


def test_a_hyphenated_word_is_also_found_where_it_is_taken_apart() -> None:
    found = triggers("sit-in\tNOUN\tPROTEST\tsit_in\tagent\t\t\t1")
    assert [(trigger.words, trigger.key) for trigger in found] == [
        (("sit-in",), "sit-in"),
        (("sit", "-", "in"), "sit"),
        (("sit", "in"), "sit"),
    ]


@pytest.mark.parametrize(
    ("written", "relation", "lemmas", "negated"),
    [
        ("obj=arrest|Detention", "obj", {"arrest", "detention"}, False),
        ("!obj=ball", "obj", {"ball"}, True),
        ("obl:to|into=prison", "obl:to|into", {"prison"}, False),
        ("subj=@police", "subj", {"@police", "police", "constable"}, False),
        ("xcomp=*", "xcomp", {"*"}, False),
    ],
)
def test_a_condition_is_a_relation_and_its_words(written: str, relation: str, lemmas: set[str], negated: bool) -> None:
    assert read_condition(written, CLASSES) == lexicon.Condition(relation, frozenset(lemmas), negated)


def test_an_unknown_language_or_table_is_an_error() -> None:
    with pytest.raises(DataError, match="no lexicon for language 'xx'"):
        lexicon.load("xx")
    with pytest.raises(DataError, match="has no table 'spells'"):
        lexicon.load("en").words("spells")


def test_the_version_is_that_of_the_loaded_files_and_differs_between_languages() -> None:
    versions = {language: lexicon.version(language) for language in lexicon.languages()}
    assert len(set(versions.values())) == len(versions)
    assert all(len(version) == 12 for version in versions.values())


@pytest.mark.parametrize("language", lexicon.languages())
def test_rows_are_in_order_and_none_stands_twice(language: str) -> None:
    rows = lexicon.load(language).triggers
    assert [row.line for row in rows] == sorted(row.line for row in rows)
    seen: dict[object, int] = {}
    twice = []
    for row in rows:
        first = seen.setdefault((row.words, row.anchor, row.pos, row.needs, row.type, row.mode), row.line)
        twice += [f"lines {first} and {row.line}: {' '.join(row.words)}"] if first != row.line else []
    assert not twice
