"""Whether the value of a decision fits the output contract and the text it is about."""

from collections.abc import Mapping
from typing import Annotated, Any

import msgspec
from msgspec import Meta, Struct

from khronika import ontology
from khronika.errors import DataError, DecisionError, ValueFormatError
from khronika.model import (
    About,
    Attribution,
    Body,
    Interval,
    Participant,
    Party,
    Place,
    Quantity,
    Realis,
    Role,
    Span,
    Speaker,
    StatementKind,
    StatementRelation,
    TargetKind,
    Term,
    Tie,
    ToldDate,
    ToldPlace,
)

Name = Annotated[str, Meta(min_length=1, max_length=500)]


class TypeAndMode(Struct, frozen=True):
    """The two codes of an event that stand or fall together."""

    type: str
    mode: str | None = None


class Passage(Struct, frozen=True):
    """The passage that tells something."""

    start: int
    end: int
    quote: str


class ArgumentHead(Struct, frozen=True):
    """An argument but for its value, whose form its role decides."""

    role: Role
    start: int
    end: int
    text: Name
    value: dict[str, Any]
    inferred: bool = False


# Fields that a person can correct: for each kind of row the form of the value.
FIELDS: Mapping[TargetKind, Mapping[str, Any]] = {
    "mention": {
        "type": TypeAndMode, "mode": str | None, "contexts": tuple[str, ...], "realis": Realis, "date": ToldDate | None,
        "place": ToldPlace | None, "attribution": Attribution, "trigger": Span, "quote": Passage,
        "argument": ArgumentHead,
    },
    "statement": {
        "speaker": Speaker | None, "on_behalf_of": Speaker | None, "relation": StatementRelation, "about": About,
        "kind": StatementKind, "quote": Passage,
    },
    "relation": {"subject": Party, "relation": Tie, "role": str | None, "object": Party, "quote": Passage},
}  # fmt: skip
# What an argument's value is, by its role; every other role has a term.
ROLE_VALUES: Mapping[str, type[Struct]] = {
    "actor": Participant, "recipient": Participant, "place": Place, "date": Interval, "number": Quantity,
}  # fmt: skip


def check_value(kind: TargetKind, field: str, value: Any, *, text: str, type: str | None = None) -> Any:
    """Give a field's value in the form of the contract: defaults filled in, what the contract doesn't know left out.

    `text` is the document's; `type` the event's type as it stands, for a mode alone.

    Raises:
        DecisionError: no such field, a value of the wrong form or code, or words that are not there in the text.
    """
    name = field.partition(":")[0]
    forms = FIELDS.get(kind, {})
    if name not in forms:
        raise DecisionError(f"no such field of a {kind}: {field!r} (there are {', '.join(forms) or 'none'})")
    if name == "type" and isinstance(value, str):
        value = {"type": value}
    try:
        made = msgspec.convert(value, forms[name])
        if isinstance(made, ArgumentHead):
            plain = msgspec.to_builtins(made)
            made_value = msgspec.convert(made.value, ROLE_VALUES.get(made.role, Term))
            _check_bounds(made_value)
            check_spans(made, text, field)
            return {**plain, "value": msgspec.to_builtins(made_value)}
        _check_bounds(made)
    except (msgspec.ValidationError, ValueFormatError) as error:
        raise DecisionError(f"not a {field}: {msgspec.json.encode(value).decode()[:200]} ({error})") from error
    check_spans(made, text, field)
    _check_codes(name, made, type)
    return msgspec.to_builtins(made)


def check_row(kind: TargetKind, body: Body, *, text: str) -> Body:
    """Give a whole row that a person adds in the form of the contract, but for the fields that are not a person's.

    Raises:
        DecisionError: a field is missing or does not fit.
    """
    fields = [name for name in FIELDS[kind] if name not in ("type", "mode", "argument", "quote")]
    passage = {name: body.get(name) for name in ("start", "end", "quote")}
    row: Body = dict(check_value(kind, "quote", passage, text=text))
    if kind == "mention":
        pair = {"type": body.get("type"), "mode": body.get("mode")}
        row |= check_value(kind, "type", pair, text=text)
        body = {"contexts": [], "realis": "actual", "date": None, "place": None, "attribution": {}, **body}
        arguments = body.get("arguments", [])
        row["arguments"] = [check_value(kind, "argument", argument, text=text) for argument in arguments]
    elif kind == "statement":
        body = {"speaker": None, "on_behalf_of": None, "about": {}, "kind": "reported", **body}
    else:
        body = {"role": None, **body}
    missing = [name for name in fields if name not in body]
    if missing:
        raise DecisionError(f"an added {kind} lacks {', '.join(missing)}")
    return row | {name: check_value(kind, name, body[name], text=text) for name in fields}


def check_spans(noun: object, text: str, where: str) -> None:
    """Refuse any span within a noun, however deep, whose words do not stand at its place in the text."""
    if isinstance(noun, tuple):
        for item in noun:
            check_spans(item, text, where)
    if not isinstance(noun, Struct):
        return
    start, end = getattr(noun, "start", None), getattr(noun, "end", None)
    words = getattr(noun, "quote", None) if isinstance(noun, Passage) else getattr(noun, "text", None)
    if isinstance(start, int) and isinstance(end, int):
        if not 0 <= start < end <= len(text) or text[start:end] != words:
            raise DecisionError(f"{where}: {words!r} does not stand at {start}:{end} of the text (select it again)")
    elif isinstance(start, int) or isinstance(end, int) or isinstance(words, str):
        raise DecisionError(f"{where}: the words {words!r} come without their place in the text (select them)")
    for name in noun.__struct_fields__:
        check_spans(getattr(noun, name), text, where)


def _check_bounds(made: Any) -> None:
    """Refuse days, numbers and coordinates that cannot be, which the types alone let through."""
    if isinstance(made, ToldDate):
        Interval(made.start, made.end, made.precision)
    if isinstance(made, Quantity) and made.low is not None and made.high is not None and made.low > made.high:
        raise ValueFormatError(f"not a number: from {made.low} to {made.high} (want low <= high)")
    if isinstance(made, Place | ToldPlace):
        for degrees, most in ((made.lat, 90), (made.lon, 180)):
            if degrees is not None and not -most <= degrees <= most:
                raise ValueFormatError(f"not degrees: {degrees} (want -{most} to {most})")
        if made.country is not None and not (len(made.country) == 2 and made.country.isupper()):
            raise ValueFormatError(f"not a country: {made.country!r} (want an ISO 3166-1 code, two capitals)")


def _check_codes(field: str, made: Any, type: str | None) -> None:
    try:
        if isinstance(made, TypeAndMode):
            ontology.load().check(made.type, made.mode)
        elif field == "mode" and type is not None:
            ontology.load().check(type, made)
        elif field == "contexts":
            for context in made:
                ontology.load().check_context(context)
    except DataError as error:
        raise DecisionError(str(error)) from error
