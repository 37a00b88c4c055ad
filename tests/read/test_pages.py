"""Invented pages of different publishers and layouts: metadata, body and furniture."""

import tomllib
from pathlib import Path

import pytest

from khronika.model import FURNITURE
from khronika.read import Read, open_inputs

PAGES = Path(__file__).parent / "pages"
NAMES = sorted(page.stem for page in PAGES.glob("*.html"))


def read_page(name: str) -> tuple[Read, dict[str, object]]:
    [read] = open_inputs([PAGES / f"{name}.html"])
    assert isinstance(read, Read)
    return read, tomllib.loads((PAGES / f"{name}.toml").read_text("utf-8"))


@pytest.mark.parametrize("name", NAMES)
def test_the_head_of_a_page_becomes_metadata(name):
    read, expected = read_page(name)
    document = read.document
    found = {key: getattr(document, key) for key in expected if key in document.__struct_fields__}
    found |= {"authors": list(document.authors)} if "authors" in expected else {}
    chain = [link.publisher for link in document.publisher_chain]
    found |= {"origin": chain[-1] if len(chain) > 1 else None} if "origin" in expected else {}
    assert found == {key: value for key, value in expected.items() if key in found}
    assert ("first_published" in expected) == (document.first_published is not None)


@pytest.mark.parametrize("name", NAMES)
def test_the_body_of_a_page_is_whole_and_free_of_furniture(name):
    read, expected = read_page(name)
    body = "\n".join(
        read.view.text[paragraph.start : paragraph.end]
        for paragraph in read.document.paragraphs
        if paragraph.kind not in FURNITURE
    )
    assert [words for words in expected["body"] if words not in body] == []
    assert [words for words in expected["never"] if words in body] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_turns_only_if_it_is_an_interview(name):
    read, expected = read_page(name)
    assert [turn.speaker for turn in read.document.turns] == expected.get("speakers", [])
