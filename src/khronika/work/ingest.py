"""Take reports into a chronicle: read, code, store, and tell which repeat each other."""

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from khronika.read import list_sources
from khronika.read.result import Failure
from khronika.read.source import Source
from khronika.store import arriving
from khronika.work.arrivals import Input, Known, look
from khronika.work.chronicle import Chronicle
from khronika.work.outcome import Outcome
from khronika.work.run import by_source
from khronika.work.settings import Settings
from khronika.work.storing import incoming_of, keep_evidence, store, sweep_evidence
from khronika.work.tally import Tally

OnOutcome = Callable[[Outcome], None]
TOGETHER = 32  # documents stored in one transaction


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

    A source is stored in transactions of its own, so that a run cut short leaves whole documents, and the next run
    takes up what is missing. `on_outcome` is told of each document as it is stored, and of each failure.
    """
    sweep_evidence(chronicle)
    run = _Run(chronicle, settings, on_outcome)
    for _, group in by_source(run.inputs(paths), settings, jobs):
        run.take(group)
    return run.added


class _Run:
    """One run of `add`: holds what is under way and what became of the rest."""

    def __init__(self, chronicle: Chronicle, settings: Settings, on_outcome: OnOutcome) -> None:
        self.added = Added()
        self._chronicle, self._settings, self._on_outcome = chronicle, settings, on_outcome
        self._waiting: deque[Input] = deque()
        self._copies: set[int] = set()

    def inputs(self, paths: Sequence[Path | bytes]) -> Iterator[Source]:
        """Give what is to be read, in order; the chronicle's own folder is never read."""
        for source in list_sources(paths):
            if self._chronicle.folder in Path(source.name).resolve().parents:
                continue
            for found in look(source):
                if isinstance(found, Input):
                    self._waiting.append(found)
                    yield found.source
                elif isinstance(found, Known):
                    self.added.fates["known"] += found.documents
                    self._on_outcome(Outcome(size=found.size))
                else:
                    self._tell(Outcome(failure=found))

    def take(self, group: Iterable[Outcome]) -> None:
        """Store what came of the source that waits longest; once all of it is there, note that it has arrived."""
        taken = self._waiting.popleft()
        digests: set[str] = set()
        is_whole = True
        for outcomes in _batches(group):
            incoming = [
                incoming_of(outcome.rows, taken, self._settings, is_coded=outcome.failure is None)
                for outcome in outcomes
                if outcome.rows
            ]
            if any(taken.digest not in (None, one.sha256) for one in incoming):
                self._tell(Outcome(failure=_changed(taken.source)))
                return
            keep_evidence(self._chronicle, taken, incoming)
            saved, copies = store(incoming, taken)
            self._copies |= copies
            self.added.fates.update(one.fate for one in saved)
            self.added.fates["reprint"] = len(self._copies)
            digests.update(one.sha256 for one in incoming)
            is_whole = is_whole and len(incoming) == len(outcomes)
            for outcome in outcomes:
                self._tell(outcome)
        if is_whole and taken.digest is not None:
            arriving.note(digests, taken.source.name)

    def _tell(self, outcome: Outcome) -> None:
        self.added.tally.add(outcome)
        self._on_outcome(outcome)


def _batches(group: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    batch: list[Outcome] = []
    for outcome in group:
        batch.append(outcome)
        if len(batch) == TOGETHER:
            yield batch
            batch = []
    if batch:
        yield batch


def _changed(source: Source) -> Failure:
    return Failure(source.id, source.name, "changed while it was read: add it again")
