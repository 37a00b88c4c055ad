"""The classifier: one weighted sum, squeezed between 0 and 1."""

from functools import cache
from importlib.resources import files

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from khronika.errors import DataError


class Senses(Struct, frozen=True):
    """Weights over the features of a match."""

    weights: NDArray[np.float32]
    bias: float

    def odds(self, numbers: NDArray[np.float32]) -> float:
        """Give the log odds that words tell of an event of their type.

        Raises:
            DataError: the weights were trained for another engine's vectors.
        """
        if len(numbers) != len(self.weights):
            raise DataError(f"senses: {len(self.weights)} weights for {len(numbers)} features: train them anew")
        return float(numbers @ self.weights) + self.bias


@cache
def load(language: str) -> Senses | None:
    """Load the weights of a language; None where it has none."""
    place = files("khronika.extract.senses") / f"{language}.npz"
    if not place.is_file():
        return None
    with place.open("rb") as file:
        stored = np.load(file)
        return Senses(stored["weights"].astype(np.float32), float(stored["bias"]))
