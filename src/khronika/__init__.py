"""Khronika: reports in, a sourced chronicle of protest, strikes and repression out.

>>> import khronika
>>> for coded in khronika.code(["On Monday nurses walked out at Lille's hospital."], published="2024-03-06"):
...     print(coded.event_mentions[0].mode)
strike
"""

from typing import TYPE_CHECKING

from khronika.version import __version__

__all__ = ["Coded", "InputWarning", "__version__", "code"]

if TYPE_CHECKING:
    from khronika.work.code import InputWarning, code
    from khronika.work.coded import Coded


def __getattr__(name: str) -> object:
    """Load the public names when first asked for, so that `khronika --help` need not load the models' libraries."""
    if name == "Coded":
        from khronika.work import coded

        return coded.Coded
    if name in ("InputWarning", "code"):
        from khronika.work import code

        return getattr(code, name)
    raise AttributeError(f"module 'khronika' has no attribute {name!r}")
