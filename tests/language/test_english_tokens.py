"""Words in bar notation, as the English Web Treebank cuts them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khronika.language.english.tokens import tokenise

CASES = [
    "They|did|n't|say|we|'ll|come|,|he|'d|'ve|said|.",
    "We|can|not|,|he|’s|gone|and|I|ca|n’t|.",
    "The|workers|'|union|'s|10|-|year|anti-war|strike",
    "A|state|-|run|plant|in|Port|-|au|-|Prince",
    "Shots|at|5|pm|,|again|at|10:30|p.m.|:|2|dead",
    "It|cost|$|3.5|m|,|or|€|10,000|(|7|%|)|.",
    "Mr.|J.|Smith|of|AT&T|met|Dr.|Li|.",
    "In|the|1990s|and|'68|,|No.|5|was|shut|.",
    "The|U.S.|and|the|U.K|signed|.",
    "On|2024-03-05|and|12/3/2024",
    "Read|https://example.org/a?b=1|,|or|write|to|desk@example.org|.",
    "See|khronika.example.com|and|#|5|,|#FreeThem|,|@desk",
    "“|Out|!!|”|they|cried|...|Then|—|silence|.",
    "O'Brien|,|Ba'ath|and|Sha'lan",
    "THEY|DID|N'T|PAY|JO|'S|FINE",
    "and|/|or",
]


@pytest.mark.parametrize("marked", CASES)
def test_words_are_cut_where_the_bars_are(marked: str) -> None:
    words = marked.split("|")
    text = " ".join(words)
    for clitic in ("n't", "n’t", "N'T", "'s", "’s", "'S", "'ll", "'d", "'ve"):
        text = text.replace(f" {clitic} ", f"{clitic} ")
    text = text.replace("can not", "cannot")
    assert [text[start:end] for start, end in tokenise(text, 0, len(text))] == words


@given(st.text(alphabet="aZé’'\"-.,:/@#&0 9\n\tжn", max_size=60))
def test_every_character_but_white_space_is_in_one_word(text: str) -> None:
    spans = tokenise(text, 0, len(text))
    assert "".join(text[start:end] for start, end in spans) == "".join(text.split())
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    assert not any(character.isspace() for start, end in spans for character in text[start:end])
