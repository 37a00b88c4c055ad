"""The folder of a chronicle and what its `khronika.toml` says, read once."""

import json
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

import msgspec
from msgspec import Struct

from khronika.errors import ArgumentError

LOG = 8_000  # pages of SQLite's write-ahead log (32 MB) after which they go into the database, each once
CONFIG, DATABASE = "khronika.toml", "chronicle.sqlite3"
_NEW = """\
# Settings of this chronicle; docs/chronicle.md says what each does.

# Empty: SQLite, in chronicle.sqlite3 beside this file. Or postgresql://USER@HOST/NAME (passwords go into ~/.pgpass).
database = {database}

# In which times of day are shown.
time_zone = {time_zone}

[team]
# Host names under which several people reach the workbench (khronika serve --team), behind a proxy that speaks HTTPS.
hosts = {hosts}
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
    except (FileNotFoundError, NotADirectoryError) as error:
        reason = f"{folder} is no chronicle: it has no {CONFIG} (make one: khronika init {folder})"
        raise ArgumentError(reason) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ArgumentError(f"{path} cannot be read: {error}") from error
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise ArgumentError(f"{path}: {error}") from error


def write_config(folder: Path, config: ChronicleConfig) -> None:
    """Write the settings of a new chronicle, with what each is for."""
    told = {"database": config.database, "time_zone": config.time_zone, "hosts": list(config.team.hosts)}
    written = {name: json.dumps(value, ensure_ascii=False) for name, value in told.items()}
    (folder / CONFIG).write_text(_NEW.format(**written), encoding="utf8")


def database_of(url: str, folder: Path | None) -> dict[str, object]:
    """Give Django's description of the database of a URL; empty means SQLite in the chronicle's folder.

    Raises:
        ArgumentError: the URL names no PostgreSQL database.
    """
    if not url:
        name = str(folder / DATABASE) if folder else ":memory:"
        start = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA busy_timeout=15000;"
        start += f"PRAGMA wal_autocheckpoint={LOG};"
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": name,
            "OPTIONS": {"init_command": start, "transaction_mode": "IMMEDIATE", "timeout": 15},
            "CONN_MAX_AGE": 60,
        }
    try:
        parts = urlsplit(url)
        port = str(parts.port or "")
    except ValueError as error:
        raise ArgumentError(f"not a database: {url!r} ({error})") from error
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise ArgumentError(f"not a database: {url!r} (want postgresql://USER@HOST/NAME, or empty for SQLite)")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": port,
        "OPTIONS": dict(parse_qsl(parts.query)),
        "CONN_MAX_AGE": 60,
    }
