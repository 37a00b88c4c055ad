"""English: sentences, tokens, lemmas, Universal Dependencies and names, by an encoder trained here."""

from khronika.language.record import Engine

__all__ = ["load"]


def load() -> Engine:
    """Load the engine with the model shipped beside this file; once a process."""
    from khronika.language.english.engine import load as load_engine

    return load_engine()
