"""One event mention as a card for the terminal."""

from rich.console import Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from khronika.wording import word_date, word_place, word_quantity
from khronika.work.shown import ArgumentRow, MentionRow

ROLE_STYLES = {"actor": "bold green", "recipient": "bold magenta", "number": "cyan", "place": "blue", "date": "yellow"}
OTHER_ROLES = ("instrument", "charge", "sentence", "legal_basis", "demand", "reason", "employer", "sector")


def card(row: MentionRow) -> Panel:
    """Lay out a mention: its fields, then its quote with trigger and arguments highlighted."""
    fields = Table.grid(padding=(0, 2))
    fields.add_column(style="dim", justify="right")
    fields.add_column()
    for name, words in lines(row):
        fields.add_row(name, Text(words))
    title = Text(f" {row.type}{' · ' + row.mode.replace('_', ' ') if row.mode else ''} ", style="bold")
    if row.realis != "actual":
        title.append(f"[{row.realis}] ", style="bold red")
    return Panel(
        Group(fields, Text(), highlighted(row)),
        title=title,
        title_align="left",
        subtitle=Text(f" {row.document} · {row.id} · {row.confidence:.2f} ", style="dim"),
        subtitle_align="right",
    )


def lines(row: MentionRow) -> list[tuple[str, str]]:
    """Give the card's (label, words), only those that are known; inferred ones are marked."""
    told = [("who", _names(row, "actor")), ("whom", _names(row, "recipient")), ("how many", _numbers(row))]
    if row.place:
        told.append(("where", word_place(row.place) + _mark(row.place.inferred)))
    if row.date and (row.date.start or row.date.end or row.date.text):
        told.append(("when", word_date(row.date) + _mark(row.date.inferred)))
    told += [(role.replace("_", " "), "; ".join(row.names(role))) for role in OTHER_ROLES]
    speaker = row.attribution.speaker
    told.append(("told by", f"{speaker} ({row.attribution.relation})" if speaker else "the report itself"))
    return [(name, words) for name, words in told if words]


def highlighted(row: MentionRow) -> Text:
    """Give the quote with the trigger and every argument in it in colour."""
    text = Text(row.quote)
    for argument in row.arguments:
        text.stylize(ROLE_STYLES.get(argument.role, "underline"), *_inside(row, argument.start, argument.end))
    text.stylize("bold reverse", *_inside(row, row.trigger.start, row.trigger.end))
    return text


def _inside(row: MentionRow, start: int, end: int) -> tuple[int, int]:
    length = len(row.quote)
    return min(max(start - row.start, 0), length), min(max(end - row.start, 0), length)


def _names(row: MentionRow, role: str) -> str:
    return "; ".join(_name(a) + _mark(a.inferred) for a in row.arguments if a.role == role)


def _name(argument: ArgumentRow) -> str:
    return argument.value.name or argument.text


def _numbers(row: MentionRow) -> str:
    """Tell the numbers of a mention; what a role counts is called by its first name ("26 demonstrators")."""
    told = []
    for argument in row.arguments:
        value = argument.value
        if argument.role == "number":
            names = row.names(value.of) if value.of else []
            counted = names[0] if names else value.of
            told.append(word_quantity(value.low, value.high, approximate=value.approximate, of=counted))
    return "; ".join(told)


def _mark(inferred: bool) -> str:
    return " (inferred)" if inferred else ""
