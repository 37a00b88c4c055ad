"""Where: a name resolved as far as the telling allows."""

from typing import Literal

from msgspec import Struct

PlacePrecision = Literal["exact", "settlement", "admin1", "country", "several", "unknown"]


class Place(Struct, frozen=True):
    """A place: `country` ISO 3166-1 alpha-2, `admin1` the first-level region's English name, WGS 84 degrees."""

    name: str
    country: str | None = None
    admin1: str | None = None
    geonames_id: int | None = None
    lat: float | None = None
    lon: float | None = None
    precision: PlacePrecision = "unknown"
