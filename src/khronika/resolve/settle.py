"""What stands: a machine's proposal with what people decided about it, applied in order.

A decision is never forgotten and never wins over a later one; a decision taken back is as if it had not been. Where the
coder says something else now than what the person saw, and it makes a difference, the status is `returned` until
somebody decides about what it says now.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from msgspec import Struct

from khronika.model import Body, Decision, argument_keys
from khronika.model.keys import UNSAID

Status = Literal["proposed", "accepted", "corrected", "rejected", "merged", "added", "returned", "gone"]
NOBODY: Body = {"speaker": None, "relation": "states", "start": None, "end": None, "text": None}
# What a field says when a person strikes it out; what is not here can only be corrected.
EMPTY: Mapping[str, Any] = {
    "mode": None, "contexts": [], "date": None, "place": None, "attribution": NOBODY,
    "speaker": None, "on_behalf_of": None, "role": None,
}  # fmt: skip
# Fields that are more than one column of a row: the value is an object with these.
COMPOUND: Mapping[str, tuple[str, ...]] = {"type": ("type", "mode"), "quote": ("start", "end", "quote")}
ARGUMENT = "argument:"
# What a verb says of the whole; a split says nothing of the first of the two.
VERDICTS: Mapping[str, Status] = {"accept": "accepted", "reject": "rejected", "merge": "merged", "add": "accepted"}


class Proposed(Struct, frozen=True, kw_only=True):
    """What the coder says now, or (`live` false) said last before it fell silent."""

    body: Body
    fingerprint: str
    live: bool = True

    @property
    def sight(self) -> str:
        """What a decision about it notes as `seen`."""
        return self.fingerprint if self.live else f"-{self.fingerprint}"


class Settled(Struct, frozen=True, kw_only=True):
    """What stands; `keys` name the arguments of `body` in order, `decided` the newest decision about each field.

    `seen` is the fingerprint of the proposal that the last decision was made about, where a `returned` differs from it.
    """

    body: Body
    status: Status
    keys: tuple[str, ...] = ()
    decided: Mapping[str, int] = {}
    seen: str | None = None


def settle(
    proposal: Proposed | None, decisions: Sequence[Decision], *, earlier: Mapping[str, Body] | None = None
) -> Settled:
    """Apply decisions (oldest first) to a proposal; None where a person added the whole.

    `earlier` are the bodies of older proposals by fingerprint: a proposal that changed only where people had corrected
    it does not return. Decisions of a batch do not count.

    Raises:
        ValueError: there is neither a proposal nor an `add` of the whole.
    """
    standing = effective(decisions)
    settled = _apply(proposal, standing, decisions)
    seen = _outdated(proposal, standing)
    if seen is None or proposal is None:
        return settled
    before = (earlier or {}).get(seen)
    if proposal.live and before is not None:
        then = _apply(Proposed(body=before, fingerprint=seen), standing, decisions)
        if _same(then.body, settled.body):
            return settled
    if not proposal.live and settled.status == "rejected":
        return settled
    return Settled(body=settled.body, status="returned", keys=settled.keys, decided=settled.decided, seen=seen)


def effective(decisions: Sequence[Decision]) -> list[Decision]:
    """Give the decisions that count: not of a batch, not taken back, and no undo; in order."""
    counted = sorted((d for d in decisions if d.batch is None), key=lambda decision: decision.id)
    undone: set[int] = set()
    standing = []
    for decision in reversed(counted):
        if decision.id in undone:
            continue
        if decision.verb == "undo":
            undone.add(decision.undoes or 0)
        else:
            standing.append(decision)
    return standing[::-1]


def _outdated(proposal: Proposed | None, standing: Sequence[Decision]) -> str | None:
    """Give the fingerprint that the newest decision was made about, if the coder says something else since."""
    if proposal is None or not standing:
        return None
    seen = standing[-1].seen
    return seen.removeprefix("-") if seen is not None and seen != proposal.sight else None


def _same(a: Body, b: Body) -> bool:
    return {k: v for k, v in a.items() if k not in UNSAID} == {k: v for k, v in b.items() if k not in UNSAID}


def _apply(proposal: Proposed | None, standing: Sequence[Decision], every: Sequence[Decision]) -> Settled:
    draft = _Draft(proposal, standing, every)
    for decision in standing:
        draft.take(decision)
    return draft.settled()


class _Draft:
    """A row while decisions are applied to it: its body without arguments, and its arguments by key."""

    def __init__(self, proposal: Proposed | None, standing: Sequence[Decision], every: Sequence[Decision]) -> None:
        """Start from the proposal, or from the whole row that a person added."""
        added = [d for d in standing if _is_whole_add(d)] or [d for d in every if _is_whole_add(d)]
        if proposal is None and not added:
            raise ValueError("nothing to settle: no proposal, and nobody added it")
        base: Body = proposal.body if proposal else added[-1].value
        self.body: Body = {name: value for name, value in base.items() if name != "arguments"}
        self.named: list[Body] = list(base.get("arguments", ()))
        self.arguments = dict(zip(argument_keys(self.named), self.named, strict=True))
        self.has_arguments = "arguments" in base
        self.own = proposal is None
        self.silent = proposal is not None and not proposal.live
        self.verdict: Status | None = None
        self.corrected = False
        self.decided: dict[str, int] = {}

    def take(self, decision: Decision) -> None:
        """Apply one decision; a correction of what was rejected takes it up again."""
        field = decision.target.field
        self.decided[field or ""] = decision.id
        if field is None:
            self.verdict = VERDICTS.get(decision.verb, self.verdict)
        elif decision.verb in {"correct", "reject", "add"}:
            self._part(decision, field)
            self.verdict = "accepted"
            self.corrected = True

    def _part(self, decision: Decision, field: str) -> None:
        value: Any = EMPTY.get(field) if decision.verb == "reject" else decision.value
        if field == "argument":
            self.named.append(value)
            self.arguments[argument_keys(self.named)[-1]] = value
        elif field.startswith(ARGUMENT):
            self._argument(field.removeprefix(ARGUMENT), value)
        elif field in COMPOUND and isinstance(value, Mapping):
            self.body.update({name: value[name] for name in COMPOUND[field] if name in value})
        else:
            self.body[field] = value

    def _argument(self, key: str, value: Body | None) -> None:
        """Put another argument in the place of one, or strike it out; where the coder dropped it, it comes last."""
        if value is None:
            self.arguments.pop(key, None)
        else:
            self.arguments[key] = value

    def settled(self) -> Settled:
        """Give what stands."""
        body = dict(self.body)
        if self.has_arguments or self.arguments:
            body["arguments"] = list(self.arguments.values())
        return Settled(body=body, status=self._status(), keys=tuple(self.arguments), decided=self.decided)

    def _status(self) -> Status:
        if self.verdict is None:
            return "gone" if self.silent or self.own else "proposed"
        if self.verdict != "accepted":
            return self.verdict
        if self.own:
            return "added"
        return "corrected" if self.corrected else "accepted"


def _is_whole_add(decision: Decision) -> bool:
    return decision.verb == "add" and decision.target.field is None


def field_of(settled: Settled, field: str) -> Any:
    """Give what stands in a field, in the form of a decision's value; None for what is not there."""
    if field.startswith(ARGUMENT):
        arguments = dict(zip(settled.keys, settled.body.get("arguments", ()), strict=True))
        return arguments.get(field.removeprefix(ARGUMENT))
    if field in COMPOUND:
        return {name: settled.body[name] for name in COMPOUND[field] if name in settled.body}
    return settled.body.get(field)
