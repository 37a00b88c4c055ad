"""The published schema of every output file, made from the types themselves (JSON Schema, draft 2020-12).

The version is `MAJOR.MINOR`: a new column or a new value of a list of values raises MINOR; a column that goes, changes
its meaning or its type raises MAJOR.
"""

import types
from collections.abc import Mapping
from datetime import date
from typing import Literal, Union, get_args, get_origin, get_type_hints

import msgspec
from msgspec import Struct

from khronika.model import Document, EventMention, Mention, Relation, Statement
from khronika.work.rows import COLUMNS
from khronika.work.run_report import RunReport

SCHEMA_VERSION = "1.0"
Schema = dict[str, object]
ROWS: Mapping[str, type[Struct]] = {
    "documents": Document,
    "event_mentions": EventMention,
    "statements": Statement,
    "relations": Relation,
    "entities": Mention,
    "run": RunReport,
}
_SCALARS: Mapping[object, Schema] = {
    str: {"type": "string"},
    bool: {"type": "boolean"},
    int: {"type": "integer"},
    float: {"type": "number"},
    date: {"type": "string", "format": "date"},
    type(None): {"type": "null"},
}
_FLAT = {"VARCHAR": "string", "BIGINT": "integer", "DOUBLE": "number", "BOOLEAN": "boolean"}


def schemas() -> dict[str, Schema]:
    """Give {file name: schema}: one for a line of each JSON Lines file, for `run.json`, and for the flat table."""
    made = {f"{name}.schema.json": row_schema(name, row) for name, row in ROWS.items()}
    made["event_mentions_flat.schema.json"] = {
        **_head("event_mentions_flat", "A row of event_mentions.csv and event_mentions.parquet; empty cells are null."),
        "type": "object",
        "properties": {
            name: {"type": [_FLAT[kind], "null"], "description": meaning} for name, (kind, meaning) in COLUMNS.items()
        },
        "required": list(COLUMNS),
        "additionalProperties": False,
    }
    return made


def row_schema(name: str, row: type[Struct]) -> Schema:
    """Give the schema of one kind of row, with every struct it stands on under `$defs`."""
    definitions: dict[str, Schema] = {}
    _define(row, definitions)
    return {**_head(name, _summary(row)), "$ref": f"#/$defs/{row.__name__}", "$defs": dict(sorted(definitions.items()))}


def _head(name: str, description: str) -> Schema:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:khronika:schema:{SCHEMA_VERSION}:{name}",
        "title": name,
        "description": description,
    }


def _define(struct: type[Struct], definitions: dict[str, Schema]) -> None:
    """Add a struct and all it holds to the definitions."""
    if struct.__name__ in definitions:
        return
    definitions[struct.__name__] = {}
    hints = get_type_hints(struct)
    fields = msgspec.structs.fields(struct)
    definitions[struct.__name__] = {
        "type": "object",
        "description": _summary(struct),
        "properties": {field.encode_name: _schema_of(hints[field.name], definitions) for field in fields},
        "required": [field.encode_name for field in fields],
        "additionalProperties": False,
    }


def _schema_of(kind: object, definitions: dict[str, Schema]) -> Schema:
    if isinstance(kind, type) and issubclass(kind, Struct):
        _define(kind, definitions)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    if kind in _SCALARS:
        return _SCALARS[kind]
    arguments = get_args(kind)
    origin = get_origin(kind)
    if origin is Literal:
        return {"enum": list(arguments)}
    if origin is tuple:
        return {"type": "array", "items": _schema_of(arguments[0], definitions)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema_of(arguments[1], definitions)}
    if origin in (Union, types.UnionType):
        return {"anyOf": [_schema_of(argument, definitions) for argument in arguments]}
    raise TypeError(f"no schema for {kind!r}")


def _summary(struct: type[Struct]) -> str:
    return (struct.__doc__ or "").strip().splitlines()[0]
