"""Whether an expression of time points ahead: from the verb it hangs on, else from the nearest word that tells."""

from collections.abc import Sequence

from khronika.annotate.dates.match import Match
from khronika.annotate.dates.pieces import Piece
from khronika.language.record import Sentence


def points_ahead(one: Match, pieces: Sequence[Piece], sentence: Sentence) -> bool:
    """Say whether what happens then is still to come ("will meet on Friday"); what is not told counts as past."""
    if any(piece.kind == "ahead" for piece in pieces[one.first : one.last]):
        return True
    cues = [(_distance(at, one), piece.kind) for at, piece in enumerate(pieces) if piece.kind in ("ahead", "behind")]
    return bool(cues) and min(cues)[1] == "ahead"


def _distance(at: int, one: Match) -> int:
    return one.first - at if at < one.first else at - one.last + 1
