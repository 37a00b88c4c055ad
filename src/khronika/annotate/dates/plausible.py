"""Keep words that look like dates from being taken for one: "may", "to march", a bare number."""

import re
from collections.abc import Sequence

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.language.record import Sentence

NAMES_OF_TIME = frozenset({"month", "season", "weekday"})
NOT_NOMINAL = frozenset({"VERB", "AUX", "INTJ"})
YEARS = range(1800, 2060)
FROM_AN_EVENT = frozenset({"before", "after"})
FEW = 4  # up to here an ordinal is rather a first or second of something than a day of the month
# Words before a figure that make it a number of somebody, not a year.
MORE = re.compile(
    r"\b(?:(?:more|less|fewer) than|at (?:least|most)|более|больше|менее|меньше|свыше)\s+$", re.IGNORECASE
)


# «1990 г. р.» is when somebody was born.
BORN = re.compile(r"\s*(?:г\.?\s?р\b|р\.?\s?н\b|года? рождения|року народження)", re.IGNORECASE)
ARTICLE = re.compile(r"\.?\s?\d")  # «ч. 2 **ст.** 296»: an article, and no century
NUMBERED = re.compile(r"(?:№\s?|\b[^\W\d_a-zа-яёіїєґ]{3,6}\s)$")  # «УИК 1804»


def is_plausible(one: Match, pieces: Sequence[Piece], text: str, sentence: Sentence) -> bool:
    """Say whether a match is an expression of time where it stands."""
    if one.rule.reading == "spoken_year":
        return not _is_spoken_count(one, pieces, sentence)
    kinds = [piece.kind for piece in pieces[one.first : one.last]]
    if one.rule.reading == "century" and ARTICLE.match(text, pieces[one.last - 1].end):
        return False
    if "year" in kinds and BORN.match(text, _end_of_year(one, pieces)):
        return False
    if kinds[-1] in FROM_AN_EVENT:
        return not _counts_from_event(pieces[one.last - 1], sentence)
    if one.rule.reading == "day_of_month" and kinds[-1] == "ordinal":
        return _is_spoken_day(pieces[one.last - 1], sentence)
    if "ordinal" in kinds and "month" in kinds and sentence.language in ("ru", "uk"):
        return _is_genitive(pieces[one.first + kinds.index("ordinal")], sentence)
    if one.last - one.first > 1:
        return True
    piece = pieces[one.first]
    if piece.kind == "year":
        return (
            _is_year(one, pieces)
            and not MORE.search(text, max(0, piece.start - 15), piece.start)
            and not _is_numbered(piece, text, sentence)
            and not _is_count(piece, sentence)
        )
    if piece.kind == "month" and _is_march(one, pieces):
        return False
    if piece.kind in NAMES_OF_TIME:
        return not _is_other_word(piece, sentence)
    return True


def _is_numbered(piece: Piece, text: str, sentence: Sentence) -> bool:
    """Say whether a figure is the number of what an abbreviation before it names."""
    is_shouted = text[sentence.start : sentence.end].isupper()
    return not is_shouted and NUMBERED.search(text, max(0, piece.start - 15), piece.start) is not None


def _end_of_year(one: Match, pieces: Sequence[Piece]) -> int:
    return next(piece.end for piece in pieces[one.first : one.last] if piece.kind == "year")


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


def _is_spoken_count(one: Match, pieces: Sequence[Piece], sentence: Sentence) -> bool:
    """Say whether a spoken number counts what follows: "two thousand people", but "two thousand and eight"."""
    at = sentence.covering(pieces[one.first].start, pieces[one.last - 1].end)
    return any(sentence.tokens[i].deprel == "nummod" and sentence.tokens[i].head not in at for i in at)


def _counts_from_event(piece: Piece, sentence: Sentence) -> bool:
    """Say whether "before" or "after" has something behind it to count from: "the day before **the vote**"."""
    at = sentence.covering(piece.start, piece.end)
    return not at or sentence.tokens[at[0]].upos in ("ADP", "SCONJ")


def _is_spoken_day(piece: Piece, sentence: Sentence) -> bool:
    """Say whether an ordinal in words is a day of the month: "on the ninth", but "on the ninth floor"."""
    at = sentence.covering(piece.start, piece.end)
    if not at or int(piece.value) <= FEW:
        return False
    return sentence.tokens[at[0]].deprel.partition(":")[0] in ("obl", "nmod")


def _is_genitive(piece: Piece, sentence: Sentence) -> bool:
    """Say whether an ordinal names a day of a month: «девятого марта», but «второй март подряд»."""
    at = sentence.covering(piece.start, piece.end)
    return bool(at) and sentence.tokens[at[0]].text.endswith(("ого", "его", "ього"))


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
