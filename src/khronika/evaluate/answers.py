"""What khronika made of a gold set's articles: code them as a user would, and read the rows back."""

import tempfile
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError
from khronika.evaluate.gold import Article
from khronika.work.code import code_pile
from khronika.work.settings import Settings
from khronika.work.shown import AnyValue, ArgumentRow, MentionRow, read_mentions


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


class Answer(Struct, frozen=True):
    """Everything found in one article."""

    mentions: tuple[MentionRow, ...] = ()
    entities: tuple[EntityRow, ...] = ()


def answer(articles: Sequence[Article], *, jobs: int = 1, keep: Path | None = None) -> list[Answer]:
    """Code the articles as `khronika code` does; one Answer an article, in order.

    With `keep`, the table and the output stay in that folder (`input/` and `output/`), for other scorers.

    Raises:
        ArgumentError: some article could not be coded.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = keep or Path(scratch)
        (folder / "input").mkdir(parents=True, exist_ok=True)
        table = folder / "input" / "articles.jsonl"
        table.write_bytes(msgspec.json.Encoder().encode_lines(list(articles)))
        tally = code_pile([table], folder / "output", settings=Settings(), jobs=jobs)
        if tally.failures:
            first = tally.failures[0]
            raise ArgumentError(f"{len(tally.failures)} articles were not coded; the first: {first.id}: {first.reason}")
        return read_answers(folder / "output", articles)


def read_answers(folder: Path, articles: Sequence[Article]) -> list[Answer]:
    """Read an output folder back, one Answer an article."""
    mentions: dict[str, list[MentionRow]] = {article.id: [] for article in articles}
    entities: dict[str, list[EntityRow]] = {article.id: [] for article in articles}
    for row in read_mentions(folder):
        mentions[row.document].append(row)
    decoder = msgspec.json.Decoder(EntityRow)
    with (folder / "entities.jsonl").open("rb") as lines:
        for line in lines:
            entity = decoder.decode(line)
            entities[entity.document].append(entity)
    return [Answer(tuple(mentions[a.id]), tuple(entities[a.id])) for a in articles]


def arguments(mention: MentionRow, *roles: str) -> list[ArgumentRow]:
    """Give the arguments of these roles."""
    return [argument for argument in mention.arguments if argument.role in roles]


def name_of(argument: ArgumentRow) -> str:
    """Give an argument's name, or its words where it has none."""
    return argument.value.name or argument.text
