"""Insert many rows of one table at the speed of the database: without a model instance for each."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, islice
from operator import itemgetter
from typing import Any

import msgspec
from django.db import connection, models

from khronika.store.fields import JSONField

Row = Mapping[str, Any]
_Fields = Sequence["models.Field[Any, Any]"]
_Values = Iterator[list[Any]]
# Fields whose values the database takes in another form.
SPECIAL = (models.DateTimeField, models.JSONField, models.BinaryField)
MOST = 30_000  # values of one statement of SQLite, which takes 32,766 if not built to take fewer
_encode = msgspec.json.Encoder().encode


def insert(model: type[models.Model], rows: Iterable[Row]) -> None:
    """Insert rows given as {column of the model: value}; all have the columns of the first, others their defaults.

    PostgreSQL takes them as a stream (COPY), and works on the first while the last are still being made. SQLite takes
    as many in one statement as it can: for each statement it copies the pages that it changes, and writes the index of
    full text.
    """
    rows = iter(rows)
    first = next(rows, None)
    if first is None:
        return
    fields = _fields(model, "id" in first)
    told = [field for field in fields if field.attname in first]
    rest = [field for field in fields if field.attname not in first]
    names = ", ".join(f'"{field.column}"' for field in (*told, *rest))
    into = f'"{model._meta.db_table}" ({names})'
    with connection.wrap_database_errors:
        _WAYS[connection.vendor](into, len(fields), _values(told, rest, chain([first], rows)))


def _copy(into: str, width: int, values: _Values) -> None:
    with connection.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in values:
            copy.write_row(row)


def _execute(into: str, width: int, values: _Values) -> None:
    """Speak to SQLite itself: Django looks for its marks in every statement, which takes as long as the rest."""
    connection.ensure_connection()
    database: sqlite3.Connection = connection.connection
    together = min(MOST, database.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)) // width
    while some := list(islice(values, together)):
        marks = ",".join([f"({','.join('?' * width)})"] * len(some))
        database.execute(f"INSERT INTO {into} VALUES {marks}", [*chain.from_iterable(some)])


_WAYS = {"postgresql": _copy, "sqlite": _execute}


def _values(told: "_Fields", rest: "_Fields", rows: Iterable[Row]) -> _Values:
    """Give the values of rows as the database takes them; most columns take them as they are."""
    read = itemgetter(*(field.attname for field in told), told[0].attname)  # with one name twice, so never a bare value
    defaults = [_column(field)({}) for field in rest]
    special = [(at, _column(field)) for at, field in enumerate(told) if isinstance(field, SPECIAL)]
    for row in rows:
        values = [*read(row)[:-1], *defaults]
        for at, column in special:
            values[at] = column(row)
        yield values


def _encoded(value: Any) -> str | None:
    return None if value is None else _encode(value).decode()


@cache
def _fields(model: type[models.Model], with_id: bool) -> "list[models.Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if with_id or not isinstance(field, models.AutoField)]


@cache
def _column(field: "models.Field[Any, Any]") -> Callable[[Row], Any]:
    """Give the function that reads a field's value out of a row, as the database takes it."""
    name, default = field.attname, field.get_default()
    if isinstance(field, JSONField):
        return lambda row: _encoded(row.get(name, default))
    if isinstance(field, SPECIAL):
        return lambda row: field.get_db_prep_save(row.get(name, default), connection)
    return lambda row: row.get(name, default)


def next_ids(model: type[models.Model], number: int) -> Iterator[int]:
    """Reserve ids for so many rows of a table; within the transaction that inserts them."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT nextval({sequence}) FROM generate_series(1, %s)", [number])
            return iter([row[0] for row in cursor.fetchall()])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last = (cursor.fetchone() or [0])[0]
        return iter(range(last + 1, last + 1 + number))


def update(model: type[models.Model], names: Sequence[str], rows: Mapping[Any, Row]) -> None:
    """Set columns of rows given as {primary key: {column of the model: value}}; a row names the same columns as all."""
    if not rows:
        return
    by_name = {field.attname: field for field in model._meta.concrete_fields}
    columns = [(_column(by_name[name]), by_name[name].column) for name in names]
    assert model._meta.pk is not None
    sets = ", ".join(f'"{column}" = %s' for _, column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{model._meta.pk.column}" = %s',
            [[*(read(row) for read, _ in columns), key] for key, row in rows.items()],
        )
