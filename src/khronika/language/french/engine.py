"""The French engine: the small network with French words, dictionary and mended relations."""

from functools import cache
from pathlib import Path

import msgspec

from khronika.language import sentence_ends
from khronika.language.compact.engine import CompactEngine, Language
from khronika.language.compact.vectors import Vectors
from khronika.language.french.dictionary import Dictionary
from khronika.language.french.names import find_names
from khronika.language.french.relations import mend
from khronika.language.french.tokens import tokenise
from khronika.language.record import Token

MODEL = Path(__file__).parent / "model"


@cache
def load() -> CompactEngine:
    """Load the engine with the model shipped beside this file; once a process."""
    dictionary = Dictionary(MODEL)
    words = sentence_ends.read_words(Path(__file__).parent / "words.toml")
    language = Language(
        code="fr",
        segment=lambda text: sentence_ends.segment(text, words),
        tokenise=tokenise,
        readings=dictionary.readings,
        lemma=dictionary.lemma,
        mend=lambda tokens: mend([_as_read(dictionary, token) for token in tokens]),
        find_names=find_names,
        vectors=Vectors(MODEL),
    )
    return CompactEngine(MODEL, language)


def _as_read(dictionary: Dictionary, token: Token) -> Token:
    """Give a word the features of the dictionary's reading that fits best."""
    feats = dictionary.features(token.text, token.upos, token.feats)
    return token if feats == token.feats else msgspec.structs.replace(token, feats=feats)
