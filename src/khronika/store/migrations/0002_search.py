"""The index of full-text search: it follows `SearchEntry` by itself, on SQLite and on PostgreSQL."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SQLITE = (
    """CREATE VIRTUAL TABLE store_search USING fts5(
         words, more, content='store_searchentry', content_rowid='id', tokenize="unicode61 remove_diacritics 0")""",
    """CREATE TRIGGER store_search_added AFTER INSERT ON store_searchentry BEGIN
         INSERT INTO store_search(rowid, words, more) VALUES (new.id, new.words, new.more); END""",
    """CREATE TRIGGER store_search_removed AFTER DELETE ON store_searchentry BEGIN
         INSERT INTO store_search(store_search, rowid, words, more) VALUES ('delete', old.id, old.words, old.more);
       END""",
    """CREATE TRIGGER store_search_changed AFTER UPDATE OF words, more ON store_searchentry BEGIN
         INSERT INTO store_search(store_search, rowid, words, more) VALUES ('delete', old.id, old.words, old.more);
         INSERT INTO store_search(rowid, words, more) VALUES (new.id, new.words, new.more); END""",
)
POSTGRESQL = (
    """ALTER TABLE store_searchentry ADD COLUMN vector tsvector
         GENERATED ALWAYS AS (to_tsvector('simple', words || ' ' || more)) STORED""",
    "CREATE INDEX store_search_vector ON store_searchentry USING gin (vector)",
)
UNDO = {
    "sqlite": (
        "DROP TRIGGER store_search_added",
        "DROP TRIGGER store_search_removed",
        "DROP TRIGGER store_search_changed",
        "DROP TABLE store_search",
    ),
    "postgresql": ("DROP INDEX store_search_vector", "ALTER TABLE store_searchentry DROP COLUMN vector"),
}


def make(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Make the index of this database's kind."""
    for statement in SQLITE if editor.connection.vendor == "sqlite" else POSTGRESQL:
        editor.execute(statement)


def drop(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Drop it again."""
    for statement in UNDO[editor.connection.vendor]:
        editor.execute(statement)


class Migration(migrations.Migration):
    """Full-text search."""

    dependencies = (("store", "0001_initial"),)
    operations = (migrations.RunPython(make, drop),)
