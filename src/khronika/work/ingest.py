"""Take reports into a chronicle: read, code, store, and tell which repeat each other."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.db import DatabaseError

from khronika.errors import ChangedError
from khronika.read import list_sources
from khronika.read.result import Failure
from khronika.read.source import Source
from khronika.store.incoming import Incoming
from khronika.work.arrivals import Input, Known, look
from khronika.work.chronicle import Chronicle
from khronika.work.outcome import Outcome
from khronika.work.pending import Pending
from khronika.work.run import by_source, coding
from khronika.work.settings import Settings
from khronika.work.storing import incoming_of, store, sweep_evidence
from khronika.work.tally import Tally

OnOutcome = Callable[[Outcome], None]


@dataclass
class Added:
    """What became of the inputs: the tally of what was coded, and how many documents have which fate.

    Fates: new, version, known; reprint counts the documents that were found to repeat another.
    """

    tally: Tally = field(default_factory=Tally)
    fates: Counter[str] = field(default_factory=Counter)


def add(
    chronicle: Chronicle,
    paths: Sequence[Path | bytes],
    *,
    settings: Settings,
    jobs: int = 1,
    on_outcome: OnOutcome = lambda outcome: None,
) -> Added:
    """Code everything under the paths and store it; what is there already is left as it is.

    Some documents at a time are stored in one transaction, so that a run cut short leaves whole documents, and the next
    run takes up what is missing. `on_outcome` is told of each document as it is stored, and of each failure.
    """
    sweep_evidence(chronicle)
    run = _Run(chronicle, settings, on_outcome)
    with coding():
        for _, group in by_source(run.inputs(paths), settings, jobs):
            run.take(group)
        run.store()
    return run.added


class _Run:
    """One run of `add`: holds what is under way and what became of the rest."""

    def __init__(self, chronicle: Chronicle, settings: Settings, on_outcome: OnOutcome) -> None:
        self.added = Added()
        self._chronicle, self._settings, self._on_outcome = chronicle, settings, on_outcome
        self._waiting: deque[Input] = deque()
        self._copies: set[int] = set()
        self._pending = Pending()

    def inputs(self, paths: Sequence[Path | bytes]) -> Iterator[Source]:
        """Give what is to be read, in order; the chronicle's own folder is never read."""
        for source in list_sources(paths):
            if self._chronicle.folder in Path(source.name).resolve().parents:
                continue
            for found in self._look(source):
                if isinstance(found, Input):
                    self._waiting.append(found)
                    yield found.source
                elif isinstance(found, Known):
                    self.added.fates["known"] += found.documents
                    self._on_outcome(Outcome(size=found.size))
                else:
                    self._tell(Outcome(failure=found))

    def _look(self, source: Source) -> Iterator[Input | Known | Failure]:
        """Look what is known of a source; what waits to be stored is stored first where it may be the same."""
        found = list(look(source))
        if any(isinstance(one, Input) and self._pending.holds(one) for one in found):
            self.store()
            found = list(look(source))
        return iter(found)

    def take(self, group: Iterable[Outcome]) -> None:
        """Take up what came of the source that waits longest; once all of it is there, it has arrived."""
        taken = self._waiting.popleft()
        digests: set[str] = set()
        is_whole = True
        for outcome in group:
            incoming = self._incoming(outcome, taken)
            if incoming is not None and taken.digest not in (None, incoming.sha256):
                self._pending.drop(taken)
                self._tell(Outcome(failure=_changed(taken.source)))
                return
            if self._pending.is_ripe_for(incoming):
                self.store()
            self._pending.add(outcome, taken, incoming)
            if incoming is None:
                is_whole = False
            else:
                digests.add(incoming.sha256)
        if is_whole and taken.digest is not None:
            self._pending.whole.update((digest, taken.source.name) for digest in digests)

    def _incoming(self, outcome: Outcome, taken: Input) -> Incoming | None:
        if outcome.rows is None:
            return None
        return incoming_of(outcome.rows, taken, self._settings, is_coded=outcome.failure is None)

    def store(self) -> None:
        """Store what waits, and tell of it."""
        batch, self._pending = self._pending, Pending()
        self._store(batch)

    def _store(self, batch: Pending) -> None:
        """Store together what waits; where that fails (a full disk), as much of it as can be, by halves."""
        if not batch.outcomes and not batch.whole:
            return
        try:
            saved, copies = store(self._chronicle, batch.documents, sorted(batch.whole))
        except ChangedError as error:
            self._tell(Outcome(failure=_changed(batch.leave_out(error.digest))))
            self._store(batch)
            return
        except (DatabaseError, OSError):
            if len(batch.outcomes) < 2:
                raise
            for half in batch.halves():
                self._store(half)
            return
        self._copies |= copies
        self.added.fates.update(one.fate for one in saved)
        self.added.fates["reprint"] = len(self._copies)
        for outcome in batch.outcomes:
            self._tell(outcome)

    def _tell(self, outcome: Outcome) -> None:
        self.added.tally.add(outcome)
        self._on_outcome(outcome)


def _changed(source: Source) -> Failure:
    return Failure(source.id, source.name, "changed while it was read: add it again")
