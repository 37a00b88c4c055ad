"""Rows that people make: a mention, statement or relation that the coder missed, and the second of two events in one.

A row that people made has no proposal; the decision `add` about it holds it whole.
"""

from typing import Any

from khronika.errors import DecisionError
from khronika.model import Body, Decision, Target, TargetKind, argument_keys, mention_id, relation_keys, statement_keys
from khronika.resolve.settle import Settled
from khronika.store import models
from khronika.version import __version__
from khronika.work import assembling, decisions, settling
from khronika.work.values import check_row

OWN = frozenset({"id", "document", "confidence", "coder"})  # of a mention: what is its own, whatever it says
SURE = 1.0  # the confidence of a row that a person made


def add(*, by: str, target: Target, value: Any, reason: str, batch: int | None = None) -> Decision:
    """Add a whole row that the coder missed; `value` is a row of the contract, which names its document.

    The key is made as the coder makes its own; `target.key` is empty, or the key of the row as it would be.

    Raises:
        DecisionError: the row does not fit the contract or the text.
    """
    if not isinstance(value, dict):
        raise DecisionError("an added row is a whole row of the contract (give document, start, end, quote …)")
    document = models.Document.objects.filter(name=value.get("document")).first()
    if document is None:
        raise DecisionError(f"there is no document {value.get('document')!r} in this chronicle")
    body = check_row(target.kind, value, text=document.text)
    body["document"] = document.name
    return _made(target.kind, document, body, by=by, reason=reason, batch=batch)


def _made(
    kind: TargetKind, document: models.Document, body: Body, *, by: str, reason: str, batch: int | None,
    before: Body | None = None,
) -> Decision:  # fmt: skip
    key = _free_key(kind, document, body)
    if kind == "mention":
        body = {"id": key, **body, "confidence": SURE, "coder": __version__}
    made = decisions.write(
        by=by, verb="add", target=Target(kind, key), value=body, before=before, reason=reason, batch=batch
    )
    if batch is None:
        assembling.stand_anew(kind, settling.ROWS[kind](pk=key, document=document), [made])
    return made


def _free_key(kind: TargetKind, document: models.Document, body: Body) -> str:
    """Make a key as the coder makes it, with the first number that is free."""
    if kind == "mention":
        trigger = body["trigger"]
        form = trigger["text"].casefold()
        appearance = document.text[: trigger["start"]].casefold().count(form)
        return _first_free(kind, lambda number: mention_id(document.name, form, appearance, number))
    keys_of = statement_keys if kind == "statement" else relation_keys
    return _first_free(kind, lambda number: keys_of(document.name, [body] * (number + 1))[-1])


def _first_free(kind: TargetKind, make: Any) -> str:
    number = 0
    while True:
        key: str = make(number)
        taken = settling.ROWS[kind]._default_manager.filter(pk=key).exists()
        if not taken and not models.Decision.objects.filter(target_kind=kind, target=key).exists():
            return key
        number += 1


def split(
    row: settling.Row, settled: Settled, *, by: str, value: Any, reason: str, batch: int | None = None
) -> Decision:
    """Make a second mention of a passage that tells two events: what `value` says, else as the first.

    Two decisions: the split about the first, whose value names the second, and an add about the second.
    """
    body = {name: said for name, said in settled.body.items() if name not in OWN}
    body |= value if isinstance(value, dict) else {}
    body["arguments"] = _without_repeats(body["arguments"])
    checked = check_row("mention", body, text=row.document.text) | {"document": row.document.name}
    added = _made("mention", row.document, checked, by=by, reason=reason, batch=batch, before={"split": row.pk})
    proposal = settling.proposed(row)
    made = decisions.write(
        by=by, verb="split", target=Target("mention", row.pk), value={"into": added.target.key},
        seen=proposal.sight if proposal else None, reason=reason, batch=batch,
    )  # fmt: skip
    if batch is None:
        assembling.stand_anew("mention", row)
    return made


def _without_repeats(arguments: list[Body]) -> list[Body]:
    return list(dict(zip(argument_keys(arguments), arguments, strict=True)).values())


def check_merge(row: settling.Row, value: Any) -> Body:
    """Refuse to merge a mention into one that is not of the same report, is itself merged, or was rejected."""
    into = value.get("into") if isinstance(value, dict) else None
    other = models.Mention.objects.filter(pk=into).first() if isinstance(into, str) else None
    if other is None:
        raise DecisionError(f"there is no mention {into!r} to merge into")
    if other.pk == row.pk or other.document_id != row.document_id:
        raise DecisionError("only two mentions of one report are merged (say of others that their event is the same)")
    if other.status in {"merged", "rejected", "gone"}:
        raise DecisionError(f"mention {into} is {other.status} (merge into one that stands)")
    return {"into": other.pk}


def twins(taken: Decision) -> list[Decision]:
    """Give the decisions that must be taken back with one: a split and the add of its second mention.

    Raises:
        DecisionError: the second mention has been decided about since.
    """
    if taken.verb == "split":
        key = taken.value["into"]
        return [_still_newest(taken, key, "add")]
    if taken.verb == "add" and taken.target.field is None:
        row = models.Decision.objects.filter(pk=taken.id).values_list("before", flat=True).first()
        origin = (row or {}).get("split")
        found = [d for d in decisions.about("mention", origin) if d.verb == "split"] if origin else []
        return [d for d in found if d.value["into"] == taken.target.key and not _is_undone(d)]
    return []


def _still_newest(taken: Decision, key: str, verb: str) -> Decision:
    last = decisions.newest(decisions.about("mention", key), batch=taken.batch)
    if last is None or last.verb != verb:
        reason = f"mention {key}, made by this split, has been decided about since (reject it, or undo that first)"
        raise DecisionError(reason)
    return last


def _is_undone(decision: Decision) -> bool:
    return models.Decision.objects.filter(undoes=decision.id).exists()
