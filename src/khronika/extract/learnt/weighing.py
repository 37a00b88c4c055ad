"""How likely words tell an event of a type: the network's word, the lexicon's, and what the report is like."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from math import log

import numpy as np
from msgspec import Struct

from khronika.extract.learnt.network import Learnt
from khronika.extract.match import Match, is_in_name
from khronika.extract.scene import Scene

LEAST = 0.001  # likelihoods nearer to 0 or 1 count as this
ASKED = 0.08  # a word of which the lexicon says nothing is weighed where the network gives an event so much
SURE = 0.6  # a mode is told where it has so much of its type's likelihood
NAMED = 4.0  # how much likelier a mode is that the lexicon has for the word, elsewhere
Numbers = tuple[float, ...]


class Proposal(Struct, frozen=True):
    """A word that tells an event by the network alone: its type, its mode, and the numbers by which it is weighed."""

    index: int
    type: str
    mode: str | None
    likely: float
    numbers: Numbers


class Weigher:
    """Weighs the matches and the words of a report, or of a part of it, that the network has read."""

    def __init__(self, network: Learnt, scenes: Sequence[Scene], matches: Sequence[Sequence[Match]]) -> None:
        """Let the network read the scenes and look at the words of all matches."""
        self._network, self._scenes = network, scenes
        asked = [[word for match in found for word in match.words] for found in matches]
        self._said = said = network.read(scenes, asked)
        self._told = 1 - said.shares[:, 0]
        best = np.zeros(len(scenes))
        np.maximum.at(best, np.searchsorted(said.first, said.at, side="right") - 1, self._told)
        self._density = log_odds(float(best.mean()))

    def of_match(self, number: int, match: Match) -> Numbers:
        """Give the numbers by which a match of the lexicon is weighed; `number` counts scenes."""
        first, said = self._said.first[number], self._said
        rows = [said.row[first + word] for word in match.words]
        column = self._network.types.get(match.trigger.type)
        likely = 0.0 if column is None else max(float(said.types[row, column]) for row in rows)
        told = max(float(self._told[row]) for row in rows)
        weight = min(max(match.trigger.weight, 0.05), 0.98)
        return (
            1.0, log_odds(likely), log_odds(told), log_odds(weight), float(match.trigger.size > 1),
            float(match.pos == "NOUN"), self._density,
        )  # fmt: skip

    def proposals(self) -> Iterator[tuple[int, Proposal]]:
        """Yield the words that may tell an event by the network alone, with their scene's number."""
        said, types = self._said, list(self._network.types)
        asked = np.flatnonzero(self._told >= ASKED)
        numbers = np.searchsorted(said.first, said.at[asked], side="right") - 1
        best = said.types[asked].argmax(axis=1)
        for row, number, column in zip(asked.tolist(), numbers.tolist(), best.tolist(), strict=True):
            scene, index = self._scenes[number], int(said.at[row]) - said.first[number]
            token = scene.tokens[index]
            if token.upos == "AUX" or is_in_name(scene, index):
                continue
            likely = float(said.types[row, column])
            triggers = scene.lexicon.by_anchor.get(scene.lemmas[index], ())
            known = {trigger.type for trigger in triggers}
            named = {trigger.mode for trigger in triggers if trigger.type == types[column]}
            weighed = (
                1.0, log_odds(likely), log_odds(float(self._told[row])), float(token.upos in ("NOUN", "PROPN")),
                float(types[column] in known), float(bool(known) and types[column] not in known), self._density,
            )  # fmt: skip
            yield number, Proposal(index, types[column], self._mode(row, types[column], named), likely, weighed)

    def _mode(self, row: int, type_: str, named: AbstractSet[str | None]) -> str | None:
        """Give the mode of a type at a word, None where none is likely enough.

        Modes of the lexicon's own rows for the word are likelier than the others.
        """
        modes, columns = self._network.named, self._network.modes[type_].tolist()
        shares = self._said.shares[row].tolist()
        likely = [(shares[at] * NAMED if modes[at] in named else shares[at], -at) for at in columns]
        best, at = max(likely)
        return modes[-at] if best >= SURE * sum(share for share, _ in likely) else None


def log_odds(likely: float) -> float:
    """Give the log odds of a likelihood, within bounds."""
    likely = min(max(likely, LEAST), 1 - LEAST)
    return log(likely / (1 - likely))
