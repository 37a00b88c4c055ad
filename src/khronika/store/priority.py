"""The order of the queue: what matters most and is least certain comes first.

    priority  = importance * (certain + (1 - certain) * doubt)
    doubt     = 4 * c * (1 - c), which is 1 at a confidence c of a half and 0 where the coder is sure
    importance = weight of the mode (or type) * weight of the realis * (1 + number * log10(people) / 6), at most 1

The weights are rows of `priority.toml`.
"""

import math
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from khronika.model import Body

UNKNOWN = 0.3


@cache
def _weights() -> Mapping[str, Mapping[str, float]]:
    found: dict[str, dict[str, float]] = tomllib.loads((files("khronika.store") / "priority.toml").read_text("utf-8"))
    return found


def priority(mention: Body) -> float:
    """Give how much a mention (a row of the output contract) asks to be decided about, 0 to 1."""
    share = _weights()["share"]
    confidence = float(mention["confidence"])
    doubt = 4 * confidence * (1 - confidence)
    return round(importance(mention) * (share["certain"] + (1 - share["certain"]) * doubt), 4)


def importance(mention: Body) -> float:
    """Give how much an event of this kind matters, 0 to 1."""
    weights = _weights()
    kind = weights["modes"].get(mention["mode"] or "", weights["types"].get(mention["type"], UNKNOWN))
    people = max(_people(mention), default=1)
    more = 1 + weights["share"]["number"] * min(math.log10(max(people, 1)), 6) / 6
    return min(kind * weights["realis"].get(mention["realis"], UNKNOWN) * more, 1.0)


def _people(mention: Body) -> Iterator[int]:
    for argument in mention["arguments"]:
        if argument["role"] == "number":
            yield argument["value"].get("high") or argument["value"].get("low") or 1
