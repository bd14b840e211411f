"""What PostgreSQL itself holds: happenings are only added to; a number, what was copied and the copy stay as they were."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION copies_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION copies_copy_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    right_of_the_day text[] := ARRAY['lines', 'title', 'basis'];
    later text[] := ARRAY['state', 'people', 'search', 'moved_at', 'note', 'number', 'year', 'dated', 'entry', 'file',
        'file_digest'];
BEGIN
    IF TG_OP = 'UPDATE' AND OLD.state = 'ASKED' THEN
        later := later || right_of_the_day;
    END IF;
    IF TG_OP = 'DELETE'
        OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (OLD.number IS NOT NULL AND (OLD.number, OLD.year, OLD.dated, OLD.entry)
            IS DISTINCT FROM (NEW.number, NEW.year, NEW.dated, NEW.entry))
        OR (OLD.file IS NOT NULL AND (OLD.file, OLD.file_digest) IS DISTINCT FROM (NEW.file, NEW.file_digest))
        OR OLD.state IN ('REFUSED', 'WITHDRAWN', 'CANCELLED') THEN
        RAISE EXCEPTION '% of a copy is refused: what was copied and how it was numbered stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER copies_happening_stays BEFORE UPDATE OR DELETE ON copies_happening FOR EACH ROW
    EXECUTE FUNCTION copies_refuse();
CREATE TRIGGER copies_copy_stays BEFORE UPDATE OR DELETE ON copies_copy FOR EACH ROW
    EXECUTE FUNCTION copies_copy_stays();
ALTER TABLE copies_happening ENABLE ALWAYS TRIGGER copies_happening_stays;
ALTER TABLE copies_copy ENABLE ALWAYS TRIGGER copies_copy_stays;
"""
WHOLE = """
CREATE TRIGGER copies_{table}_whole BEFORE TRUNCATE ON copies_{table} EXECUTE FUNCTION copies_refuse();
ALTER TABLE copies_{table} ENABLE ALWAYS TRIGGER copies_{table}_whole;
"""
UNDO = """
DROP FUNCTION copies_refuse CASCADE;
DROP FUNCTION copies_copy_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("copies", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARDS + "".join(WHOLE.format(table=table) for table in ("happening", "copy")), UNDO)
    ]
