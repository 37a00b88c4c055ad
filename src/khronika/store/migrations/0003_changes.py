"""Triggers that write down which events changed, and keep an argument's day and event those of its mention.

An argument may be there before its mention, as when a backup is restored; it keeps what it comes with.
"""

from django.db import migrations

SQLITE = (
    (
        "CREATE TRIGGER change_kept AFTER INSERT ON store_change BEGIN"
        " DELETE FROM store_change WHERE id <= NEW.id - 200000; END"
    ),
    (
        "CREATE TRIGGER change_event_added AFTER INSERT ON store_event BEGIN"
        " INSERT INTO store_change (event) VALUES (NEW.key); END"
    ),
    (
        "CREATE TRIGGER change_event_changed AFTER UPDATE ON store_event BEGIN"
        " INSERT INTO store_change (event) VALUES (NEW.key); END"
    ),
    (
        "CREATE TRIGGER change_event_gone AFTER DELETE ON store_event BEGIN"
        " INSERT INTO store_change (event) VALUES (OLD.key); END"
    ),
    (
        "CREATE TRIGGER change_mention_added AFTER INSERT ON store_mention WHEN NEW.event_id IS NOT NULL BEGIN"
        " INSERT INTO store_change (event) VALUES (NEW.event_id); END"
    ),
    (
        "CREATE TRIGGER change_mention_changed AFTER UPDATE OF status, language, priority, event_id ON store_mention BEGIN"
        " INSERT INTO store_change (event) SELECT NEW.event_id WHERE NEW.event_id IS NOT NULL;"
        " INSERT INTO store_change (event) SELECT OLD.event_id"
        " WHERE OLD.event_id IS NOT NULL AND OLD.event_id IS NOT NEW.event_id; END"
    ),
    (
        "CREATE TRIGGER change_mention_gone AFTER DELETE ON store_mention WHEN OLD.event_id IS NOT NULL BEGIN"
        " INSERT INTO store_change (event) VALUES (OLD.event_id); END"
    ),
    (
        "CREATE TRIGGER argument_dated AFTER INSERT ON store_argument WHEN NEW.event_key = '' AND NEW.day = '' BEGIN"
        " UPDATE store_argument SET day = told.date_start, event_key = coalesce(told.event_id, '')"
        " FROM store_mention AS told WHERE told.key = NEW.mention_id AND store_argument.id = NEW.id"
        " AND (told.date_start <> '' OR told.event_id IS NOT NULL); END"
    ),
    (
        "CREATE TRIGGER argument_redated AFTER UPDATE OF date_start, event_id ON store_mention"
        " WHEN OLD.date_start <> NEW.date_start OR OLD.event_id IS NOT NEW.event_id BEGIN"
        " UPDATE store_argument SET day = NEW.date_start, event_key = coalesce(NEW.event_id, '')"
        " WHERE mention_id = NEW.key; END"
    ),
)
POSTGRESQL = (
    """CREATE FUNCTION khronika_event_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO store_change (event) VALUES (CASE WHEN TG_OP = 'DELETE' THEN OLD.key ELSE NEW.key END);
    RETURN NULL; END $$""",
    """CREATE TRIGGER change_event AFTER INSERT OR UPDATE OR DELETE ON store_event
    FOR EACH ROW EXECUTE FUNCTION khronika_event_changed()""",
    """CREATE FUNCTION khronika_mention_changed() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP <> 'DELETE' AND NEW.event_id IS NOT NULL THEN
      INSERT INTO store_change (event) VALUES (NEW.event_id); END IF;
    IF TG_OP <> 'INSERT' AND OLD.event_id IS NOT NULL
      AND (TG_OP = 'DELETE' OR OLD.event_id IS DISTINCT FROM NEW.event_id) THEN
      INSERT INTO store_change (event) VALUES (OLD.event_id); END IF;
    IF TG_OP = 'UPDATE'
      AND (OLD.date_start <> NEW.date_start OR OLD.event_id IS DISTINCT FROM NEW.event_id) THEN
      UPDATE store_argument SET day = NEW.date_start, event_key = coalesce(NEW.event_id, '')
      WHERE mention_id = NEW.key; END IF;
    RETURN NULL; END $$""",
    """CREATE TRIGGER change_mention AFTER INSERT OR UPDATE OR DELETE ON store_mention
    FOR EACH ROW EXECUTE FUNCTION khronika_mention_changed()""",
    """CREATE FUNCTION khronika_argument_dated() RETURNS trigger LANGUAGE plpgsql AS $$ DECLARE told record; BEGIN
    IF NEW.event_key = '' AND NEW.day = '' THEN
      SELECT date_start, event_id INTO told FROM store_mention WHERE key = NEW.mention_id;
      IF FOUND THEN NEW.day = told.date_start; NEW.event_key = coalesce(told.event_id, ''); END IF; END IF;
    RETURN NEW; END $$""",
    """CREATE TRIGGER argument_dated BEFORE INSERT ON store_argument
    FOR EACH ROW EXECUTE FUNCTION khronika_argument_dated()""",
    """CREATE FUNCTION khronika_change_kept() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    DELETE FROM store_change WHERE id <= NEW.id - 200000; RETURN NULL; END $$""",
    """CREATE TRIGGER change_kept AFTER INSERT ON store_change
    FOR EACH ROW WHEN (NEW.id % 1000 = 0) EXECUTE FUNCTION khronika_change_kept()""",
)


def make(apps, schema_editor):  # type: ignore[no-untyped-def]
    """Make the triggers of the database at hand."""
    with schema_editor.connection.cursor() as cursor:
        for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("store", "0002_search")]
    operations = [migrations.RunPython(make, migrations.RunPython.noop)]
