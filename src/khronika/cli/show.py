"""`khronika show`: event mentions as readable cards."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--type", "kind", metavar="TYPE", help="Only this type or mode (PROTEST, strike).")
@click.option("--person", metavar="NAME", help="Only mentions in which this name takes part or speaks.")
@click.option("--place", metavar="NAME", help="Only this place, region or country (a part of the name, or FR).")
@click.option("--date", "day", metavar="DATE", help="Only this year, month or day (2026, 2026-05, 2026-05-12).")
@click.option("--realis", type=click.Choice(["actual", "generic", "future", "hypothetical", "negated"]),
              help="Only what is told so.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), metavar="N", help="At most so many cards.")
def show(
    folder: Path, kind: str | None, person: str | None, place: str | None, day: str | None, realis: str | None,
    limit: int | None,
) -> None:  # fmt: skip
    """Print event mentions as cards: what, who, whom, where, when, told by whom, with the quote."""
    from rich.console import Console

    from khronika.cli.cards import card
    from khronika.model import Interval
    from khronika.work.shown import Wanted, read_mentions

    wanted = Wanted(kind, person, place, Interval.parse(day) if day else None, realis)
    console = Console(highlight=False)
    shown = total = 0
    for row in read_mentions(folder):
        total += 1
        if wanted.fits(row) and (limit is None or shown < limit):
            shown += 1
            console.print(card(row), soft_wrap=False)
    console.print(f"[dim]{shown:,} of {total:,} event mentions[/dim]")
