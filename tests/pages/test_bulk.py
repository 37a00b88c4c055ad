"""Many rows are inserted in as few statements as the database takes: all of them, as they were given."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khronika.store.bulk import insert
from khronika.store.models import SearchEntry, Shingle
from khronika.store.search import search
from khronika.work.chronicle import Chronicle

ROWS = [{"kind": "document", "key": str(number), "words": f"word{number}", "more": ""} for number in range(9000)]


def statements(rows: list[dict[str, str]]) -> int:
    """Insert rows of search entries; count the statements that it took (SQLite tells one anew with each trigger)."""
    told: list[str] = []
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(told.append)
    with CaptureQueriesContext(connection) as asked:
        insert(SearchEntry, rows)
    if connection.vendor == "sqlite":
        connection.connection.set_trace_callback(None)
    told += [query["sql"] for query in asked]
    return len({sql for sql in told if sql.startswith(('INSERT INTO "store_searchentry"', 'COPY "store_searchentry"'))})


def test_more_rows_than_one_statement_takes_are_all_there_and_found(chronicle: Chronicle) -> None:
    fewest, most = {"sqlite": (2, 19), "postgresql": (1, 1)}[connection.vendor]
    assert fewest <= statements(ROWS) <= most
    told = SearchEntry.objects.order_by("pk").values("kind", "key", "words", "more")
    assert list(told) == ROWS
    assert [list(search(f"word{number}", "document")) for number in (0, 248, 249, 8999)] == [
        ["0"], ["248"], ["249"], ["8999"],
    ]  # fmt: skip


def test_one_row_that_does_not_fit_undoes_all(chronicle: Chronicle) -> None:
    rows = [{"number": number, "document_id": None if number == 2000 else 1} for number in range(2001)]
    with pytest.raises(IntegrityError), transaction.atomic():
        insert(Shingle, rows)
    assert not Shingle.objects.exists()


def test_nothing_is_inserted_for_nothing(chronicle: Chronicle) -> None:
    with CaptureQueriesContext(connection) as asked:
        insert(Shingle, [])
    assert len(asked) == 0
