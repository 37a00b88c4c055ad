"""What an evaluation says: named measures, of which one is the summary and some have floors."""

from msgspec import Struct

from khronika.evaluate.measure import Score


class Measure(Struct, frozen=True):
    """One figure between 0 and 1, and what stands behind it in words."""

    name: str
    value: float
    detail: str = ""


def f1(name: str, score: Score) -> Measure:
    """Make a measure of an F1."""
    detail = f"P {score.precision:.3f}  R {score.recall:.3f}  gold {score.gold}  found {score.found}"
    return Measure(name, score.f1, detail)


def recall(name: str, score: Score) -> Measure:
    """Make a measure of a recall."""
    return Measure(name, score.recall, f"{score.right} of {score.gold}")
