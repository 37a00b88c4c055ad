"""Sentences written down as trees, so that rules over grammar are tested without a parser.

One token a line: form, lemma, UPOS, head (1-based, 0 is the root), relation and, if any, features; blanks between.
"""

from collections.abc import Mapping
from functools import cache

from khronika.language import Sentence, Token

NO_FEATS: Mapping[str, str] = {}


def tree(block: str, language: str = "en") -> Sentence:
    """Read a block of tokens into a sentence; one space stands between the words of its text."""
    rows = [line.split() for line in block.strip().splitlines()]
    tokens, at = [], 0
    for form, lemma, upos, head, relation, *feats in rows:
        tokens.append(Token(at, at + len(form), form, lemma, upos, _feats(*feats), int(head) - 1, relation))
        at += len(form) + 1
    return Sentence(0, at - 1, language, tuple(tokens))


@cache
def _feats(written: str = "") -> Mapping[str, str]:
    return dict(pair.split("=") for pair in written.split("|")) if written else NO_FEATS


def words(sentence: Sentence, indices: object) -> list[str]:
    """Give the forms of tokens by their indices."""
    return [sentence.tokens[index].text for index in indices]  # type: ignore[attr-defined]  # any iterable of indices
