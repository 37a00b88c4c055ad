"""What may stand in a cell of a table: the one place where spreadsheets are kept from running what a report says."""

Cell = str | int | float | bool | None
STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def neutralise(cell: Cell) -> Cell:
    """Put an apostrophe before text that a spreadsheet would take for a formula, also behind spaces."""
    if isinstance(cell, str) and (cell.startswith(STARTS) or cell.lstrip(" \u00a0").startswith(STARTS)):
        return "'" + cell
    return cell
