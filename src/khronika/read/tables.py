"""Tables of articles: CSV, JSON Lines and Parquet with the columns `id` and `text`, streamed row by row."""

import csv
import io
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Protocol

import msgspec

from khronika.errors import TableError, ValueFormatError
from khronika.model import Interval
from khronika.read.draft import Draft, Known
from khronika.read.encoding import decode
from khronika.read.names import split_authors
from khronika.read.result import Failure
from khronika.read.sniff import JSONL, PARQUET
from khronika.read.source import Item, Source, digest

NEEDED = ("id", "text")
WANTED = ("id", "text", "title", "authors", "published", "language", "url", "publisher", "genre")
BATCH, BATCH_BYTES = 32, 2**20

csv.field_size_limit(2**31 - 1)


def split(source: Source) -> Iterator[Source]:
    """Cut a table into sources of some rows each, reading it once from top to bottom.

    Raises:
        TableError: the table lacks `id` or `text`, or cannot be parsed at all.
    """
    kinds = {JSONL: _lines, PARQUET: _parquet}
    yield from kinds.get(source.media_type, _csv)(source)


def read(source: Source) -> Iterator[Draft | Failure]:
    """Give each row of a batch as a draft; a bad row becomes a Failure that names its line."""
    for number, raw in source.items:
        try:
            yield _draft(source, _fields(raw, source.columns))
        except (TableError, ValueFormatError) as error:
            yield Failure(f"{source.id}:{number}", source.name, f"{_word(source)} {number}: {error}")


def _word(source: Source) -> str:
    return "row" if source.media_type == PARQUET else "line"


def _fields(raw: bytes | tuple[object, ...], columns: tuple[str, ...]) -> dict[str, object]:
    if isinstance(raw, tuple):
        return dict(zip(columns, raw, strict=False))
    try:
        fields = msgspec.json.decode(raw)
    except msgspec.DecodeError:
        try:
            fields = msgspec.json.decode(decode(raw).text.strip("\ufeff"))
        except msgspec.DecodeError as error:
            raise TableError(f"not JSON ({error}): mend or remove it") from error
    if not isinstance(fields, dict):
        raise TableError('not a JSON object: give {"id": …, "text": …}')
    return fields


def _draft(source: Source, fields: dict[str, object]) -> Draft:
    name, text = _text(fields.get("id")), fields.get("text")
    if not name:
        raise TableError("no id: give each row its own")
    if not isinstance(text, str) or not text.strip():
        raise TableError(f"no text in row {name!r}: fill it or remove the row")
    return Draft(
        id=name,
        source=source.name,
        media_type=source.media_type,
        sha256=digest(text.encode("utf-8", "surrogatepass")),
        text=text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if _has_surrogates(text) else text,
        encoding=source.encoding,
        known=_known(fields),
        bare=True,
        warnings=_warnings(fields),
    )


