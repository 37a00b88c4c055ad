"""What can be said: types, modes, roles and their counterparts in other codebooks, as data."""

from functools import cache

from khronika.digests import digest_of
from khronika.ontology.ontology import Ontology, load
from khronika.ontology.pages import page
from khronika.ontology.record import CODEBOOKS, LANGUAGES, SAID, Counterpart, Entry, EventType, Mode

__all__ = [
    "CODEBOOKS", "LANGUAGES", "SAID", "Counterpart", "Entry", "EventType", "Mode", "Ontology",
    "load", "page", "version",
]  # fmt: skip


@cache
def version() -> str:
    """Give the version of the ontology: 12 hexadecimal digits that change with any of its data files."""
    return digest_of("khronika.ontology", "data")
