"""Read a model's files: `model.json`, the classes and vocabulary, and `weights.npz`, bytes with scales."""

from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.errors import LanguageError
from khronika.language.compact.words import Vocabulary

SCALE = "/scale"


class Card(Struct, frozen=True):
    """What a model's card says; `features` holds UPOS first, then each feature's values with `_` for none."""

    version: str
    layers: str
    attention_heads: int
    features: dict[str, list[str]]
    relations: list[str]
    names: list[str]
    words: list[str]
    affixes: list[str]
    readings: list[str]

    @property
    def vocabulary(self) -> Vocabulary:
        """Give the numbers of words, affixes and readings; 0 is everything else."""
        return Vocabulary(
            *({name: at for at, name in enumerate(names, 1)} for names in (self.words, self.affixes, self.readings))
        )


def read_card(folder: Path) -> Card:
    """Read `model.json`.

    Raises:
        LanguageError: the file is missing.
    """
    try:
        return msgspec.json.decode((folder / "model.json").read_bytes(), type=Card)
    except FileNotFoundError as error:
        raise LanguageError(
            f"the model is not whole: {folder / 'model.json'} is missing; install khronika again"
        ) from error


def read_weights(folder: Path) -> dict[str, NDArray[np.float32]]:
    """Read `weights.npz` as floats."""
    with np.load(folder / "weights.npz") as file:
        arrays = {name: file[name] for name in file.files}
    return {
        name: np.ascontiguousarray(array.astype(np.float32) * arrays[name + SCALE].astype(np.float32))
        if name + SCALE in arrays
        else array.astype(np.float32)
        for name, array in arrays.items()
        if not name.endswith(SCALE)
    }
