"""All tables as JSON lines that either database can read back, taken from one moment of a chronicle in use."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Any

import msgspec
from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, connections, models, transaction

from khronika.errors import ChronicleError
from khronika.store.bulk import insert

SNAPSHOT = "snapshot"
# What is made anew by itself: Django's own lists, who is signed in, what triggers write, what a server remembers.
LEFT_OUT = frozenset(
    {
        "auth.group_permissions", "auth.permission", "auth.user_user_permissions", "contenttypes.contenttype",
        "sessions.session", "store.change", "store.remembered",
    }
)  # fmt: skip
TOGETHER = 500


def tables() -> dict[str, type[models.Model]]:
    """Give the tables that a backup holds, by name, in a fixed order."""
    found = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {name: found[name] for name in sorted(found) if name not in LEFT_OUT and found[name]._meta.managed}


@contextmanager
def snapshot() -> Iterator[None]:
    """Hold one moment of the database for `lines`, while others go on writing."""
    settings = deepcopy(connections.settings["default"])
    if connection.vendor == "postgresql":
        from psycopg import IsolationLevel

        settings["OPTIONS"]["isolation_level"] = IsolationLevel.REPEATABLE_READ
    else:
        settings["OPTIONS"]["transaction_mode"] = "DEFERRED"
    connections.settings[SNAPSHOT] = settings
    try:
        with transaction.atomic(using=SNAPSHOT):
            yield
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT]
        del connections.settings[SNAPSHOT]


def lines(model: type[models.Model]) -> Iterator[bytes]:
    """Give the rows of a table, each as one line of JSON with the column's names; within `snapshot`."""
    names = [field.attname for field in model._meta.concrete_fields]
    rows = model._default_manager.using(SNAPSHOT).order_by("pk").values(*names)
    for row in rows.iterator(chunk_size=2000):
        yield msgspec.json.encode(row) + b"\n"


def empty(wanted: Iterable[type[models.Model]]) -> None:
    """Remove all rows of tables, whatever refers to them; within a transaction that fills them again."""
    for model in wanted:
        with connection.cursor() as cursor:
            cursor.execute(f'DELETE FROM "{model._meta.db_table}"')


def load(model: type[models.Model], rows: Iterable[bytes]) -> int:
    """Put the lines of a table back; give how many there were.

    Raises:
        ChronicleError: a line is broken, or has a column that this version does not know.
    """
    columns = {field.attname: field for field in model._meta.concrete_fields}
    number = 0
    batch: list[dict[str, Any]] = []
    for line in rows:
        batch.append(_row(line, columns, model))
        if len(batch) == TOGETHER:
            insert(model, batch)
            number, batch = number + len(batch), []
    insert(model, batch)
    return number + len(batch)


def _row(line: bytes, columns: "dict[str, models.Field[Any, Any]]", model: type[models.Model]) -> dict[str, Any]:
    try:
        told: dict[str, Any] = msgspec.json.decode(line)
        return {name: columns[name].to_python(value) for name, value in told.items()}
    except (msgspec.DecodeError, KeyError, AttributeError) as error:
        what = f"the backup's table {model._meta.label_lower} does not fit this version of khronika ({error!r})"
        raise ChronicleError(f"{what}: restore it with the version that made it") from error


def count_on(wanted: Iterable[type[models.Model]]) -> None:
    """Let new rows of tables that were filled with ids of their own be numbered after these."""
    statements = connection.ops.sequence_reset_sql(no_style(), list(wanted))
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
