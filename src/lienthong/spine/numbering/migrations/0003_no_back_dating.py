"""The book remembers the time of its last number, and PostgreSQL refuses an earlier one."""

from django.db import migrations, models

ENTER = """
CREATE OR REPLACE FUNCTION numbering_enter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE numbering_book SET last = NEW.value, last_at = NEW.issued_at
        WHERE id = NEW.book_id AND last = NEW.value - 1 AND (last_at IS NULL OR last_at <= NEW.issued_at);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'number % is not the next of its book', NEW.value
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("numbering", "0002_guards")]

    operations = [
        migrations.AddField("book", "last_at", models.DateTimeField(null=True)),
        migrations.RunSQL(ENTER, migrations.RunSQL.noop),
    ]
