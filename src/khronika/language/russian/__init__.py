"""Russian: razdel, navec, slovnet and pymorphy3 behind the record of analysed sentences."""

from functools import cache

from khronika.language.record import Engine

__all__ = ["load"]


@cache
def load() -> Engine:
    """Load the engine (about a second, once); the models lie in the `natasha` package.

    Raises:
        LanguageError: that package, or a file of it, is missing.
    """
    from khronika.language.russian.engine import RussianEngine
    from khronika.language.russian.models import load_models

    return RussianEngine(load_models())
