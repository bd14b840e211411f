"""PostgreSQL itself keeps a book gapless: a number enters only as the next one, and none leaves or changes."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION numbering_enter() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE numbering_book SET last = NEW.value WHERE id = NEW.book_id AND last = NEW.value - 1;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'number % is not the next of its book', NEW.value
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION numbering_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a number once issued stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER numbering_number_enters BEFORE INSERT ON numbering_number FOR EACH ROW
    EXECUTE FUNCTION numbering_enter();
-- only a cancellation, once, may be written to an issued number
CREATE TRIGGER numbering_number_stays BEFORE UPDATE ON numbering_number FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL
        OR (OLD.id, OLD.book_id, OLD.value, OLD.subject, OLD.issued_at, OLD.issued_by)
        IS DISTINCT FROM (NEW.id, NEW.book_id, NEW.value, NEW.subject, NEW.issued_at, NEW.issued_by))
    EXECUTE FUNCTION numbering_refuse();
CREATE TRIGGER numbering_number_remains BEFORE DELETE ON numbering_number FOR EACH ROW
    EXECUTE FUNCTION numbering_refuse();
CREATE TRIGGER numbering_number_whole BEFORE TRUNCATE ON numbering_number EXECUTE FUNCTION numbering_refuse();

-- pg_trigger_depth() = 0 means: by a statement of a program, not from within numbering_enter
CREATE TRIGGER numbering_book_moves BEFORE UPDATE ON numbering_book FOR EACH ROW
    WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION numbering_refuse();
CREATE TRIGGER numbering_book_begins BEFORE INSERT ON numbering_book FOR EACH ROW
    WHEN (NEW.last <> 0) EXECUTE FUNCTION numbering_refuse();
CREATE TRIGGER numbering_book_remains BEFORE DELETE ON numbering_book FOR EACH ROW
    EXECUTE FUNCTION numbering_refuse();
CREATE TRIGGER numbering_book_whole BEFORE TRUNCATE ON numbering_book EXECUTE FUNCTION numbering_refuse();

ALTER TABLE numbering_number ENABLE ALWAYS TRIGGER numbering_number_enters;
ALTER TABLE numbering_number ENABLE ALWAYS TRIGGER numbering_number_stays;
ALTER TABLE numbering_number ENABLE ALWAYS TRIGGER numbering_number_remains;
ALTER TABLE numbering_number ENABLE ALWAYS TRIGGER numbering_number_whole;
ALTER TABLE numbering_book ENABLE ALWAYS TRIGGER numbering_book_moves;
ALTER TABLE numbering_book ENABLE ALWAYS TRIGGER numbering_book_begins;
ALTER TABLE numbering_book ENABLE ALWAYS TRIGGER numbering_book_remains;
ALTER TABLE numbering_book ENABLE ALWAYS TRIGGER numbering_book_whole;
"""

UNDO = """
DROP FUNCTION numbering_enter CASCADE;
DROP FUNCTION numbering_refuse CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("numbering", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
