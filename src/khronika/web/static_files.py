"""Addresses of static files that change with their contents, so that an upgrade is seen at once."""

import hashlib
from functools import cache

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


class VersionedStorage(StaticFilesStorage):
    """Add a digest of the file to its address: `/static/web/css/base.css?v=1f0e…`."""

    def url(self, name: str | None) -> str:
        """Give the address of a file."""
        address = super().url(name)
        return f"{address}?v={_digest(name)}" if name else address


@cache
def _digest(name: str) -> str:
    place = finders.find(name)
    if not isinstance(place, str):
        raise ValueError(f"no static file {name!r} (fonts and htmx are laid by: python scripts/web/assets.py)")
    with open(place, "rb") as file:  # noqa: PTH123  # one read
        return hashlib.sha256(file.read()).hexdigest()[:10]
