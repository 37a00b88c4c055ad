"""How far several coders agree, field by field: percent agreement and Krippendorff's alpha.

Alpha is 1 - D_o / D_e: the disagreement observed over that expected if values were given out by chance (Krippendorff,
*Content Analysis*, 4th ed., ch. 12), here for nominal values; a coder may lack a value. Where every value given is the
same, nothing is to be expected by chance, and alpha is not defined.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

import krippendorff
import numpy as np
from msgspec import Struct

from khronika.model import Body
from khronika.resolve.settle import Settled

VERDICTS: Mapping[str, str] = {
    "accepted": "accepted", "corrected": "accepted", "added": "accepted", "rejected": "rejected", "merged": "merged",
}  # fmt: skip
PLAIN = ("type", "mode", "realis")
ROLES = (
    "actor", "recipient", "number", "instrument", "demand", "reason", "charge", "sentence", "legal_basis", "employer",
    "sector",
)  # fmt: skip
FIELDS = ("verdict", *PLAIN, "contexts", "date", "place", "attribution", *ROLES)
Labels = Mapping[str, str]  # field → value as one word; a field that was not judged is missing


class Agreement(Struct, frozen=True, kw_only=True):
    """How far coders agree about a field.

    `units` were judged by two or more, `pairs` of judgements were compared, of which `percent` (0 to 1) are equal;
    `alpha` is None where it is not defined.
    """

    field: str
    units: int
    pairs: int
    percent: float | None
    alpha: float | None


def labels_of(settled: Settled) -> dict[str, str]:
    """Give what one coder says of a mention, a label a field; empty while undecided, the verdict alone if rejected."""
    verdict = VERDICTS.get(settled.status)
    if verdict is None:
        return {}
    return {"verdict": verdict} if verdict != "accepted" else {"verdict": verdict, **field_labels(settled.body)}


def field_labels(body: Body) -> dict[str, str]:
    """Give a label to each field of a mention: equal where two coders mean the same, whatever words they selected."""
    date, place, said = body["date"] or {}, body["place"] or {}, body["attribution"]
    found = {name: body[name] or "" for name in PLAIN}
    found["contexts"] = "; ".join(sorted(body["contexts"]))
    found["date"] = "/".join(str(date.get(name) or "") for name in ("start", "end"))
    found["place"] = str(place.get("geonames_id") or _folded(place.get("name")))
    found["attribution"] = f"{said['relation']}: {_folded(said['speaker'])}"
    for role in ROLES:
        values = {_value_label(a["value"]) for a in body["arguments"] if a["role"] == role}
        found[role] = "; ".join(sorted(values))
    return found


def _value_label(value: Mapping[str, Any]) -> str:
    told = [value.get(name) for name in ("name", "low", "high", "amount", "unit")]
    return ", ".join(_folded(str(each)) for each in told if each is not None)


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def agreement(codings: Mapping[str, Mapping[str, Labels]], fields: Sequence[str] = FIELDS) -> list[Agreement]:
    """Compare coders field by field: {coder: {unit: labels}}; fields that nobody says anything of are left out."""
    found = [_agreement(field, codings) for field in fields]
    used = {
        field for units in codings.values() for labels in units.values() for field, label in labels.items() if label
    }
    return [one for one in found if one.field in used]


def _agreement(field: str, codings: Mapping[str, Mapping[str, Labels]]) -> Agreement:
    units = sorted({unit for labels in codings.values() for unit in labels})
    rows = [[codings[coder].get(unit, {}).get(field) for unit in units] for coder in sorted(codings)]
    columns = [[label for label in column if label is not None] for column in zip(*rows, strict=True)]
    compared = [column for column in columns if len(column) > 1]
    pairs = [a == b for column in compared for a, b in combinations(column, 2)]
    return Agreement(
        field=field,
        units=len(compared),
        pairs=len(pairs),
        percent=sum(pairs) / len(pairs) if pairs else None,
        alpha=_alpha(compared),
    )


def _alpha(compared: Sequence[Sequence[str]]) -> float | None:
    """Give alpha of the labels of each unit; None where fewer than two different ones were given."""
    values = sorted({label for column in compared for label in column})
    if len(values) < 2:
        return None
    counts = np.array([[column.count(value) for value in values] for column in compared])
    return float(krippendorff.alpha(value_counts=counts, level_of_measurement="nominal"))
