"""The marked passages: every mark is one that the ontology knows, and stands where the words stand."""

import sys
from pathlib import Path

import pytest

TRAINING = Path(__file__).parent.parent.parent / "training"
sys.path.append(str(TRAINING))

from passages import analysed, labels, read_passages  # noqa: E402

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


def test_the_head_of_a_phrase_tells_and_its_other_words_are_not_learnt_from(tmp_path):
    line = "Nurses [took to the streets|PROTEST demonstration] and will [strike|PROTEST strike future]."
    (tmp_path / "en-9.txt").write_text(f"# news\n{line}\n", encoding="utf-8")
    (passage,) = read_passages(tmp_path / "en-9.txt")
    (sentence,) = analysed(passage, "en")
    told, realis = labels(sentence, passage.marks)
    words = [token.text for token in sentence.tokens]
    assert told[words.index("took")] == "PROTEST demonstration"
    assert told[words.index("streets")] == "-"
    assert (told[words.index("strike")], realis[words.index("strike")]) == ("PROTEST strike", "future")
    assert told[words.index("Nurses")] == "O"
