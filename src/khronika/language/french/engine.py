"""The French engine: the small network with French words, dictionary and mended relations."""

from functools import cache
from pathlib import Path

from khronika.language import sentence_ends
from khronika.language.compact.engine import CompactEngine, Language
from khronika.language.french.dictionary import Dictionary
from khronika.language.french.names import find_names
from khronika.language.french.relations import mend
from khronika.language.french.tokens import tokenise
from khronika.language.french.vectors import Vectors

MODEL = Path(__file__).parent / "model"


@cache
def load() -> CompactEngine:
    """Load the engine with the model shipped beside this file; once a process."""
    dictionary, vectors = Dictionary(MODEL), Vectors(MODEL)
    words = sentence_ends.read_words(Path(__file__).parent / "words.toml")
    language = Language(
        code="fr",
        segment=lambda text: sentence_ends.segment(text, words),
        tokenise=tokenise,
        readings=dictionary.readings,
        lemma=dictionary.lemma,
        mend=mend,
        find_names=find_names,
        vector=vectors.row,
        vectors=vectors.table,
    )
    return CompactEngine(MODEL, language)
