"""The rows of the ontology: types, modes, terms, and counterparts in other codebooks."""

from collections.abc import Mapping

from msgspec import Struct

LANGUAGES = ("en", "ru", "uk", "fr")
# Types of what is said or written wherever its author is.
SAID = frozenset({"ACCUSE", "AGREE", "REJECT", "REQUEST", "SANCTION", "SUPPORT", "THREATEN"})
CODEBOOKS = ("acled", "cameo", "huridocs")


class Mode(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One kind of event within a type: what it is, what it is not, its labels and its counterparts.

    `labels` has one label for each of `LANGUAGES`; an empty tuple of counterparts says that there is none.
    """

    definition: str
    not_for: str
    example: str
    labels: Mapping[str, str]
    acled: tuple[str, ...]
    cameo: tuple[str, ...]
    huridocs: tuple[str, ...]


class EventType(Mode, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A type of event with its modes by code; it stands for itself where the mode is not told."""

    code: str
    modes: Mapping[str, Mode]


class Entry(Struct, frozen=True, forbid_unknown_fields=True):
    """A term of a closed list (a role, a context, a realis): what it means, and its labels."""

    definition: str
    labels: Mapping[str, str]


class Counterpart(Struct, frozen=True):
    """A code of another codebook and how it is read here; `type` is None where nothing here corresponds to it.

    `term` is its name there, for ACLED the event type to which the sub-event type belongs.
    """

    code: str
    term: str | None
    type: str | None
    mode: str | None
