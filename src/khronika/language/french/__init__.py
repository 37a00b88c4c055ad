"""French: a small network trained here, over the DELA dictionary and word vectors."""

from khronika.language.record import Engine

__all__ = ["load"]


def load() -> Engine:
    """Load the engine with the model shipped beside this file; once a process."""
    from khronika.language.french.engine import load as load_engine

    return load_engine()
