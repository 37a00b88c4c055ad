"""`khronika init`, `khronika add`, `khronika status`: make a chronicle, fill it, see what it holds."""

import sys
from pathlib import Path

import click

DIR = click.Path(path_type=Path)


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.option("--database", metavar="URL",
              help="PostgreSQL instead of SQLite: postgresql://USER@HOST/NAME (an empty database).")  # fmt: skip
def init(folder: Path, database: str | None) -> None:
    """Make a chronicle in DIR, or bring one that an older version made up to date.

    Everything in DIR can be read by its owner only. Nothing that is there is overwritten.
    """
    from khronika.work.chronicle import init_chronicle

    chronicle = init_chronicle(folder, database)
    click.echo(f"{chronicle.folder} is a chronicle. Add reports: khronika add {folder} PATH...")


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path, allow_dash=True))
@click.option("--language", default="auto", show_default=True, metavar="CODE",
              help="Language of all inputs (ISO 639-1: en, ru), or auto.")  # fmt: skip
@click.option("--published", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="Day from which relative dates count where a report tells none (2026-05-12).")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N",
              help="Processes to use; each takes about 400 MB.")  # fmt: skip
@click.pass_context
def add(
    context: click.Context, folder: Path, paths: tuple[Path, ...], language: str, published: object, jobs: int
) -> None:
    """Code reports and store them in the chronicle DIR with their original bytes.

    PATH is a file, a folder (read recursively), or - for standard input. What is there already is left as it is; a
    changed report becomes a new version; a republished one is linked to the first. Exit status: 0 everything was read,
    3 some input was not (the summary says which and why; the rest is stored), 2 wrong arguments.
    """
    from datetime import datetime

    from khronika.cli.code import check_inputs
    from khronika.cli.progress import Progress
    from khronika.work.chronicle import open_chronicle
    from khronika.work.settings import Settings

    check_inputs(paths, language)
    day = published.date() if isinstance(published, datetime) else None
    settings = Settings(None if language == "auto" else language, day)
    chronicle = open_chronicle(folder)
    from khronika.cli.chronicle_summary import print_added, print_linked
    from khronika.work.ingest import add as add_reports
    from khronika.work.link import link

    inputs = [sys.stdin.buffer.read() if str(path) == "-" else path for path in paths]
    with Progress(paths) as progress:
        added = add_reports(chronicle, inputs, settings=settings, jobs=jobs, on_outcome=progress.step)
    print_added(added, folder)
    if added.fates["new"] or added.fates["version"]:
        print_linked(link(chronicle), folder)
    context.exit(3 if added.tally.failures else 0)


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.option("--check", is_flag=True, help="Check as well that nothing is lost or damaged (reads everything).")
@click.pass_context
def status(context: click.Context, folder: Path, check: bool) -> None:
    """Say what the chronicle DIR holds, and what waits to be decided.

    With --check, exit status 1 where the chronicle is not whole; every fault is named.
    """
    from khronika.work.chronicle import open_chronicle

    chronicle = open_chronicle(folder)
    from khronika.cli.chronicle_summary import print_faults, print_status
    from khronika.work.status import read_status

    print_status(read_status(chronicle), folder)
    if check:
        from khronika.work.consistency import check as check_all

        context.exit(1 if print_faults(check_all(chronicle)) else 0)


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N",
              help="Processes to use; each takes about 400 MB.")  # fmt: skip
@click.pass_context
def recode(context: click.Context, folder: Path, jobs: int) -> None:
    """Code everything in the chronicle DIR anew with this version's rules.

    What people decided stays; where a mention changed under a decision, it returns to the queue with both versions.
    Exit status: 0 everything was coded, 3 some document was not (it keeps what it had).
    """
    from khronika.cli.progress import Progress
    from khronika.work.chronicle import open_chronicle

    chronicle = open_chronicle(folder)
    from khronika.cli.chronicle_summary import print_linked, print_recoded
    from khronika.work.link import link
    from khronika.work.recode import recode as recode_all

    with Progress([]) as progress:
        recoded = recode_all(chronicle, jobs=jobs, on_outcome=progress.step)
    print_recoded(recoded)
    print_linked(link(chronicle), folder)
    context.exit(3 if recoded.failures else 0)


@click.command("link")
@click.argument("folder", metavar="DIR", type=DIR)
def link_all(folder: Path) -> None:
    """Find out who is who in the chronicle DIR, and which mentions tell of one event.

    khronika add and khronika recode do so at their end. What people decided about links stays as they decided it.
    """
    from khronika.work.chronicle import open_chronicle

    chronicle = open_chronicle(folder)
    from khronika.cli.chronicle_summary import print_linked
    from khronika.work.link import link

    print_linked(link(chronicle), folder)


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.argument("file", required=False, metavar="[FILE]", type=DIR)
@click.pass_context
def backup(context: click.Context, folder: Path, file: Path | None) -> None:
    """Back the chronicle DIR up into FILE (else into DIR/backups), while others may go on working.

    The file holds everything, names of protected people too: keep it as safe as the chronicle. Exit status: 3 where an
    original was missing (it is named; the rest is backed up).
    """
    from khronika.work.backup import back_up
    from khronika.work.chronicle import open_chronicle

    written, manifest = back_up(open_chronicle(folder), file)
    click.echo(f"{written}: {sum(manifest.rows.values()):,} rows, {written.stat().st_size / 1e6:,.1f} MB")
    for digest in manifest.missing:
        click.echo(f"missing: the original {digest} (the chronicle has lost it)", err=True)
    context.exit(3 if manifest.missing else 0)


@click.command()
@click.argument("file", metavar="FILE", type=DIR)
@click.argument("folder", metavar="DIR", type=DIR)
@click.option("--database", default="", metavar="URL",
              help="Restore into this empty PostgreSQL database instead of SQLite.")  # fmt: skip
def restore(file: Path, folder: Path, database: str) -> None:
    """Make the chronicle DIR of the backup FILE; every part is checked against its SHA-256 first.

    DIR must be empty or not there. Backups of either database can be restored into the other.
    """
    from khronika.work.backup import restore as restore_file

    restore_file(file, folder, database)
    click.echo(f"{folder} is restored. See what it holds: khronika status {folder} --check")


@click.command()
@click.argument("folder", metavar="DIR", type=DIR)
@click.argument("query", nargs=-1, required=True, metavar="WORD...")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, metavar="N",
              help="At most so many cards.")  # fmt: skip
def search(folder: Path, query: tuple[str, ...], limit: int) -> None:
    """Print the event mentions of the chronicle DIR that a query finds, the newest first.

    All words must be there, in any form ("struck" finds "strike"); "words in quotes" stand next to each other; what
    follows a hyphen must not be there (write -- before the first such word).
    """
    from rich.console import Console

    from khronika.work.chronicle import open_chronicle

    open_chronicle(folder)
    from khronika.cli.cards import card
    from khronika.work.found import find_mentions

    console = Console(highlight=False)
    number, rows = find_mentions(" ".join(query), limit)
    for row in rows:
        console.print(card(row), soft_wrap=False)
    console.print(f"[dim]{len(rows):,} of {number:,} event mentions found[/dim]")
