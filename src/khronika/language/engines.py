"""The engine of a language, found by entry point and loaded when its first document comes."""

from functools import cache
from typing import cast

from khronika import plugins
from khronika.errors import LanguageError
from khronika.language.record import Engine

GROUP = "khronika.languages"


@cache
def available() -> list[str]:
    """List the languages that can be analysed (ISO 639-1), sorted."""
    return plugins.names(GROUP)


@cache
def engine(language: str) -> Engine:
    """Give the engine of a language; it is loaded once.

    Raises:
        LanguageError: no engine is installed for that language, or its models are missing.
    """
    if language not in available():
        raise LanguageError(
            f"no engine for language {language!r} (have: {', '.join(available()) or 'none'}; another is added by a "
            f"package with an entry point in {GROUP})"
        )
    return cast(Engine, plugins.find(GROUP, language)())
