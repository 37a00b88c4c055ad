"""Where it is: names of settlements, regions and countries, in any script, to places."""

from functools import cache

from khronika.digests import digest_of
from khronika.gazetteer.gazetteer import Candidate, Gazetteer, load

__all__ = ["Candidate", "Gazetteer", "load", "version"]


@cache
def version() -> str:
    """Give the version of the gazetteer: 12 hexadecimal digits that change with any of its data files."""
    return digest_of("khronika.gazetteer", "data")
