"""Ukrainian: a small network trained here, over pymorphy3's dictionary; stems for full-text search."""

from khronika.language.record import Engine

__all__ = ["load"]


def load() -> Engine:
    """Load the engine with the model shipped beside this file; once a process."""
    from khronika.language.ukrainian.engine import load as load_engine

    return load_engine()
