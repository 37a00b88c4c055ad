"""Coded documents that wait to be stored together: a transaction costs as much for one as for many."""

import time
from dataclasses import dataclass, field

from khronika.read.source import Source
from khronika.store.incoming import Incoming
from khronika.work.arrivals import Input
from khronika.work.outcome import Outcome
from khronika.work.storing import Taken

TOGETHER = 64  # documents stored in one transaction
LETTERS = 4_000_000  # of their texts
SECONDS = 1.0  # that they wait at most, if anything comes after them


@dataclass
class Pending:
    """What waits, in order: each outcome with the input that it came from, and with the document if there is one.

    `whole` holds the digests and names of the files of which nothing is to come any more.
    """

    whole: set[tuple[str, str]] = field(default_factory=set)
    _waiting: list[tuple[Outcome, Input, Incoming | None]] = field(default_factory=list)
    _since: float = 0.0

    @property
    def outcomes(self) -> list[Outcome]:
        """Give what is to be told once all is stored."""
        return [outcome for outcome, _, _ in self._waiting]

    @property
    def documents(self) -> list[Taken]:
        """Give what is to be stored."""
        return [Taken(incoming, taken) for _, taken, incoming in self._waiting if incoming is not None]

    def add(self, outcome: Outcome, taken: Input, incoming: Incoming | None) -> None:
        """Let one more wait."""
        if not self._waiting:
            self._since = time.monotonic()
        self._waiting.append((outcome, taken, incoming))

    def drop(self, taken: Input) -> None:
        """Forget what came of an input."""
        self._waiting = [told for told in self._waiting if told[1] is not taken]

    def leave_out(self, digest: str) -> Source:
        """Forget what came of the input of these bytes; give it."""
        [taken, *_] = [taken for _, taken, _ in self._waiting if taken.digest == digest]
        self.drop(taken)
        self.whole = {told for told in self.whole if told[1] != taken.source.name}
        return taken.source

    def halves(self) -> "tuple[Pending, Pending]":
        """Give what waits in two parts; what is whole is so with the second."""
        middle = len(self._waiting) // 2
        return Pending(set(), self._waiting[:middle]), Pending(self.whole, self._waiting[middle:])

    def holds(self, taken: Input) -> bool:
        """Say whether a file of the same bytes waits."""
        return taken.digest is not None and any(other.digest == taken.digest for _, other, _ in self._waiting)

    def is_ripe_for(self, incoming: Incoming | None) -> bool:
        """Say whether what waits is to be stored before this document joins it.

        That is so where there is enough of it, and where the document is another version of one that waits.
        """
        if not self._waiting:
            return False
        texts = [one.document["text"] for _, _, one in self._waiting if one is not None]
        is_much = len(self._waiting) >= TOGETHER or sum(map(len, texts)) >= LETTERS
        slots = {one.slot for _, _, one in self._waiting if one is not None}
        is_old = time.monotonic() - self._since > SECONDS
        return is_much or is_old or (incoming is not None and incoming.slot in slots)
