"""Rows as they stand, made of bodies: the columns by which mentions, statements and relations are listed and found."""

from typing import Any

from khronika.model import Body, argument_keys
from khronika.store.priority import priority

BIGGEST = 2**63 - 1


def mention_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a mention that follow from its body."""
    date, place = body["date"] or {}, body["place"] or {}
    return {
        "type": body["type"],
        "mode": body["mode"] or "",
        "realis": body["realis"],
        "date_start": date.get("start") or "",
        "date_end": date.get("end") or "",
        "date_precision": date.get("precision") or "",
        "place": place.get("name") or "",
        "country": place.get("country") or "",
        "admin1": place.get("admin1") or "",
        "geonames_id": place.get("geonames_id"),
        "lat": place.get("lat"),
        "lon": place.get("lon"),
        "speaker": body["attribution"]["speaker"] or "",
        "trigger": body["trigger"]["text"],
        "quote": body["quote"],
        "start": body["start"],
        "end": body["end"],
        "confidence": body["confidence"],
        "priority": priority(body),
        "body": body,
    }


def mention_values(body: Body, *, document_id: int, language: str, **columns: Any) -> dict[str, Any]:
    """Give the row of a mention; `columns` are its proposal, status and revision where they are not the first."""
    values = mention_columns(body)
    return {"key": body["id"], "document_id": document_id, "language": language, **values, **columns}


def argument_values(mention: str, body: Body) -> list[dict[str, Any]]:
    """Give the rows of a mention's arguments."""
    keys = argument_keys(body["arguments"])
    pairs = zip(keys, body["arguments"], strict=True)
    return [{"mention_id": mention, "key": key, **argument_columns(told)} for key, told in pairs]


def argument_columns(told: Body) -> dict[str, Any]:
    """Give the columns of an argument that follow from what it tells."""
    value = told["value"]
    return {
        "role": told["role"],
        "start": told["start"],
        "end": told["end"],
        "text": told["text"],
        "kind": value.get("kind") or "",
        "name": value.get("name") or "",
        "low": _whole(value.get("low")),
        "high": _whole(value.get("high")),
        "inferred": told["inferred"],
    }


def _whole(number: int | None) -> int | None:
    return None if number is None else min(int(number), BIGGEST)


def statement_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a statement that follow from its body."""
    speaker = body["speaker"]
    return {
        "speaker": speaker["name"] if speaker else "",
        "relation": body["relation"],
        "quote": body["quote"],
        "start": body["start"],
        "end": body["end"],
        "body": body,
    }


def relation_columns(body: Body) -> dict[str, Any]:
    """Give the columns of a relation that follow from its body."""
    return {
        "subject": body["subject"]["name"],
        "relation": body["relation"],
        "role": body["role"] or "",
        "object": body["object"]["name"],
        "quote": body["quote"],
        "start": body["start"],
        "end": body["end"],
        "body": body,
    }
