"""The gazetteer's file: a trie of names, and arrays that say which places bear them.

`names.marisa` maps a name's key to a number. `places.npz` holds for each number how many places bear it (`counts`) and
which (`postings`: the place's index with, above it, the form of the name), and the places themselves.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

import marisa_trie
import numpy as np
from numpy.typing import NDArray

Kind = Literal["country", "admin1", "region", "admin2", "settlement"]
Form = Literal["name", "word", "alternate", "demonym", "adjective", "abbreviation"]
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = get_args(Form)
PLACE_BITS = 20  # of a posting; the form stands above
CENTI = 100  # coordinates are kept in hundredths of a degree: 1.1 km
CAPITAL = 0x80  # set in the kind of a country's capital
GROWTH = 1.08  # populations are kept as powers of this
NO_PARENT = 0xFFFF
PLACE = np.dtype(
    [("north", "<i2"), ("east", "<i2"), ("size", "u1"), ("parent", "<u2"), ("geonames", "<u4"), ("kind", "u1")]
)


class Tables(NamedTuple):
    """The file as read; `starts` and `label_starts` have one entry more than there are names and places."""

    names: marisa_trie.Trie
    places: NDArray[np.void]
    labels: bytes
    label_starts: NDArray[np.int64]
    postings: NDArray[np.uint32]
    starts: NDArray[np.int64]
    codes: list[str]


def save(
    folder: Path, names: marisa_trie.Trie, places: NDArray[np.void], labels: Sequence[str],
    postings: Sequence[Sequence[int]], *, codes: Sequence[str],
) -> None:  # fmt: skip
    """Write the file; `postings` stand in the order of the trie's numbers, `codes` are those of the countries."""
    folder.mkdir(parents=True, exist_ok=True)
    names.save(str(folder / "names.marisa"))
    encoded = [label.encode() for label in labels]
    arrays: dict[str, Any] = dict(
        codes=np.frombuffer("".join(codes).encode(), np.uint8),
        counts=np.array([len(each) for each in postings], np.uint16),
        label_lengths=np.array([len(label) for label in encoded], np.uint8),
        labels=np.frombuffer(b"".join(encoded), np.uint8),
        postings=np.array([posting for each in postings for posting in each], np.uint32),
        **{field: places[field] for field in PLACE.names or ()},
    )
    np.savez_compressed(folder / "places.npz", allow_pickle=False, **arrays)


def read(folder: Path) -> Tables:
    """Read the file; the trie stays on disk and is mapped."""
    names = marisa_trie.Trie()
    names.mmap(str(folder / "names.marisa"))
    with np.load(folder / "places.npz") as file:
        places = np.empty(len(file["size"]), PLACE)
        for field in PLACE.names or ():
            places[field] = file[field]
        letters = file["codes"].tobytes().decode()
        return Tables(
            names, places, file["labels"].tobytes(), _starts(file["label_lengths"]),
            file["postings"], _starts(file["counts"]), [letters[i : i + 2] for i in range(0, len(letters), 2)],
        )  # fmt: skip


def _starts(lengths: NDArray[np.integer]) -> NDArray[np.int64]:
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))
