"""The folder of a chronicle and what its `khronika.toml` says, read once."""

import json
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError

CONFIG = "khronika.toml"
_NEW = """\
# Settings of this chronicle; docs/chronicle.md says what each does.

# Empty: SQLite, in chronicle.sqlite3 beside this file. Or postgresql://USER@HOST/NAME (passwords go into ~/.pgpass).
database = {database}

# In which times of day are shown.
time_zone = "UTC"

[team]
# Host names under which several people reach the workbench (khronika serve --team), behind a proxy that speaks HTTPS.
hosts = []
"""


class Team(Struct, frozen=True, forbid_unknown_fields=True):
    """How the workbench is served to several people: the host names it answers to, behind a proxy that speaks HTTPS."""

    hosts: tuple[str, ...] = ()


class ChronicleConfig(Struct, frozen=True, forbid_unknown_fields=True):
    """What a chronicle's settings say; `database` is empty for SQLite beside the evidence, or a postgresql:// URL."""

    database: str = ""
    time_zone: str = "UTC"
    team: Team = Team()


def read_config(folder: Path) -> ChronicleConfig:
    """Read the settings of a chronicle.

    Raises:
        ArgumentError: the folder is no chronicle, or a setting is unknown or of the wrong kind.
    """
    path = folder / CONFIG
    try:
        with path.open("rb") as file:
            return msgspec.convert(tomllib.load(file), ChronicleConfig)
    except FileNotFoundError as error:
        reason = f"{folder} is no chronicle: it has no {CONFIG} (make one: khronika init {folder})"
        raise ArgumentError(reason) from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ArgumentError(f"{path}: {error}") from error


def write_config(folder: Path, database: str) -> None:
    """Write the settings of a new chronicle, with what each is for."""
    (folder / CONFIG).write_text(_NEW.format(database=json.dumps(database)), encoding="utf8")
