"""The English engine: sentences, tokens, lemmas, Universal Dependencies and names, by an encoder trained here."""

from khronika.language.english.engine import EnglishEngine, load

__all__ = ["EnglishEngine", "load"]
