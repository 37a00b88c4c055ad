"""pymorphy3's dictionaries, one of each language in a process.

pymorphy3 keeps what it knows of grammemes in one class for all dictionaries, so that a second one makes the first
forget its own. Here each dictionary has a class of its own.
"""

from copy import deepcopy
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

FORMAT = "opencorpora-int"  # of the tags of all its dictionaries
# What a dictionary writes into its class of tags.
LEARNT = ("_EXTRA_INCOMPATIBLE", "_GRAMMEME_INDICES", "_GRAMMEME_INCOMPATIBLE")


@cache
def analyser(language: str) -> "MorphAnalyzer":
    """Load the dictionary of a language (`ru`, `uk`; 15 MB), once."""
    from pymorphy3 import MorphAnalyzer, tagset  # heavy, and needed for two languages only

    common = tagset.registry[FORMAT]
    own = {part: deepcopy(getattr(common, part)) for part in LEARNT}
    tagset.registry[FORMAT] = type(common.__name__, (common,), {"__slots__": (), **own})
    try:
        return MorphAnalyzer(lang=language)
    finally:
        tagset.registry[FORMAT] = common
