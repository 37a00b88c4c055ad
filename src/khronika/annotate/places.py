"""Places of a document: every name, demonym and adjective of place, resolved by the gazetteer and the document."""

from khronika import gazetteer
from khronika.annotate.place_context import resolve
from khronika.annotate.place_evidence import accepted
from khronika.annotate.place_spot import Spot, words_of
from khronika.annotate.place_spots import runs, spots
from khronika.gazetteer.keys import is_cyrillic
from khronika.language import Analysis
from khronika.model import Mention, Place

# Where a language is at home, which decides between namesakes: Bayonne is in France before it is in New Jersey.
HOMES = {"fr": "France", "uk": "Україна"}


def find_places(analysis: Analysis) -> list[Mention]:
    """Find the places of a document, in order and without overlap; a place that no gazetteer knows has nulls."""
    known = gazetteer.load()
    found = [spot for sentence in analysis.sentences for spot in spots(analysis.text, sentence, known)]
    kept = accepted(analysis.text, found)
    return [
        Mention(analysis.document.id, "place", spot.start, spot.end, spot.text,
                known.place(candidate) if candidate else Place(_nominative(analysis, spot)))
        for spot, candidate in zip(kept, resolve(kept, _home(analysis, known)), strict=True)
    ]  # fmt: skip


def _home(analysis: Analysis, known: gazetteer.Gazetteer) -> list[Spot]:
    """Give the places in the publisher's name, and the language's home.

    The Paris of the Paris Texas Herald is seldom in France.
    """
    publisher = analysis.document.publisher or ""
    publisher = f"{publisher} {HOMES.get(analysis.language, '')}"
    found = runs(publisher, words_of(publisher, 0, len(publisher)), known)
    return [spot for spot in found if not spot.is_word and not spot.is_adjectival]


def _nominative(analysis: Analysis, spot: Spot) -> str:
    """Give an unknown name as it is listed: a Russian name of one word by its lemma."""
    if is_cyrillic(spot.text) and spot.text.isalpha():
        for sentence in analysis.sentences:
            for token in sentence.tokens if sentence.start <= spot.start < sentence.end else ():
                if (token.start, token.end) == (spot.start, spot.end):
                    return token.lemma.capitalize()
    return spot.text
