"""Make a chronicle's folder, and open it: the one way in for every command and for the workbench."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from khronika.errors import ChronicleError
from khronika.work.chronicle_config import CONFIG, DATABASE, ChronicleConfig, database_of, read_config, write_config

EVIDENCE, BACKUPS, KEY_FILE = "evidence", "backups", "secret.key"
SETTINGS = "khronika.work.django_settings"


class Chronicle(Struct, frozen=True):
    """An open chronicle: where it lies and what its settings say."""

    folder: Path
    config: ChronicleConfig

    @property
    def evidence(self) -> Path:
        """Give the folder of the original bytes."""
        return self.folder / EVIDENCE

    @property
    def backups(self) -> Path:
        """Give the folder of its backups."""
        return self.folder / BACKUPS


def init_chronicle(folder: Path, database: str | None = None) -> Chronicle:
    """Make a chronicle, or bring one that is there up to date; nothing that is there is overwritten.

    `database` is a postgresql:// URL, or empty for SQLite in the folder; None keeps what the settings say.

    Raises:
        ChronicleError: the folder holds something else, or the database cannot be reached.
    """
    os.umask(0o077)
    is_new, is_there = not (folder / CONFIG).exists(), folder.exists()
    try:
        _make(folder, database)
    except OSError as error:
        raise ChronicleError(f"cannot make {folder}: {error.strerror} (choose another folder)") from error
    try:
        return _migrate(folder)
    except Exception:
        if is_new:
            _unmake(folder)
        if not is_there:
            folder.rmdir()
        raise


def _migrate(folder: Path) -> Chronicle:
    chronicle = _connect(folder)
    from django.core.management import call_command

    with _database_errors(chronicle):
        _lacking(chronicle)
        call_command("migrate", verbosity=0, interactive=False)
    return chronicle


def _unmake(folder: Path) -> None:
    """Take back what was made of a chronicle that could not be made, so that it can be tried again."""
    for name in (CONFIG, KEY_FILE, DATABASE):
        (folder / name).unlink(missing_ok=True)
    for name in (EVIDENCE, BACKUPS):
        (folder / name).rmdir()


def _make(folder: Path, database: str | None) -> None:
    if folder.exists() and not folder.is_dir():
        raise ChronicleError(f"{folder} is a file: name a folder for the chronicle")
    database_of(database or "", folder)
    is_there = (folder / CONFIG).exists()
    if folder.exists() and not is_there and any(folder.iterdir()):
        raise ChronicleError(f"{folder} is not empty and no chronicle: choose a new or empty folder")
    if is_there and database is not None and database != read_config(folder).database:
        told = read_config(folder).database or "SQLite in its folder"
        raise ChronicleError(f"{folder} keeps its data in {told}; move it with khronika backup and khronika restore")
    for path in (folder, folder / EVIDENCE, folder / BACKUPS):
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.chmod(0o700)
    if not (folder / KEY_FILE).exists():
        (folder / KEY_FILE).write_text(secrets.token_urlsafe(48) + "\n", encoding="utf8")
    if not is_there:
        write_config(folder, ChronicleConfig(database or ""))


def open_chronicle(folder: Path, *, team: bool = False) -> Chronicle:
    """Open a chronicle that `khronika init` has made; Django is set up for it from here on.

    A process may open one after another; the last one opened is the one that everything speaks to.

    Raises:
        ChronicleError: the folder is no chronicle, its database cannot be reached, or another version made it.
    """
    os.umask(0o077)
    chronicle = _connect(folder, team=team)
    if not chronicle.config.database and not (chronicle.folder / DATABASE).exists():
        raise ChronicleError(f"{chronicle.folder} has lost its {DATABASE}: restore a backup into a new folder")
    with _database_errors(chronicle):
        _check_migrations(chronicle)
    return chronicle


def _connect(folder: Path, *, team: bool = False) -> Chronicle:
    folder = folder.resolve()
    config = read_config(folder)
    if not (folder / KEY_FILE).exists():
        raise ChronicleError(f"{folder} has no {KEY_FILE}: make a new one with khronika init {folder}")
    os.environ["KHRONIKA_CHRONICLE"] = str(folder)
    os.environ["KHRONIKA_TEAM"] = "1" if team else "0"
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django
    from django.apps import apps

    if apps.ready:
        _switch(folder, config)
    django.setup()
    return Chronicle(folder, config)


def _switch(folder: Path, config: ChronicleConfig) -> None:
    """Turn Django's connection to a chronicle, if it speaks to another."""
    from django.conf import settings
    from django.db import connections

    wanted = database_of(config.database, folder)
    if {name: connections.settings["default"].get(name) for name in wanted} == wanted:
        return
    connections.close_all()
    settings.DATABASES = {"default": wanted}
    settings.SECRET_KEY = (folder / KEY_FILE).read_text(encoding="utf8").strip()
    settings.TIME_ZONE = config.time_zone
    connections.settings = connections.configure_settings(settings.DATABASES)
    if hasattr(connections._connections, "default"):  # type: ignore[attr-defined]  # Django has no public way
        del connections["default"]


def _check_migrations(chronicle: Chronicle) -> None:
    if _lacking(chronicle):
        reason = "was made by an older version of khronika, or its making was cut short"
        raise ChronicleError(f"{chronicle.folder} {reason}: back it up, then run khronika init {chronicle.folder}")


def _lacking(chronicle: Chronicle) -> bool:
    """Say whether the tables are not yet those of this version.

    Raises:
        ChronicleError: they are those of a newer version, which knows what this one might spoil.
    """
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    loader = MigrationLoader(connection)
    known, done = set(loader.disk_migrations), set(loader.applied_migrations)
    if any(app == "store" for app, _ in done - known):
        raise ChronicleError(f"{chronicle.folder} was made by a newer version of khronika: install that one")
    return bool(known - done)


@contextmanager
def _database_errors(chronicle: Chronicle) -> Iterator[None]:
    """Turn what a database says when it cannot be reached into one line."""
    from django.db import DatabaseError, InterfaceError

    try:
        yield
    except (DatabaseError, InterfaceError) as error:
        where = chronicle.config.database.rpartition("@")[2] or str(chronicle.folder / DATABASE)
        raise ChronicleError(f"cannot open the database {where}: {' '.join(str(error).split())}") from error


def now() -> datetime:
    """Give the time, with its zone."""
    return datetime.now(UTC)
