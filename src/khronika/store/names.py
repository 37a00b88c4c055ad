"""Names of documents in a chronicle, and the ids of their rows under those names."""

from typing import Any

import msgspec

from khronika.model import Body, digest
from khronika.store.incoming import Incoming

LONGEST = 480


def fit(name: str) -> str:
    """Give a name that fits its column: a very long one is cut and ends with a digest of the whole."""
    name = without_nul(name)
    return name if len(name) <= LONGEST else f"{name[: LONGEST - 20]}…{digest(name)}"


def without_nul(value: Any) -> Any:
    """Replace NUL, which PostgreSQL cannot hold, by the sign for what cannot be shown; offsets stay right."""
    if isinstance(value, str):
        return value.replace("\x00", "\ufffd")
    if isinstance(value, dict):
        return {key: without_nul(item) for key, item in value.items()}
    return [without_nul(item) for item in value] if isinstance(value, list | tuple) else value


def clean(incoming: Incoming) -> Incoming:
    """Give the document without NUL anywhere in it."""
    if b"\\u0000" not in msgspec.json.encode((incoming.document, incoming.run)):
        return incoming
    names = ("document", "event_mentions", "statements", "relations", "entities", "run")
    changes = {name: without_nul(getattr(incoming, name)) for name in names}
    return msgspec.structs.replace(
        incoming, **{name: tuple(rows) if isinstance(rows, list) else rows for name, rows in changes.items()}
    )


def rename(incoming: Incoming, name: str) -> Incoming:
    """Give the document's rows under its name in the chronicle.

    Where that is not the id of the output contract (another input has it, or this is a later version), a mention's key
    is made of the name and its id; the same coding gives the same keys.
    """
    if name == incoming.document["id"]:
        return incoming
    keys = {mention["id"]: digest(name, mention["id"]) for mention in incoming.event_mentions}
    return msgspec.structs.replace(
        incoming,
        event_mentions=tuple({**row, "id": keys[row["id"]], "document": name} for row in incoming.event_mentions),
        statements=tuple({**row, "document": name, "about": _about(row["about"], keys)} for row in incoming.statements),
        relations=tuple({**row, "document": name} for row in incoming.relations),
        entities=tuple({**row, "document": name} for row in incoming.entities),
    )


def _about(about: Body, keys: dict[str, str]) -> Body:
    return {**about, "events": [keys.get(key, key) for key in about["events"]]}
