"""Find what is added by entry point: language engines and readers, built-in ones and others alike."""

from collections.abc import Callable
from functools import cache
from importlib.metadata import entry_points

from khronika.errors import ArgumentError


def names(group: str) -> list[str]:
    """List the names registered in an entry-point group, sorted."""
    return sorted({point.name for point in entry_points(group=group)})


@cache
def find(group: str, name: str) -> Callable[..., object]:
    """Load the callable registered under a name of a group.

    Raises:
        ArgumentError: nothing is registered under that name.
    """
    for point in entry_points(group=group, name=name):
        loaded: Callable[..., object] = point.load()
        return loaded
    raise ArgumentError(f"no {name!r} in {group} (have: {', '.join(names(group)) or 'none'})")
