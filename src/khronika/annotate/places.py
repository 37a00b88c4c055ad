"""Places of a document: every name, demonym and adjective of place, resolved by the gazetteer and the document."""

from khronika import gazetteer
from khronika.annotate.place_context import resolve
from khronika.annotate.place_evidence import accepted
from khronika.annotate.place_spots import spots
from khronika.language import Analysis
from khronika.model import Mention, Place


def find_places(analysis: Analysis) -> list[Mention]:
    """Find the places of a document, in order and without overlap; a place that no gazetteer knows has nulls."""
    known = gazetteer.load()
    found = [spot for sentence in analysis.sentences for spot in spots(analysis.text, sentence, known)]
    kept = accepted(analysis.text, found)
    return [
        Mention(analysis.document.id, "place", spot.start, spot.end, spot.text,
                known.place(candidate) if candidate else Place(spot.text))
        for spot, candidate in zip(kept, resolve(kept), strict=True)
    ]  # fmt: skip
