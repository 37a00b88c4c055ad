"""What the commands on a chronicle print at their end."""

from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from khronika.cli.summary import print_failures, print_tally
from khronika.work.ingest import Added
from khronika.work.link import Linked
from khronika.work.recode import Recoded
from khronika.work.status import Status

PLURALS = {"person": "persons", "organisation": "organisations", "group": "groups"}


def print_added(added: Added, folder: Path) -> None:
    """Print what became of the inputs of `khronika add`, then the counts of what was coded."""
    console = Console(highlight=False)
    print_tally(console, added.tally, "of documents that are stored")
    fates = added.fates
    console.print(
        f"stored: {fates['new']:,} new documents, {fates['version']:,} new versions, {fates['reprint']:,} found to be "
        f"reprints; {fates['known']:,} were there already",
        soft_wrap=True,
    )
    console.print(f"What the chronicle holds now: khronika status {escape(str(folder))}", soft_wrap=True)


def print_status(status: Status, folder: Path) -> None:
    """Print what a chronicle holds, what waits to be decided, and by what it was coded."""
    console = Console(highlight=False)
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(justify="right")
    table.add_column()
    for name, number in status.counts.items():
        table.add_row(f"{number:,}", name)
    where = f"({escape(status.database)}, {status.size / 1e6:,.1f} MB)"
    console.print(f"[bold]{escape(str(folder))}[/bold] {where}", soft_wrap=True)
    console.print(table)
    for title, numbers in (("mentions", status.mentions), ("to decide", status.waiting)):
        told = ", ".join(f"{number:,} {name}" for name, number in numbers.items()) or "none"
        console.print(f"{title}: {told}", soft_wrap=True)
    for coder, number in status.coders.items():
        console.print(f"coded by {escape(coder)}: {number:,} documents")


def print_recoded(recoded: Recoded) -> None:
    """Print what a recoding changed, and what could not be coded."""
    console = Console(highlight=False)
    fates = recoded.fates
    console.print(
        f"[bold]{recoded.documents:,} documents[/bold] coded anew: {fates['same']:,} proposals as before, "
        f"{fates['new']:,} new, {fates['changed']:,} changed, {fates['vanished']:,} gone",
        soft_wrap=True,
    )
    console.print(f"returned to the queue, for people had decided about them: {recoded.returned:,}")
    print_failures(console, recoded.failures)


def print_linked(linked: Linked, folder: Path) -> None:
    """Print what linking found, and what it asks."""
    console = Console(highlight=False)
    actors = (
        ", ".join(f"{number:,} {PLURALS[kind]}" for kind, number in sorted(linked.actors.items())) or "nobody named"
    )
    console.print(
        f"[bold]{linked.mentions:,} event mentions[/bold] tell of {linked.events:,} events ({linked.shared:,} told by "
        f"more than one source) and {linked.cases:,} cases; {actors}",
        soft_wrap=True,
    )
    asked = sum(linked.asked.values())
    if asked:
        console.print(f"{asked:,} links wait for a person: khronika serve {escape(str(folder))}", soft_wrap=True)


def print_faults(faults: Iterable[str]) -> int:
    """Print what is wrong with a chronicle; give how many faults there are."""
    console = Console(highlight=False)
    number = 0
    for number, fault in enumerate(faults, start=1):  # noqa: B007  counted to the end
        console.print(f"[bold red]fault[/bold red] {escape(fault)}", soft_wrap=True)
    console.print("whole: no fault" if not number else f"{number:,} faults")
    return number
