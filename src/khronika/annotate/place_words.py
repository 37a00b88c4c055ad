"""The words that stand around names of places, from `place_words.toml`."""

import tomllib
from functools import cache
from pathlib import Path


@cache
def words(name: str) -> frozenset[str]:
    """Give a list of `place_words.toml`, folded as for look-up."""
    lists = tomllib.loads(Path(__file__).with_name("place_words.toml").read_text("utf8"))
    return frozenset(lists[name].split())
