"""What a run is told: one frozen value, read once, passed as an argument."""

from datetime import date
from typing import Literal

from msgspec import Struct

Depth = Literal["all", "events"]


class Settings(Struct, frozen=True):
    """How to code: `language` None finds each document's own; `published` fills in where an input tells no date.

    `depth` "all" analyses every sentence, "events" only those that can hold an event.
    """

    language: str | None = None
    published: date | None = None
    depth: Depth = "all"
