"""What can be said: types, modes, roles and their counterparts in other codebooks, as data."""

from khronika.ontology.ontology import Ontology, load
from khronika.ontology.pages import page
from khronika.ontology.record import CODEBOOKS, LANGUAGES, Counterpart, Entry, EventType, Mode

__all__ = ["CODEBOOKS", "LANGUAGES", "Counterpart", "Entry", "EventType", "Mode", "Ontology", "load", "page"]
