"""What a person decided: append-only, undone only by a further decision."""

from datetime import datetime
from typing import Any, Literal

from msgspec import Struct

Verb = Literal[
    "accept", "correct", "reject", "add", "split", "merge", "same", "not_same", "choose", "protect", "undo"
]  # fmt: skip
TargetKind = Literal["mention", "statement", "relation", "actor", "event", "actor_link", "event_link", "case_link"]


class Target(Struct, frozen=True):
    """What is decided about: a kind and a stable id; a link's id is its two ends' ids, sorted, with a `|` between.

    `field` names the part that is meant: `type`, `mode`, `realis`, `contexts`, `date`, `place`, `attribution`,
    `argument:KEY` for an argument that is there, `argument` for one that is added, a field of an event; None is the
    whole.
    """

    kind: TargetKind
    key: str
    field: str | None = None


class Decision(Struct, frozen=True, kw_only=True):
    """One decision of one person.

    `value` is the new value, in the form of the output contract; `seen` the fingerprint of the proposal that the
    person saw (None where there was none); `undoes` the id of the decision taken back; `batch` the batch of a blind
    coding it belongs to: such decisions do not count before adjudication.
    """

    id: int
    at: datetime
    by: str
    verb: Verb
    target: Target
    value: Any = None
    seen: str | None = None
    reason: str = ""
    undoes: int | None = None
    batch: int | None = None
    coder: str
    codebook: str
