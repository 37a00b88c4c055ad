"""Everything that can go wrong, as a tree; each message says the value, the place and what to do.

KhronikaError
├── InputError            one input cannot be read; the run goes on without it
│   ├── UnreadableError   not to be opened: missing, locked, truncated, password-protected, too large
│   ├── UnknownFormatError  bytes of no kind that a reader knows
│   ├── ChangedError      no longer what it was when it was read
│   ├── TableError        a table of articles lacks columns or holds bad rows
│   └── LanguageError     no engine analyses the language of this text
├── ArgumentError         a wrong argument or option; nothing was done
├── ChronicleError        a chronicle's folder, database or backup cannot be made, opened or trusted
├── DecisionError         a decision that does not fit what it is about; nothing was written
├── ConflictError         somebody decided about the same thing in between; nothing was written
├── DataError             a data file of the program has a bad row (lexicon, ontology, gazetteer)
└── ValueFormatError      a string that is no date, span or place
"""


class KhronikaError(Exception):
    """Base of every error that Khronika raises on purpose."""


class InputError(KhronikaError):
    """One input cannot be read; its message says what, where and what to do."""


class UnreadableError(InputError):
    """An input that cannot be opened: missing, locked, truncated, password-protected or too large."""


class UnknownFormatError(InputError):
    """Bytes of no kind that a reader knows."""


class ChangedError(InputError):
    """An input that is no longer what it was when it was read; `digest` is the SHA-256 that its bytes had."""

    def __init__(self, digest: str) -> None:
        """Tell which input it is by its digest."""
        super().__init__(f"the input of SHA-256 {digest} changed while it was read: add it again")
        self.digest = digest


class TableError(InputError):
    """A table of articles that lacks a column or holds a row that cannot be read."""


class LanguageError(InputError):
    """A text in a language that no installed engine analyses."""


class ArgumentError(KhronikaError):
    """A wrong argument or option; nothing was done."""


class ChronicleError(KhronikaError):
    """A chronicle's folder, database or backup cannot be made, opened or trusted; the message says what to do."""


class DecisionError(KhronikaError):
    """A decision that does not fit: an unknown target, a value of the wrong form, a span that is not in the text."""


class ConflictError(KhronikaError):
    """Somebody decided about the same thing in between; the message names who, when and what."""


class DataError(KhronikaError):
    """A data file of the program has a bad row; the message names file and line."""


class ValueFormatError(KhronikaError):
    """A string that is no date, span or place."""
