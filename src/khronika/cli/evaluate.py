"""`khronika evaluate`: score the coder against a gold set."""

from pathlib import Path

import click


@click.command()
@click.argument("name", metavar="SET")
@click.argument("path", metavar="PATH", type=click.Path(path_type=Path))
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes to use.")
@click.option("--keep", metavar="DIR", type=click.Path(path_type=Path, file_okay=False),
              help="Keep the coded table (DIR/input) and what came out (DIR/output).")  # fmt: skip
@click.option("--coded", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False),
              help="Score this output of khronika code instead of coding anew.")  # fmt: skip
@click.option("--errors", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, writable=True),
              help="Write a page of all misses and false hits, grouped by cause, beside their texts.")  # fmt: skip
@click.option("--floors", metavar="FILE", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Fail (exit status 1) where a measure is below its floor in this JSON file.")  # fmt: skip
@click.pass_context
def evaluate(
    context: click.Context, name: str, path: Path, jobs: int, keep: Path | None, coded: Path | None,
    errors: Path | None, floors: Path | None,
) -> None:  # fmt: skip
    """Score the coder on a gold set.

    SET is cases, glocon, india_police, links, muc4, names, nerel, petrarch, places, plover or timex; PATH is its file
    or folder. Needs the extra khronika[evaluate]; links and names need khronika[chronicle] too.
    """
    from khronika.evaluate.sets import below_floors
    from khronika.evaluate.sets import evaluate as score

    measures = score(name, path, jobs=jobs, keep=keep, coded=coded, errors=errors)
    for measure in measures:
        click.echo(f"{measure.name:34} {measure.value:.3f}  {measure.detail}".rstrip())
    faults = below_floors(name, measures, floors) if floors else []
    for fault in faults:
        click.echo(f"below its floor: {name}: {fault}", err=True)
    context.exit(1 if faults else 0)
