"""What a queue is narrowed to: a value read from an address and written back into it."""

import re
from collections.abc import Mapping
from urllib.parse import urlencode

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from msgspec import Struct, structs

WAITING = ("returned", "proposed")
STATUSES: Mapping[str, tuple[str, ...]] = {
    "": WAITING,
    "proposed": ("proposed",),
    "returned": ("returned",),
    "accepted": ("accepted",),
    "corrected": ("corrected",),
    "added": ("added",),
    "rejected": ("rejected",),
    "merged": ("merged",),
}
# How sure the coder is: code → from, below, label.
CONFIDENCE: Mapping[str, tuple[float, float, Promise]] = {
    "high": (0.85, 1.01, _("high: 85 % and more")),
    "middle": (0.6, 0.85, _("middle: 60 to 85 %")),
    "low": (0.0, 0.6, _("low: below 60 %")),
}


class Filters(Struct, frozen=True):
    """Each part narrows, an empty one does not; `status` empty is what waits for a decision."""

    status: str = ""
    type: str = ""
    mode: str = ""
    language: str = ""
    country: str = ""
    place: str = ""
    month: str = ""
    confidence: str = ""
    document: int = 0

    @classmethod
    def read(cls, asked: Mapping[str, str]) -> "Filters":
        """Read filters from an address; what is no filter's value is left out."""
        text = {name: asked.get(name, "").strip()[:80] for name in cls.__struct_fields__}
        document = text.pop("document")
        made = cls(**text, document=int(document) if document.isdecimal() and len(document) < 18 else 0)
        return structs.replace(
            made,
            status=made.status if made.status in STATUSES else "",
            confidence=made.confidence if made.confidence in CONFIDENCE else "",
            month=made.month if re.fullmatch(r"\d{4}(-\d\d)?|unknown", made.month) else "",
        )

    @property
    def statuses(self) -> tuple[str, ...]:
        """Give the statuses asked for."""
        return STATUSES[self.status]

    @property
    def narrows(self) -> bool:
        """Say whether what waits is narrowed by anything: only then can all of it be accepted at once."""
        return self.status in ("", "proposed") and any(name != "status" for name, _value in self.parts)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """Give the names and values of the filters that are not empty."""
        return [(name, str(value)) for name, value in structs.asdict(self).items() if value]

    def query(self) -> str:
        """Write the filters as the query of an address."""
        return urlencode(self.parts)

    def conditions(self) -> Q:
        """Give the conditions on mentions, but for the status."""
        plain = ("type", "mode", "language", "country")
        asked = Q(**{name: getattr(self, name) for name in plain if getattr(self, name)})
        if self.place:
            asked &= Q(place__istartswith=self.place) | Q(place__startswith=self.place[:1].upper() + self.place[1:])
        if self.month == "unknown":
            asked &= Q(date_start="")
        elif self.month:
            asked &= Q(date_start__gte=self.month, date_start__lt=self.month + "~")
        if self.confidence:
            least, below, _label = CONFIDENCE[self.confidence]
            asked &= Q(confidence__gte=least, confidence__lt=below)
        return asked & Q(document_id=self.document) if self.document else asked
