"""Keep words that look like dates from being taken for one: "may", "to march", a bare number."""

import re
from collections.abc import Sequence

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.language.record import Sentence

NAMES_OF_TIME = frozenset({"month", "season", "weekday"})
NOT_NOMINAL = frozenset({"VERB", "AUX", "INTJ"})
YEARS = range(1800, 2060)
# Words before a figure that make it a number of somebody, not a year.
MORE = re.compile(
    r"\b(?:(?:more|less|fewer) than|at (?:least|most)|более|больше|менее|меньше|свыше)\s+$", re.IGNORECASE
)


def is_plausible(one: Match, pieces: Sequence[Piece], text: str, sentence: Sentence) -> bool:
    """Say whether a match is an expression of time where it stands."""
    if one.last - one.first > 1:
        return True
    piece = pieces[one.first]
    if piece.kind == "year":
        return (
            _is_year(one, pieces)
            and not MORE.search(text, max(0, piece.start - 15), piece.start)
            and not _is_count(piece, sentence)
        )
    if piece.kind == "month" and _is_march(one, pieces):
        return False
    if piece.kind in NAMES_OF_TIME:
        return not _is_other_word(piece, sentence)
    return True


def _is_year(one: Match, pieces: Sequence[Piece]) -> bool:
    before = pieces[one.first - 1].kind if one.first else ""
    after = pieces[one.last].kind if one.last < len(pieces) else ""
    if before in ("sign", "number") or after in ("sign", "units", "number"):
        return False
    return int(pieces[one.first].value) in YEARS


def _is_count(piece: Piece, sentence: Sentence) -> bool:
    """Say whether a round number before a bare plural counts it: "2000 people", but "the 2019 protests"."""
    at = sentence.covering(piece.start, piece.end)
    if not at or int(piece.value) % 100 or sentence.tokens[at[0]].deprel.partition(":")[0] != "nummod":
        return False
    head = sentence.tokens[at[0]].head
    return head > at[0] and not any(sentence.dependents(head, "det"))


def _is_other_word(piece: Piece, sentence: Sentence) -> bool:
    at = sentence.covering(piece.start, piece.end)
    if not at:
        return False
    token = sentence.tokens[at[0]]
    if token.upos == "ADJ" and token.text[0].isupper() and at[0] > 0:  # «Октябрьский суд», but «октябрьский митинг»
        return True
    named = any(n.kind == "person" and n.first <= at[0] < n.last and n.last - n.first > 1 for n in sentence.names)
    return (named and piece.kind != "weekday") or token.upos in NOT_NOMINAL


def _is_march(one: Match, pieces: Sequence[Piece]) -> bool:
    """Say whether a month's name without a day is a word of a title: "the March for Life"."""
    before = pieces[one.first - 1].kind if one.first else ""
    after = pieces[one.last].kind if one.last < len(pieces) else ""
    return after in ("of", "of_for") and before in ("the", "a", "")
