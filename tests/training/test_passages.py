"""The marked passages: every mark is one that the ontology knows, and the text is whole without it."""

import sys
from pathlib import Path

import pytest

from khronika.errors import DataError

TRAINING = Path(__file__).parent.parent.parent / "training"
sys.path.append(str(TRAINING))

from passages import Mark, read_passages  # noqa: E402

FILES = sorted((TRAINING / "passages").glob("*.txt"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_passage_is_read_and_its_marks_are_taken_out(path):
    passages = list(read_passages(path))
    assert len(passages) > 40
    for passage in passages:
        assert not set("[]|") & set(passage.text)
        for mark in passage.marks:
            words = passage.text[mark.start : mark.end]
            assert words.strip() == words
            assert 1 <= len(words.split()) <= 4


def test_a_mark_says_type_mode_and_realis(tmp_path):
    line = "Nurses [marched|PROTEST march] and [threatened|THREATEN] to [strike|PROTEST strike future]."
    path = tmp_path / "en-9.txt"
    path.write_text(f"# news\n{line}\n\n# post\nThe striker hit the post.\n", encoding="utf-8")
    told, plain = read_passages(path)
    assert told.text == "Nurses marched and threatened to strike.\n"
    assert told.marks == (
        Mark(7, 14, "PROTEST", "march", "actual"),
        Mark(19, 29, "THREATEN", None, "actual"),
        Mark(33, 39, "PROTEST", "strike", "future"),
    )
    assert plain.marks == ()


def test_a_mode_that_no_ontology_knows_is_an_error(tmp_path):
    path = tmp_path / "en-9.txt"
    path.write_text("They [sang|PROTEST choir].\n", encoding="utf-8")
    with pytest.raises(DataError, match="choir"):
        list(read_passages(path))
