"""Whether words that may tell of an event do so here: "they **struck** for a week", "it **struck** her as odd".

A trigger of the lexicon says what its words can mean; what they mean in a place is weighed by a small classifier over
what the engine knows of the word, its sentence and the document, and over who is spoken of. It is trained on the
project's own gold (`training/senses.py`); a language without weights keeps every match.
"""

from khronika.extract.senses.choosing import meant
from khronika.extract.senses.classifier import Senses, load
from khronika.extract.senses.features import Context, context_of, features

__all__ = ["Context", "Senses", "context_of", "features", "load", "meant"]
