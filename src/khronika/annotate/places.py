"""Places of a document: every name, demonym and adjective of place, resolved by the gazetteer and the document."""

from khronika import gazetteer
from khronika.annotate.place_context import resolve
from khronika.annotate.place_evidence import accepted
from khronika.annotate.place_spot import Spot
from khronika.annotate.place_spots import spots
from khronika.gazetteer.keys import is_cyrillic
from khronika.language import Analysis
from khronika.model import Mention, Place


def find_places(analysis: Analysis) -> list[Mention]:
    """Find the places of a document, in order and without overlap; a place that no gazetteer knows has nulls."""
    known = gazetteer.load()
    found = [spot for sentence in analysis.sentences for spot in spots(analysis.text, sentence, known)]
    kept = accepted(analysis.text, found)
    return [
        Mention(analysis.document.id, "place", spot.start, spot.end, spot.text,
                known.place(candidate) if candidate else Place(_nominative(analysis, spot)))
        for spot, candidate in zip(kept, resolve(kept), strict=True)
    ]  # fmt: skip


def _nominative(analysis: Analysis, spot: Spot) -> str:
    """Give an unknown name as it is listed: a Russian name of one word by its lemma."""
    if is_cyrillic(spot.text) and spot.text.isalpha():
        for sentence in analysis.sentences:
            for token in sentence.tokens if sentence.start <= spot.start < sentence.end else ():
                if (token.start, token.end) == (spot.start, spot.end):
                    return token.lemma.capitalize()
    return spot.text
