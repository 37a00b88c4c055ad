"""The published schemas are made from the types, and say what the files hold."""

import json
from pathlib import Path

import jsonschema
import pytest

from khronika.work.schema import schemas

PUBLISHED = Path(__file__).parents[2] / "schemas"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_every_schema_is_a_valid_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


def test_an_event_mention_needs_its_quote() -> None:
    schema = schemas()["event_mentions.schema.json"]
    errors = [e.message for e in jsonschema.Draft202012Validator(schema).iter_errors({"id": "a"})]
    assert any("'quote' is a required property" in message for message in errors)


def test_a_value_that_no_type_knows_is_refused() -> None:
    schema = schemas()["entities.schema.json"]
    row = {"document": "a", "kind": "ship", "start": 0, "end": 1, "text": "x", "value": {"name": "x"}}
    assert not jsonschema.Draft202012Validator(schema).is_valid(row)
    assert jsonschema.Draft202012Validator(schema).is_valid({**row, "kind": "person"})


def test_the_published_files_are_those_of_this_version() -> None:
    assert {path.name: json.loads(path.read_text("utf8")) for path in PUBLISHED.glob("*.json")} == schemas()
