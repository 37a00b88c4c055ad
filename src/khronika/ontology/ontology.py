"""The ontology as one value: which codes there are, what they mean and what they are elsewhere."""

from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from msgspec import Struct

from khronika.errors import DataError
from khronika.ontology.reading import read_counterparts, read_entries, read_types
from khronika.ontology.record import CODEBOOKS, Counterpart, Entry, EventType, Mode


class Ontology(Struct, frozen=True, kw_only=True):
    """Types with their modes, closed lists of terms, and the crosswalks to ACLED, CAMEO and HURIDOCS."""

    types: Mapping[str, EventType]
    roles: Mapping[str, Entry]
    contexts: Mapping[str, Entry]
    realis: Mapping[str, Entry]
    attribution: Mapping[str, Entry]
    sectors: Mapping[str, Entry]
    codebooks: Mapping[str, Mapping[str, Counterpart]]

    def sector(self, told: str, language: str) -> str:
        """Give the label of a sector by its code or its English words; what is no sector stands for itself."""
        entry = self.sectors.get(told.replace(" ", "_"))
        return entry.labels[language] if entry else told

    def check(self, type: str, mode: str | None = None) -> None:
        """Do nothing if type and mode exist.

        Raises:
            DataError: no such type, or no such mode of it; the message names codes that look like it.
        """
        self.find(type, mode)

    def find(self, type: str, mode: str | None = None) -> Mode:
        """Give the row of a mode, or of the type where no mode is given.

        Raises:
            DataError: as `check`.
        """
        if type not in self.types:
            raise DataError(f"no such type {type!r} ({_near(type, self.types)})")
        row = self.types[type]
        if mode is None:
            return row
        if mode not in row.modes:
            raise DataError(f"no such mode {mode!r} of {type} ({_near(mode, row.modes)}{self._elsewhere(mode, type)})")
        return row.modes[mode]

    def check_context(self, context: str) -> None:
        """Do nothing if the context exists.

        Raises:
            DataError: no such context; the message names codes that look like it.
        """
        if context not in self.contexts:
            raise DataError(f"no such context {context!r} ({_near(context, self.contexts)})")

    def label(self, type: str, mode: str | None = None, *, language: str = "en") -> str:
        """Give the label of a mode, or of the type where no mode is given, in one of the four languages."""
        labels = self.find(type, mode).labels
        if language not in labels:
            raise DataError(f"no labels in language {language!r} (there are {', '.join(labels)})")
        return labels[language]

    def counterparts(self, codebook: str, type: str, mode: str | None = None) -> tuple[str, ...]:
        """Give the codes another codebook has for an event, the nearest first; empty where it has none.

        Raises:
            DataError: no such codebook, type or mode.
        """
        _check_codebook(codebook)
        codes: tuple[str, ...] = getattr(self.find(type, mode), codebook)
        return codes

    def read(self, codebook: str, code: str) -> tuple[str | None, str | None]:
        """Give the type and mode that another codebook's code is read as; (None, None) where nothing corresponds.

        Raises:
            DataError: no such codebook, or no such code in it.
        """
        _check_codebook(codebook)
        row = self.codebooks[codebook].get(code)
        if row is None:
            raise DataError(f"no such code {code!r} of {codebook} ({_near(code, self.codebooks[codebook])})")
        return row.type, row.mode

    def _elsewhere(self, mode: str, type: str) -> str:
        others = [code for code, row in self.types.items() if mode in row.modes and code != type]
        return f"; it is a mode of {', '.join(others)}" if others else ""


def _near(word: str, words: Mapping[str, object]) -> str:
    by_fold = {known.casefold(): known for known in words}
    near = get_close_matches(word.casefold(), by_fold, n=3, cutoff=0.6)
    if near:
        return "near: " + ", ".join(by_fold[fold] for fold in near)
    return "there are " + ", ".join(words) if len(words) < 80 else "nothing looks like it"


def _check_codebook(codebook: str) -> None:
    if codebook not in CODEBOOKS:
        raise DataError(f"no such codebook {codebook!r} (there are {', '.join(CODEBOOKS)})")


@cache
def load() -> Ontology:
    """Load the ontology, once.

    Raises:
        DataError: a data file has a bad row.
    """
    return Ontology(
        types=read_types(),
        roles=read_entries("roles"),
        contexts=read_entries("contexts"),
        realis=read_entries("realis"),
        attribution=read_entries("attribution"),
        sectors=read_entries("sectors"),
        codebooks={codebook: read_counterparts(codebook) for codebook in CODEBOOKS},
    )
