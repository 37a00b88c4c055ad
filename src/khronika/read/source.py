"""What is to be read: small values that can be sent to another process."""

from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from khronika.errors import UnreadableError
from khronika.read.draft import Known

Item = tuple[int, bytes | tuple[object, ...]]
MEGABYTE = 2**20
# The largest single input, in bytes, by media type; tables and web archives are streamed without a limit.
LIMITS = {
    "application/pdf": 200 * MEGABYTE,
    "application/vnd.telegram.export+json": 500 * MEGABYTE,
    "text/html": 20 * MEGABYTE,
}
LIMIT = 50 * MEGABYTE


class Source(Struct, frozen=True, kw_only=True):
    """One file, one page of a web archive, or a batch of rows of a table.

    `id` is the document's id, or the file's where it holds many. Bytes come from `data` if given, else from `path`.
    A source that was `refused` for a reason gives one Failure.
    `items` are numbered rows (numbered by line for text, by row for Parquet) under the names in `columns`.
    """

    id: str
    name: str
    media_type: str
    path: Path | None = None
    data: bytes | None = None
    items: tuple[Item, ...] = ()
    columns: tuple[str, ...] = ()
    encoding: str | None = None
    known: Known = Known()
    refused: str | None = None

    def read(self) -> bytes:
        """Give the bytes.

        Raises:
            UnreadableError: the file is gone, locked or larger than the limit of its kind.
        """
        limit = LIMITS.get(self.media_type, LIMIT)
        try:
            return self._bytes(limit)
        except OSError as error:
            raise UnreadableError(f"cannot be opened ({error.strerror or error}): check its permissions") from error

    def _bytes(self, limit: int) -> bytes:
        size = len(self.data) if self.data is not None else (self.path or Path()).stat().st_size
        if size > limit:
            raise UnreadableError(
                f"larger than {limit // MEGABYTE} MB ({size // MEGABYTE} MB): split it, or give its articles as a table"
            )
        return self.data if self.data is not None else (self.path or Path()).read_bytes()


def digest(data: bytes) -> str:
    """Give the SHA-256 of some bytes in hexadecimal digits."""
    return sha256(data).hexdigest()
