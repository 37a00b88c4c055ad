"""Read gold files: gzipped JSON Lines, and tar archives of texts."""

import gzip
import tarfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError


class Article(Struct, frozen=True):
    """One input of a gold set, a row of the table that is coded."""

    id: str
    text: str
    published: str = ""
    language: str = ""


def json_rows(path: Path) -> Iterator[dict[str, object]]:
    """Yield the rows of a gzipped JSON Lines file.

    Raises:
        ArgumentError: the file cannot be read as such.
    """
    try:
        with gzip.open(path, "rb") as lines:
            for line in lines:
                yield msgspec.json.decode(line, type=dict[str, object])
    except (OSError, msgspec.DecodeError) as error:
        raise ArgumentError(f"{path}: no gzipped JSON Lines file ({error})") from error


def archive_texts(path: Path, suffix: str) -> dict[str, str]:
    """Give {name: text} of an archive's files whose names end in suffix, by name; newlines stay as they are.

    Raises:
        ArgumentError: the file is no tar archive.
    """
    try:
        with tarfile.open(path) as archive:
            wanted = sorted((m for m in archive if m.isfile() and m.name.endswith(suffix)), key=lambda m: m.name)
            opened = ((member.name, archive.extractfile(member)) for member in wanted)
            return {name: file.read().decode("utf8") for name, file in opened if file}
    except (OSError, tarfile.TarError) as error:
        raise ArgumentError(f"{path}: no tar archive ({error})") from error
