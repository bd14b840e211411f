"""What PostgreSQL itself holds: what happened and what was said is only added to; an arrival number stays as it was."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION correspondence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION correspondence_incoming_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.key, OLD.agency, OLD.sending_id, OLD.files, OLD.number, OLD.year, OLD.registered_on, OLD.entry)
            IS DISTINCT FROM
            (NEW.id, NEW.key, NEW.agency, NEW.sending_id, NEW.files, NEW.number, NEW.year, NEW.registered_on, NEW.entry)
        OR OLD.state IN ('FILED', 'RETURNED', 'WITHDRAWN') THEN
        RAISE EXCEPTION '% of an incoming document is refused: what it was registered with stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION correspondence_sending_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['status', 'before', 'moved_at'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later OR OLD.status IN ('02', '15') THEN
        RAISE EXCEPTION '% of a sending is refused: what was sent stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER correspondence_happening_stays BEFORE UPDATE OR DELETE ON correspondence_happening FOR EACH ROW
    EXECUTE FUNCTION correspondence_refuse();
CREATE TRIGGER correspondence_word_stays BEFORE UPDATE OR DELETE ON correspondence_word FOR EACH ROW
    EXECUTE FUNCTION correspondence_refuse();
CREATE TRIGGER correspondence_incoming_stays BEFORE UPDATE OR DELETE ON correspondence_incoming FOR EACH ROW
    EXECUTE FUNCTION correspondence_incoming_stays();
CREATE TRIGGER correspondence_sending_stays BEFORE UPDATE OR DELETE ON correspondence_sending FOR EACH ROW
    EXECUTE FUNCTION correspondence_sending_stays();
"""
ALWAYS = """
ALTER TABLE correspondence_{table} ENABLE ALWAYS TRIGGER correspondence_{table}_stays;
CREATE TRIGGER correspondence_{table}_whole BEFORE TRUNCATE ON correspondence_{table}
    EXECUTE FUNCTION correspondence_refuse();
ALTER TABLE correspondence_{table} ENABLE ALWAYS TRIGGER correspondence_{table}_whole;
"""
UNDO = """
DROP FUNCTION correspondence_refuse CASCADE;
DROP FUNCTION correspondence_incoming_stays CASCADE;
DROP FUNCTION correspondence_sending_stays CASCADE;
"""
TABLES = ("happening", "word", "incoming", "sending")


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARDS + "".join(ALWAYS.format(table=table) for table in TABLES), UNDO)
    ]
