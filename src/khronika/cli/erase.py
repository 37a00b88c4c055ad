"""`khronika erase`: a person's right to be forgotten."""

from pathlib import Path

import click


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.argument("actor", metavar="ACTOR")
@click.option("--reason", default="", metavar="TEXT", help="Why; it stays on the tombstone (names in it do not).")
@click.option("--yes", is_flag=True, help="Do not ask before erasing.")
@click.pass_context
def erase(context: click.Context, folder: Path, actor: str, reason: str, yes: bool) -> None:
    """Erase a person or organisation from the chronicle DIR: names, words, originals, backups.

    ACTOR is a key, or a name that only one actor bears. In every report that names the actor, all forms of the names
    are covered by blocks of the same length, and so is what the actor said; the reports' original files and all backups
    in DIR are deleted; where there were any, a new one is made. Only a tombstone with the key, the time and the reason
    stays. This cannot be undone. Copies outside of DIR (exports, backups elsewhere) are yours to delete. Exit status: 0
    done, 1 the name still stands somewhere (the files are named), 2 wrong arguments.
    """
    from khronika.work.chronicle import open_chronicle

    chronicle = open_chronicle(folder)
    from khronika.work.erase import erase as erase_actor
    from khronika.work.erase import find_actor, is_erased, plan
    from khronika.work.users import system_user

    key = actor
    if not is_erased(actor):
        told = plan(find_actor(actor))
        key = told.key
        counted = ", ".join(f"{number} {name}" for name, number in told.counts.items())
        click.echo(f"{told.name} ({told.kind}, key {key}), also named: {', '.join(told.names)}")
        click.echo(f"At least {counted} will be changed or deleted for good.")
        if not yes:
            click.confirm("Erase?", abort=True)
    erased = erase_actor(chronicle, key, by=system_user(), reason=reason)
    done = ", ".join(f"{number} {name}" for name, number in erased.counts.items())
    purged = erased.purged
    click.echo(f"Erased {key}: {done}; {purged.originals} originals and {purged.backups} backups deleted.")
    if purged.left:
        click.echo(f"The name still stands, perhaps as a namesake's, in: {', '.join(purged.left)}", err=True)
        context.exit(1)
