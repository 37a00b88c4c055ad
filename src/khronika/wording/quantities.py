"""Numbers in words."""

from khronika.wording.table import words


def word_quantity(
    low: int | None, high: int | None, *, approximate: bool = False, of: str | None = None, language: str = "en"
) -> str:
    """Tell how many: "400", "about 400 actor", "50–70", "at least 50", "at most 70", "unknown".

    Raises:
        LanguageError: there are no words in that language.
    """
    number = _number(low, high, approximate, language)
    return f"{number} {of}" if of else number


def _number(low: int | None, high: int | None, approximate: bool, language: str) -> str:
    table = words(language)
    if low is not None and high is not None:
        if low != high:
            return f"{_grouped(low)}–{_grouped(high)}"
        return table["about"].format(_grouped(low)) if approximate else _grouped(low)
    if low is not None:
        return table["at_least"].format(_grouped(low))
    return table["at_most"].format(_grouped(high)) if high is not None else table["unknown"]


def _grouped(number: int) -> str:
    """Group figures by narrow no-break spaces, from five figures on, as both languages allow."""
    return f"{number:,}".replace(",", "\u202f") if number >= 10_000 else str(number)
