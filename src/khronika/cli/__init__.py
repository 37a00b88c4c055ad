"""The command line: one command, one call. Everything heavy is imported by the command that needs it."""

import sys

import click

from khronika.cli.chronicle import add, backup, init, link_all, recode, restore, search, status
from khronika.cli.code import code
from khronika.cli.erase import erase
from khronika.cli.evaluate import evaluate
from khronika.cli.invite import invite
from khronika.cli.schema import schema
from khronika.cli.serve import serve
from khronika.cli.show import show
from khronika.errors import KhronikaError
from khronika.version import __version__


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="khronika")
def commands() -> None:
    """Turn reports into a sourced chronicle of protest, strikes and repression.

    Reads files and folders, works offline, and gives for every event who did what to whom, where, when and told by
    whom, each field with the words that say so.
    """


for command in (
    code, show, init, add, link_all, status, search, recode, serve, invite, erase, backup, restore, evaluate, schema,
):  # fmt: skip
    commands.add_command(command)


def main() -> None:
    """Run the command line.

    Exit status: 0 done, 1 stopped by the disk or the database, or a fault was found, 2 wrong arguments, 3 some input
    was not read, 130 interrupted.
    """
    try:
        sys.exit(commands(standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except KhronikaError as error:
        click.echo(f"khronika: {error}", err=True)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        click.echo("khronika: interrupted; nothing half-finished was left behind", err=True)
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except _refusals() as error:
        click.echo(f"khronika: stopped: {_told(error)}; what was stored before is there, run it again", err=True)
        sys.exit(1)


def _refusals() -> tuple[type[Exception], ...]:
    """Give what the disk raises, and the database where one was used: who uses none does not import Django."""
    utils = sys.modules.get("django.db.utils")
    return (OSError, utils.OperationalError, utils.InterfaceError) if utils else (OSError,)


def _told(error: Exception) -> str:
    """Tell in one line why the disk or the database refused."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__