def _has_surrogates(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _known(fields: dict[str, object]) -> Known:
    authors = fields.get("authors")
    told = _published(fields)
    return Known(
        title=_text(fields.get("title")) or None,
        authors=tuple(split_authors(authors)) if isinstance(authors, str | list) else (),
        published=told.start if told and told.precision == "day" else None,
        language=(_text(fields.get("language")) or "").lower().split("-")[0].split("_")[0] or None,
        url=_text(fields.get("url")) or None,
        publisher=_text(fields.get("publisher")) or None,
    )


def _published(fields: dict[str, object]) -> Interval | None:
    """Read the day of publication; None where the cell is empty.

    Raises:
        ValueFormatError: the cell holds something else than an ISO date.
    """
    written = _text(fields.get("published"))
    return Interval.parse(written) if written else None


def _warnings(fields: dict[str, object]) -> tuple[str, ...]:
    told = _published(fields)
    return (f"published is no day: {fields['published']}",) if told and told.precision != "day" else ()


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


def _batches(source: Source, items: Iterable[Item], columns: tuple[str, ...] = ()) -> Iterator[Source]:
    batch: list[Item] = []
    size = 0
    for item in items:
        batch.append(item)
        size += (
            len(item[1]) if isinstance(item[1], bytes) else sum(len(cell) for cell in item[1] if isinstance(cell, str))
        )
        if len(batch) >= BATCH or size >= BATCH_BYTES:
            yield msgspec.structs.replace(source, path=None, data=None, items=tuple(batch), columns=columns)
            batch, size = [], 0
    if batch:
        yield msgspec.structs.replace(source, path=None, data=None, items=tuple(batch), columns=columns)


def _lack(columns: Iterable[str]) -> None:
    have = list(columns)
    if missing := [name for name in NEEDED if name not in have]:
        raise TableError(f"no column {' or '.join(missing)} (have: {', '.join(have[:12]) or 'none'}): rename or add it")


def _open(source: Source) -> BinaryIO:
    return io.BytesIO(source.data) if source.data is not None else (source.path or Path()).open("rb")


def _lines(source: Source) -> Iterator[Source]:
    with _open(source) as stream:
        items = ((number, line) for number, line in enumerate(stream, 1) if line.strip())
        first = next(items, None)
        if first is None:
            raise TableError("no rows: give one article a line")
        try:
            _lack(_fields(first[1], ()))
        except TableError as error:
            if not str(error).startswith("not JSON"):
                raise
        yield from _batches(source, _chain(first, items))


def _chain(first: Item, rest: Iterable[Item]) -> Iterator[Item]:
    yield first
    yield from rest


def _csv(source: Source) -> Iterator[Source]:
    with _open(source) as stream:
        encoding = decode(_whole_lines(stream.read(2**20))).encoding
        stream.seek(0)
        text = io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="")
        head = text.readline()
        text.seek(0)
        rows = csv.reader(text, delimiter=max(",;\t|", key=head.count))
        columns = tuple(name.strip().lower().lstrip("\ufeff") for name in next(rows, []))
        _lack(columns)
        yield from _batches(msgspec.structs.replace(source, encoding=encoding), _cells(rows), columns)


def _whole_lines(data: bytes) -> bytes:
    return data[: data.rfind(b"\n") + 1] or data


class Rows(Protocol):
    """What `csv.reader` gives: rows, and the line that was read last."""

    @property
    def line_num(self) -> int:
        """Give the number of lines read so far."""

    def __next__(self) -> list[str]:
        """Give the next row."""


def _cells(rows: Rows) -> Iterator[Item]:
    while True:
        line = rows.line_num + 1
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            raise TableError(f"line {line}: broken CSV ({error}): mend its quotes") from error
        if row:
            yield line, tuple(row)


def _parquet(source: Source) -> Iterator[Source]:
    import duckdb  # slow to import, and needed for Parquet only

    with tempfile.TemporaryDirectory() as folder:
        path = source.path or Path(folder, "stdin.parquet")
        if source.data is not None:
            path.write_bytes(source.data)
        try:
            with duckdb.connect(config={"threads": 1}) as connection:
                names = [
                    row[0]
                    for row in connection.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
                ]
                _lack(names)
                columns = tuple(name for name in WANTED if name in names)
                selected = ", ".join(f'"{name}"' for name in columns)
                connection.execute(f"SELECT {selected} FROM read_parquet(?)", [str(path)])
                yield from _batches(source, enumerate(_rows(connection), 1), columns)
        except duckdb.Error as error:
            raise TableError(f"broken Parquet ({str(error).splitlines()[0]}): write it again") from error


class Connection(Protocol):
    """What DuckDB gives: the rows of the last query, some at a time."""

    def fetchmany(self, size: int) -> list[tuple[object, ...]]:
        """Give the next rows."""


def _rows(connection: Connection) -> Iterator[tuple[object, ...]]:
    while batch := connection.fetchmany(BATCH):
        yield from batch
