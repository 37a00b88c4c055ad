"""Which language; text to sentences, lemmas, Universal Dependencies and names."""

from khronika.language.record import Analysis, Engine, NamedSpan, NameKind, Sentence, Token

__all__ = ["Analysis", "Engine", "NameKind", "NamedSpan", "Sentence", "Token"]
