"""The words in which values are told, one table for all languages."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from khronika.errors import DataError, LanguageError

COLUMNS = {"en": 1, "ru": 2}


@cache
def words(language: str) -> Mapping[str, str]:
    """Load the words of a language by key.

    Raises:
        LanguageError: there are no words in that language.
        DataError: a row has not three columns.
    """
    if language not in COLUMNS:
        raise LanguageError(f"no words in {language!r} (want one of {', '.join(COLUMNS)})")
    found = {}
    for number, line in enumerate((files(__package__) / "words.tsv").read_text("utf8").splitlines(), 1):
        if line and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != 3:
                raise DataError(f"words.tsv:{number}: want key, English and Russian, got {row}")
            found[row[0]] = row[COLUMNS[language]]
    return found
