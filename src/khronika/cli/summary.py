"""The table at the end of a run: what was read and found, and what could not be read."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from khronika.read.result import Failure
from khronika.work.tally import Tally

MOST = 12


def print_summary(tally: Tally, folder: Path) -> None:
    """Print the counts of a run, event mentions by type, place and month, and every failure with its reason."""
    console = Console(highlight=False)
    print_tally(console, tally, "in run.json")
    where = escape(str(folder))
    console.print(f"Written to {where}/. Read it with: khronika show {where}", soft_wrap=True)


def print_tally(console: Console, tally: Tally, kept: str) -> None:
    """Print the counts and failures of a run; `kept` says where notes can be read that are too many to print."""
    found = ", ".join(f"{tally.rows[name]:,} {name.replace('_', ' ')}" for name in sorted(tally.rows)) or "nothing"
    languages = ", ".join(f"{count:,} {language}" for language, count in tally.languages.most_common())
    console.print(f"[bold]{tally.documents:,} documents[/bold] read" + (f" ({languages})" if languages else ""))
    console.print(f"found: {found}")
    if tally.types:
        table = Table(title="Event mentions", title_justify="left", box=None, pad_edge=False, padding=(0, 3, 0, 0))
        columns = [_column(counter) for counter in (tally.types, tally.places)]
        columns.append(_column(tally.months, by_name=True))
        for title in ("by type", "by place", "by month"):
            table.add_column(title, overflow="fold")
        for number in range(max(map(len, columns))):
            table.add_row(*(column[number] if number < len(column) else "" for column in columns))
        console.print(table)
    for document, warning in tally.warnings[:MOST]:
        console.print(f"[yellow]note[/yellow] {escape(document)}: {escape(warning)}", soft_wrap=True)
    if len(tally.warnings) > MOST:
        console.print(f"… and {len(tally.warnings) - MOST:,} more notes {kept}")
    print_failures(console, tally.failures)


def print_failures(console: Console, failures: Sequence[Failure]) -> None:
    """Name every input that could not be read or coded, with the reason."""
    if failures:
        console.print(f"[bold red]{len(failures):,} not read or not coded:[/bold red]")
    for failure in failures:
        console.print(f"  {escape(failure.source)}: {escape(failure.reason)}", soft_wrap=True)


def _column(counter: Counter[str], *, by_name: bool = False) -> list[str]:
    """Give the lines of one column, the most frequent first (months: the latest first), and how many more there are."""
    ranked = sorted(counter.items(), key=lambda item: (-item[1], item[0]))
    if by_name:
        ranked = sorted(counter.items(), key=lambda item: item[0].replace("unknown", "0"), reverse=True)
    lines = [f"{count:>6,}  {escape(name)}" for name, count in ranked[:MOST]]
    return [*lines, f"        … {len(ranked) - MOST} more"] if len(ranked) > MOST else lines
