"""What an adjudicator takes from the coders of a batch becomes ordinary decisions."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from django.db import transaction
from msgspec import Struct

from khronika.errors import DecisionError
from khronika.model import Body, Decision, Target, Verb
from khronika.resolve.agreement import ROLES, labels_of
from khronika.resolve.settle import ARGUMENT, EMPTY, Settled
from khronika.store import models
from khronika.work import batches, decisions, rows_made, settling
from khronika.work.review import decide

SIMPLE = ("realis", "contexts", "date", "place", "attribution")


class Step(Struct, frozen=True, kw_only=True):
    """One decision to be made: of what field (None: the whole), and to what value."""

    verb: Verb
    field: str | None = None
    value: Any = None


def adjudicate(
    batch: int, mention: str, *, by: str, take: Mapping[str, str], revision: int, reason: str = ""
) -> list[Decision]:
    """Decide about a mention as the coders of a batch did: `take` names for each field the coder whose value is taken.

    Fields are those of `resolve.agreement.FIELDS`; what all coders agree on need not be named. The decisions are the
    adjudicator's, made over what stands, and say which batch they come from; all of them are made, or none.

    Raises:
        ConflictError: somebody decided about the mention in between.
        DecisionError: a field in which the coders differ is not named, a name is no coder's, or two fields taken from
            two coders do not go together.
    """
    chosen = _choose(batch, mention, by, take)
    why = reason or f"adjudication of batch {batch}"
    row = settling.find_row("mention", mention)
    standing = settling.settle_row("mention", row, decisions.about("mention", mention))
    made: list[Decision] = []
    with transaction.atomic():
        for step in _steps(standing, chosen):
            target = Target("mention", mention, step.field)
            made.append(decide(
                by=by, verb=step.verb, target=target, value=step.value, reason=why,
                revision=made[-1].id if made else revision,
            ))  # fmt: skip
    return made


def _choose(batch: int, mention: str, by: str, take: Mapping[str, str]) -> dict[str, Settled]:
    """Give {field: coding whose value is taken}."""
    coded = batches.codings(batch, by=by).get(mention)
    if coded is None:
        raise DecisionError(f"mention {mention!r} is not in batch {batch}")
    strangers = sorted(set(take.values()) - coded.keys())
    if strangers:
        raise DecisionError(
            f"not coders of batch {batch}: {', '.join(strangers)} (they are {', '.join(sorted(coded))})"
        )
    labels = {user: labels_of(settled) for user, settled in coded.items()}
    judged = {user: told for user, told in labels.items() if told}
    if not judged:
        raise DecisionError(f"nobody has judged mention {mention!r} yet")
    if _differs(judged, "verdict") and "verdict" not in take:
        raise DecisionError("the coders differ in verdict: say whose is taken")
    verdict = take.get("verdict") or min(judged)
    if not labels[verdict]:
        raise DecisionError(f"{verdict} has not judged mention {mention!r} yet")
    if labels[verdict]["verdict"] != "accepted":
        return {"verdict": coded[verdict]}
    accepting = {user: told for user, told in judged.items() if told["verdict"] == "accepted"}
    fields = sorted({field for told in accepting.values() for field in told} - {"verdict"})
    open_ = [field for field in fields if _differs(accepting, field) and field not in take]
    if open_:
        raise DecisionError(f"the coders differ in {', '.join(open_)}: say whose value is taken")
    first = min(accepting)
    return {"verdict": coded[verdict]} | {field: coded[take.get(field, first)] for field in fields}


def _differs(labels: Mapping[str, Mapping[str, str]], field: str) -> bool:
    return len({told[field] for told in labels.values() if field in told}) > 1


def _steps(standing: Settled, chosen: Mapping[str, Settled]) -> Iterator[Step]:
    """Give the decisions that lead from what stands to what was chosen."""
    verdict = chosen["verdict"]
    if verdict.status == "rejected":
        yield Step(verb="reject")
        return
    if verdict.status == "merged":
        yield Step(verb="merge", value=_merge_of(verdict))
        return
    pair = {"type": chosen["type"].body["type"], "mode": chosen["mode"].body["mode"]}
    if pair != {name: standing.body[name] for name in pair}:
        yield Step(verb="correct", field="type", value=pair)
    for field in SIMPLE:
        value = chosen[field].body[field]
        if value != standing.body[field]:
            empty = field in EMPTY and value == EMPTY[field]
            yield Step(verb="reject", field=field) if empty else Step(verb="correct", field=field, value=value)
    for role in ROLES:
        yield from _argument_steps(_of_role(standing, role), _of_role(chosen[role], role))
    yield Step(verb="accept")


def _of_role(settled: Settled, role: str) -> dict[str, Body]:
    arguments: Sequence[Body] = settled.body["arguments"]
    return {key: told for key, told in zip(settled.keys, arguments, strict=True) if told["role"] == role}


def _argument_steps(there: Mapping[str, Body], wanted: Mapping[str, Body]) -> Iterator[Step]:
    for key in there.keys() - wanted.keys():
        yield Step(verb="reject", field=f"{ARGUMENT}{key}")
    for key, told in wanted.items():
        if key not in there:
            yield Step(verb="add", field="argument", value=told)
        elif told != there[key]:
            yield Step(verb="correct", field=f"{ARGUMENT}{key}", value=told)


def _merge_of(settled: Settled) -> Body:
    return _body(models.Decision.objects.get(pk=settled.decided[""]))


def _body(row: models.Decision) -> Body:
    return msgspec.convert(row.value, Body)


def adopt(decision: int, *, by: str, revision: int, reason: str = "") -> Decision:
    """Take over a mention that a coder of a batch added, or a split that they made, as an ordinary decision.

    Raises:
        ConflictError: somebody decided about the mention that is split in between.
        DecisionError: there is no such decision of a batch, or it is neither.
    """
    row = models.Decision.objects.exclude(batch=None).filter(pk=decision).first()
    if row is None or row.verb not in {"add", "split"} or row.field or row.batch_id is None:
        raise DecisionError(f"decision {decision} is no addition or split made in a batch")
    batches.refuse_to_show(row.batch_id, by)
    why = reason or f"adjudication of batch {row.batch_id}"
    value = _body(row)
    if row.verb == "split":
        second = _body(models.Decision.objects.get(batch=row.batch_id, verb="add", target=value["into"]))
        value = {name: said for name, said in second.items() if name not in rows_made.OWN}
    target = Target("mention", row.target if row.verb == "split" else "")
    return decide(by=by, verb="split" if row.verb == "split" else "add", target=target, value=value,
                  revision=revision, reason=why)  # fmt: skip
