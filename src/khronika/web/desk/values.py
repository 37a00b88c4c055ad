"""What a person types into a field's form, as a value of the output contract."""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from khronika import gazetteer
from khronika.errors import DecisionError, ValueFormatError
from khronika.model import Body, Interval
from khronika.web.templatetags.wording import where

Typed = Mapping[str, str]
Make = Callable[[Typed, Any], Any]
PARTIES = {"actor", "recipient"}


def value_of(field: str, typed: Typed, stands: Any, contexts: list[str]) -> Any:
    """Give the new value of a field; `stands` is the value that it has, whose words stay.

    Raises:
        DecisionError: what was typed is no such value.
    """
    if field.startswith("argument:"):
        return {**stands, "value": _argument_value(stands["role"], typed, stands["value"])}
    if field == "contexts":
        return contexts
    return MAKERS[field](typed, stands)


def _kind(typed: Typed, _stands: Any) -> Body:
    type_, _slash, mode = typed.get("kind", "").partition("/")
    return {"type": type_, "mode": mode or None}


def _date(typed: Typed, stands: Any) -> Body:
    kept = stands or {"text": None, "relative_to": None}
    when = typed.get("when", "")
    days = {} if stands and when == written(stands) else interval(when)
    return {**kept, **days, "inferred": False}


def _place(typed: Typed, stands: Any) -> Body:
    kept = {"text": (stands or {}).get("text"), "inferred": False}
    return {**place(typed), **kept}


def _attribution(typed: Typed, stands: Any) -> Body:
    speaker = typed.get("speaker", "").strip()
    relation = typed.get("relation", "states")
    kept = stands or {}
    if not speaker:
        return {"speaker": None, "relation": relation, "start": None, "end": None, "text": None}
    return {**{name: kept.get(name) for name in ("start", "end", "text")}, "speaker": speaker, "relation": relation}


def _speaker(typed: Typed, stands: Any) -> Body | None:
    name = typed.get("name", "").strip()
    kept = stands or {"start": None, "end": None, "text": None}
    return {**kept, "name": name} if name else None


def _party(typed: Typed, stands: Any) -> Body:
    return {**stands, "name": typed.get("name", "").strip(), "kind": typed.get("kind", stands["kind"])}


MAKERS: Mapping[str, Make] = {
    "type": _kind,
    "realis": lambda typed, _stands: typed.get("realis", ""),
    "date": _date,
    "place": _place,
    "attribution": _attribution,
    "speaker": _speaker,
    "on_behalf_of": _speaker,
    "relation": lambda typed, _stands: typed.get("relation", ""),
    "kind": lambda typed, _stands: typed.get("kind", ""),
    "subject": _party,
    "object": _party,
    "role": lambda typed, _stands: typed.get("role", "").strip() or None,
}


def _argument_value(role: str, typed: Typed, stands: Body) -> Body:
    if role in PARTIES:
        return {"kind": typed.get("kind", "unknown"), "name": typed.get("name", "").strip()}
    if role == "number":
        return {
            "low": _whole(typed.get("low", "")), "high": _whole(typed.get("high", "")),
            "approximate": typed.get("approximate") == "on", "of": typed.get("of") or None,
        }  # fmt: skip
    if role == "date":
        return stands if typed.get("when", "") == written(stands) else interval(typed.get("when", ""))
    if role == "place":
        return place(typed)
    amount = typed.get("amount", "").strip().replace(",", ".")
    try:
        number = float(amount) if amount else None
    except ValueError as error:
        raise DecisionError(_("“%(text)s” is no number.") % {"text": amount}) from error
    return {"name": typed.get("name", "").strip(), "amount": number, "unit": typed.get("unit", "").strip() or None}


def _whole(text: str) -> int | None:
    digits = re.sub(r"[\s\u00a0\u202f,.]", "", text)
    if not digits:
        return None
    if not digits.isascii() or not digits.isdigit() or len(digits) > 15:
        raise DecisionError(_("“%(text)s” is no number.") % {"text": text[:40]})
    return int(digits)


def interval(text: str) -> Body:
    """Read when: `2026-05-12`, `2026-05`, `2026`, `2026-05-12..2026-05-14`, `2026-05-12..`, or nothing: unknown.

    Raises:
        DecisionError: it is no such text, or no such day.
    """
    text = text.strip()
    if not text:
        return {"start": None, "end": None, "precision": "unknown"}
    first, dots, last = (part.strip() for part in re.split(r"(\.\.|–|—)", text, maxsplit=1)) if _is_range(text) else (
        text, "", ""
    )  # fmt: skip
    try:
        low = Interval.parse(first) if first else None
        high = Interval.parse(last) if last else None
        if not dots and low:
            return _days(low.start, low.end, low.precision)
        whole = Interval(low.start if low else None, high.end if high else None, "range" if low and high else "open")
    except ValueFormatError as error:
        want = _("“%(text)s” is no date. Write 2026, 2026-05, 2026-05-12 or 2026-05-12..2026-05-14.")
        raise DecisionError(want % {"text": text[:40]}) from error
    return _days(whole.start, whole.end, whole.precision)


def _is_range(text: str) -> bool:
    return ".." in text or "–" in text or "—" in text


def _days(start: date | None, end: date | None, precision: str) -> Body:
    return {
        "start": start.isoformat() if start else None,
        "end": end.isoformat() if end else None,
        "precision": precision,
    }


def written(value: Mapping[str, Any] | None) -> str:
    """Write an interval as a person would type it: the reverse of `interval`."""
    told = value or {}
    start, end = told.get("start"), told.get("end")
    if not start and not end:
        return ""
    if told.get("precision") in {"day", "month", "year"} and start:
        return str(start)[: {"day": 10, "month": 7, "year": 4}[told["precision"]]]
    last = (date.fromisoformat(end) - timedelta(1)).isoformat() if end else ""
    return f"{start or ''}..{last}"


def place(typed: Typed) -> Body:
    """Read where: a place of the gazetteer that was chosen, else the name as typed."""
    known = gazetteer.load()
    name = typed.get("name", "").strip()
    chosen = typed.get("place", "")
    for candidate in known.candidates(name):
        found = known.place(candidate)
        if chosen and chosen == str(found.geonames_id):
            return {field: getattr(found, field) for field in found.__struct_fields__}
    if not name:
        raise DecisionError(_("A place needs a name."))
    return {
        "name": name, "country": typed.get("country", "").strip().upper() or None,
        "admin1": typed.get("admin1", "").strip() or None, "geonames_id": None, "lat": None, "lon": None,
        "precision": "unknown",
    }  # fmt: skip


def places(name: str, most: int = 8) -> list[tuple[str, str]]:
    """Give the places that a name may mean: GeoNames id and words, the likeliest first."""
    known = gazetteer.load()
    found = [known.place(candidate) for candidate in known.candidates(name)[:most]] if name else []
    return [
        (str(one.geonames_id), where({"name": one.name, "admin1": one.admin1, "country": one.country}))
        for one in found
        if one.geonames_id
    ]
