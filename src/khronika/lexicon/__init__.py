"""Words to meanings, per language: triggers and their frames, reporting words, groups, roles, units.

The tables (TSV) are the lexicon; `docs/lexicon.md` says how to read and edit them.
"""

from khronika.lexicon.entries import Condition, FrameRow, Lexicon, Trigger, Word
from khronika.lexicon.forms import forms
from khronika.lexicon.loading import load, version
from khronika.lexicon.scan import Scanner, scanner
from khronika.lexicon.subjects import other_matters
from khronika.lexicon.tables import fold, languages

__all__ = [
    "Condition", "FrameRow", "Lexicon", "Scanner", "Trigger", "Word",
    "fold", "forms", "languages", "load", "other_matters", "scanner", "version",
]  # fmt: skip
