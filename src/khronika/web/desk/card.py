"""The card: what a mention, statement or relation says, field by field, each with its words."""

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, structs

from khronika.model import Body, TargetKind, argument_keys
from khronika.resolve.settle import EMPTY, Settled
from khronika.web.desk.report import Mark
from khronika.web.labels import field_label
from khronika.web.templatetags.wording import argument, kind, term, when, where

# The tint of a role; every other has the last.
TINTS = {"actor", "recipient", "place", "date", "number", "told", "trigger"}
OTHER = "other"
# Fields whose words are marked below those of arguments, which say the same more exactly.
ROLE_ORDER = (
    "actor", "recipient", "number", "employer", "sector", "demand", "reason", "charge", "sentence", "legal_basis",
    "instrument", "place", "date",
)  # fmt: skip


class Row(Struct, frozen=True):
    """A field of the card: its name in a decision, its label, its value in words, and where its words stand."""

    field: str
    label: str
    value: str
    role: str = ""
    start: int | None = None
    end: int | None = None
    words: str = ""
    is_inferred: bool = False
    is_decided: bool = False
    can_strike: bool = False
    can_edit: bool = True


def rows(target: TargetKind, settled: Settled, proposal: Body | None = None) -> list[Row]:
    """Give the fields of a card, in order; an argument that the coder did not propose is a person's."""
    told = {f"argument:{key}" for key in argument_keys((proposal or {}).get("arguments", ()))}
    made = {"mention": _mention, "statement": _statement, "relation": _relation}[target](settled)
    return [structs.replace(row, is_decided=_is_decided(row.field, settled, told)) for row in made]


def _is_decided(field: str, settled: Settled, proposed: set[str]) -> bool:
    return field in settled.decided or (
        "argument" in settled.decided and field.startswith("argument:") and field not in proposed
    )


def marks(target: TargetKind, settled: Settled) -> Iterator[Mark]:
    """Give the marks of a card's fields; the trigger lies on top."""
    if target == "mention":
        trigger = settled.body["trigger"]
        yield Mark(trigger["start"], trigger["end"], "trigger", "type", rank=0)
    for row in rows(target, settled):
        if row.start is not None and row.end is not None and row.field not in {"trigger", "quote"}:
            rank = 1 if row.field.startswith("argument:") else 2
            yield Mark(row.start, row.end, row.role, row.field, title=row.label, rank=rank)


def title(target: TargetKind, body: Body) -> str:
    """Tell in a few words what a card is about."""
    if target == "mention":
        return kind(body)
    if target == "statement":
        return term(body["relation"], "said")
    return f"{body['subject']['name']} {term(body['relation'], 'tie')} {body['object']['name']}"


def tint(role: str) -> str:
    """Give the tint of a role."""
    return role if role in TINTS else OTHER


def _mention(settled: Settled) -> Iterator[Row]:
    body = settled.body
    trigger = body["trigger"]
    yield Row("type", field_label("type"), kind(body), "trigger", trigger["start"], trigger["end"], trigger["text"])
    yield Row("realis", field_label("realis"), term(body["realis"], "realis"))
    contexts = ", ".join(term(code, "contexts") for code in body["contexts"])
    yield Row("contexts", field_label("contexts"), contexts, can_strike=bool(contexts))
    said = body["attribution"]
    yield _told("attribution", _attribution(said), said, "told", can_strike=bool(said["speaker"]))
    yield _told("date", when(body["date"] or {}), (body["date"] or {}).get("text"), "date", body["date"])
    yield _told("place", where(body["place"] or {}), (body["place"] or {}).get("text"), "place", body["place"])
    told = dict(zip(settled.keys, body.get("arguments", ()), strict=True))
    for key, one in sorted(told.items(), key=lambda pair: ROLE_ORDER.index(pair[1]["role"])):
        if not _repeats(one, body):
            yield _argument(key, one)


def _repeats(said: Mapping[str, Any], body: Body) -> bool:
    """Say whether an argument of place or date says what the mention's own place or date says, at the same words."""
    own = body.get(said["role"]) if said["role"] in {"place", "date"} else None
    span = (own or {}).get("text") or {}
    return (span.get("start"), span.get("end")) == (said["start"], said["end"])


def _argument(key: str, said: Mapping[str, Any]) -> Row:
    return Row(
        f"argument:{key}", term(said["role"], "roles"), argument(said), tint(said["role"]),
        said["start"], said["end"], said["text"], is_inferred=said["inferred"], can_strike=True,
    )  # fmt: skip


def _told(
    field: str, value: str, span: Mapping[str, Any] | None, role: str, whole: Mapping[str, Any] | None = None,
    *, can_strike: bool | None = None,
) -> Row:  # fmt: skip
    span = span or {}
    return Row(
        field, field_label(field), value, role, span.get("start"), span.get("end"), span.get("text") or "",
        is_inferred=bool((whole or {}).get("inferred")),
        can_strike=bool(whole) and field in EMPTY if can_strike is None else can_strike,
    )  # fmt: skip


def _attribution(said: Mapping[str, Any]) -> str:
    speaker = said["speaker"] or field_label("reporter")
    return f"{speaker} · {term(said['relation'], 'attribution')}"


def _statement(settled: Settled) -> Iterator[Row]:
    body = settled.body
    yield Row("relation", field_label("said"), term(body["relation"], "said"), can_edit=True)
    yield _speaker("speaker", body["speaker"], field_label("reporter"))
    yield _speaker("on_behalf_of", body["on_behalf_of"], "")
    yield Row("quote", field_label("quote"), body["quote"], "", body["start"], body["end"], can_edit=False)
    yield Row("kind", field_label("kind"), field_label(body["kind"]))


def _speaker(field: str, said: Mapping[str, Any] | None, none: str) -> Row:
    named = said or {}
    return Row(
        field, field_label(field), named.get("name") or none, "actor" if field == "speaker" else "told",
        named.get("start"), named.get("end"), named.get("text") or "", can_strike=bool(said),
    )  # fmt: skip


def _relation(settled: Settled) -> Iterator[Row]:
    body = settled.body
    for field, role in (("subject", "actor"), ("object", "recipient")):
        said = body[field]
        kind_ = term(said["kind"], "actor_kind")
        row = Row(
            field, field_label(field), f"{said['name']} ({kind_})", role, said["start"], said["end"], said["text"]
        )
        if field == "object":
            yield Row("relation", field_label("relation"), term(body["relation"], "tie"))
            yield Row("role", field_label("role"), body["role"] or "", can_strike=bool(body["role"]))
        yield row
