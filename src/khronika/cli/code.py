"""`khronika code`: reports in, the files of the output contract out."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path, allow_dash=True))
@click.option("-o", "--output", "folder", default="khronika-output", show_default=True, metavar="DIR",
              type=click.Path(path_type=Path, file_okay=False), help="Where to write.")  # fmt: skip
@click.option("--language", default="auto", show_default=True, metavar="CODE",
              help="Language of all inputs (ISO 639-1: en, ru), or auto.")  # fmt: skip
@click.option("--published", metavar="DATE", type=click.DateTime(["%Y-%m-%d"]),
              help="Day from which relative dates count where a report tells none (2026-05-12).")  # fmt: skip
@click.option("--depth", type=click.Choice(["all", "events"]), default="all", show_default=True,
              help="Analyse every sentence, or only those that can hold an event (faster).")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, metavar="N",
              help="Processes to use; each takes about 400 MB.")  # fmt: skip
@click.pass_context
def code(
    context: click.Context,
    paths: tuple[Path, ...],
    folder: Path,
    language: str,
    published: object,
    depth: Literal["all", "events"],
    jobs: int,
) -> None:
    """Code reports into event mentions, statements, relations and entities.

    PATH is a file, a folder (read recursively), or - for standard input. Exit status: 0 everything was read, 3 some
    input was not (the summary says which and why; the rest is coded), 2 wrong arguments.
    """
    from datetime import datetime

    from khronika.cli.progress import Progress
    from khronika.cli.summary import print_summary
    from khronika.work.code import code_pile
    from khronika.work.settings import Settings

    check_inputs(paths, language)
    day = published.date() if isinstance(published, datetime) else None
    settings = Settings(None if language == "auto" else language, day, depth)
    inputs = [sys.stdin.buffer.read() if str(path) == "-" else path for path in paths]
    with Progress(paths) as progress:
        tally = code_pile(inputs, folder, settings=settings, jobs=jobs, on_outcome=progress.step)
    print_summary(tally, folder)
    context.exit(3 if tally.failures else 0)


def check_inputs(paths: Sequence[Path], language: str) -> None:
    """Refuse a language without engine and a path that is not there.

    Raises:
        click.BadParameter: naming it.
    """
    from khronika.language import engines

    if language != "auto" and language not in engines.available():
        known = ", ".join(engines.available())
        raise click.BadParameter(f"no engine for {language!r} (have: auto, {known})", param_hint="--language")
    for path in paths:
        if str(path) != "-" and not path.exists():
            raise click.BadParameter(f"{path} does not exist", param_hint="PATH")
