"""One passage's account of one event, each field with its words."""

from datetime import date
from hashlib import sha256
from typing import Literal

from msgspec import Struct

from khronika.model.interval import Interval, Precision
from khronika.model.place import Place, PlacePrecision
from khronika.model.span import Span
from khronika.model.value import Participant, Quantity, Term

Role = Literal[
    "actor", "recipient", "place", "date", "number", "instrument", "demand", "reason", "charge", "sentence",
    "legal_basis", "employer", "sector",
]  # fmt: skip
Realis = Literal["actual", "generic", "future", "hypothetical", "negated"]
Manner = Literal["states", "says", "claims", "denies", "accuses"]
ArgumentValue = Participant | Quantity | Place | Interval | Term


class Argument(Struct, frozen=True):
    """Who or what plays a role in an event; `inferred` where the words stand elsewhere than the grammar asks."""

    role: Role
    start: int
    end: int
    text: str
    value: ArgumentValue
    inferred: bool = False


class ToldDate(Struct, frozen=True):
    """When an event was: half-open days, the words that say so, and the day they were counted from."""

    start: date | None = None
    end: date | None = None
    precision: Precision = "unknown"
    text: Span | None = None
    relative_to: date | None = None
    inferred: bool = False


class ToldPlace(Struct, frozen=True):
    """Where an event was, and the words that say so."""

    name: str
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
    text: Span | None = None
    inferred: bool = False


class Attribution(Struct, frozen=True):
    """Who tells it, and how; a null speaker is the reporter, then the span is null too."""

    speaker: str | None = None
    relation: Manner = "states"
    start: int | None = None
    end: int | None = None
    text: str | None = None


class EventMention(Struct, frozen=True, kw_only=True):
    """One passage's account of one event: type, mode, realis, attribution, trigger and arguments."""

    id: str
    document: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    realis: Realis = "actual"
    start: int
    end: int
    quote: str
    trigger: Span
    arguments: tuple[Argument, ...] = ()
    date: ToldDate | None = None
    place: ToldPlace | None = None
    attribution: Attribution
    confidence: float
    coder: str


def mention_id(document: str, form: str, appearance: int, number: int) -> str:
    """Make a mention's id from what does not change when rules improve.

    `form` is the trigger's text, casefolded here; `appearance` counts that form in the text from 0; `number` tells
    apart the events of one trigger. Gives 16 hexadecimal digits.
    """
    key = "\x1f".join((document, " ".join(form.casefold().split()), str(appearance), str(number)))
    return sha256(key.encode()).hexdigest()[:16]
