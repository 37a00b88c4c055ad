"""What khronika made of a gold set's articles: code them as a user would, and read the rows back."""

import logging
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from khronika.evaluate.gold import Article
from khronika.work.code import code_pile
from khronika.work.settings import Settings
from khronika.work.shown import AnyValue, ArgumentRow, MentionRow, read_mentions

log = logging.getLogger("khronika")
Row = TypeVar("Row")


class PlaceOrDate(AnyValue, frozen=True):
    """The value of an entity as read back; a place has coordinates."""

    lat: float | None = None
    lon: float | None = None


class EntityRow(Struct, frozen=True):
    """A row of `entities.jsonl` as read back."""

    document: str
    kind: str
    start: int
    end: int
    text: str
    value: PlaceOrDate


class Text(Struct, frozen=True):
    """What is needed of a row of `documents.jsonl`."""

    id: str
    text: str


class Answer(Struct, frozen=True):
    """Everything found in one article."""

    mentions: tuple[MentionRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()


def answer(articles: Sequence[Article], *, jobs: int = 1, keep: Path | None = None) -> list[Answer]:
    """Code the articles as `khronika code` does; one Answer an article, in order.

    With `keep`, the table and the output stay in that folder (`input/` and `output/`), for other scorers. An article
    that cannot be coded has an empty answer, and is named in the log.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        (folder / "input").mkdir(parents=True, exist_ok=True)
        table = folder / "input" / "articles.jsonl"
        table.write_bytes(msgspec.json.Encoder().encode_lines(list(articles)))
        tally = code_pile([table], folder / "output", settings=Settings(), jobs=jobs)
        for failure in tally.failures:
            log.warning("not coded: %s: %s", failure.id, failure.reason)
        return read_answers(folder / "output", articles)


def read_answers(folder: Path, articles: Sequence[Article]) -> list[Answer]:
    """Read an output folder back, one Answer an article; a document answers for the article of its id and text."""
    mentions: dict[str, list[MentionRow]] = defaultdict(list)
    entities: dict[str, list[EntityRow]] = defaultdict(list)
    for row in read_mentions(folder):
        mentions[row.document].append(row)
    for entity in _rows(folder / "entities.jsonl", EntityRow):
        entities[entity.document].append(entity)
    texts = {document.id: document.text for document in _rows(folder / "documents.jsonl", Text)}
    return [
        Answer(tuple(mentions[a.id]), tuple(entities[a.id])) if texts.get(a.id) == a.text else Answer()
        for a in articles
    ]


def _rows(path: Path, kind: type[Row]) -> Iterator[Row]:
    decoder = msgspec.json.Decoder(kind)
    with path.open("rb") as lines:
        for line in lines:
            yield decoder.decode(line)


def arguments(mention: MentionRow, *roles: str) -> list[ArgumentRow]:
    """Give the arguments of these roles."""
    return [argument for argument in mention.arguments if argument.role in roles]


def name_of(argument: ArgumentRow) -> str:
    """Give an argument's name, or its words where it has none."""
    return argument.value.name or argument.text
