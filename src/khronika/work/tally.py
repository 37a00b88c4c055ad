"""Count what a run read and found: documents, event mentions by type, place and month, and what failed."""

from collections import Counter
from dataclasses import dataclass, field

from khronika.read.result import Failure
from khronika.work.outcome import Outcome


@dataclass
class Tally:
    """The counts of a run, filled document by document; `failures` are the inputs that could not be read or coded."""

    documents: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    types: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    months: Counter[str] = field(default_factory=Counter)
    languages: Counter[str] = field(default_factory=Counter)
    genres: Counter[str] = field(default_factory=Counter)
    failures: list[Failure] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        if outcome.failure:
            self.failures.append(outcome.failure)
        if outcome.counts:
            counts = outcome.counts
            self.documents += 1
            self.rows.update(counts.rows)
            self.languages[counts.language or "unknown"] += 1
            self.genres[counts.genre] += 1
            self.warnings.extend((counts.id, warning) for warning in counts.warnings)
            for kind, place, month in counts.events:
                self.types[kind] += 1
                self.places[place or "unknown"] += 1
                self.months[month or "unknown"] += 1
