"""Places in words."""

from typing import Protocol


class Placed(Protocol):
    """What names a place and where it lies: a place, or where an event was told to be."""

    @property
    def name(self) -> str:
        """The place's name."""

    @property
    def admin1(self) -> str | None:
        """Its first-level region."""

    @property
    def country(self) -> str | None:
        """Its country, ISO 3166-1 alpha-2."""


def word_place(place: Placed) -> str:
    """Tell a place with its region and country: "Lille, Hauts-de-France, FR"; nothing is said twice."""
    parts = [place.name, place.admin1, place.country]
    return ", ".join(dict.fromkeys(part for part in parts if part))
