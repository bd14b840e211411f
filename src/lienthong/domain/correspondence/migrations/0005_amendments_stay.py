"""What PostgreSQL itself holds: what was told stays as it was told, and is answered once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION correspondence_amendment_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['answer', 'answer_reason', 'answered_at'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later OR OLD.answer <> '' THEN
        RAISE EXCEPTION '% of an amendment is refused: what was told stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER correspondence_amendment_stays BEFORE UPDATE OR DELETE ON correspondence_amendment FOR EACH ROW
    EXECUTE FUNCTION correspondence_amendment_stays();
ALTER TABLE correspondence_amendment ENABLE ALWAYS TRIGGER correspondence_amendment_stays;
CREATE TRIGGER correspondence_amendment_whole BEFORE TRUNCATE ON correspondence_amendment
    EXECUTE FUNCTION correspondence_refuse();
ALTER TABLE correspondence_amendment ENABLE ALWAYS TRIGGER correspondence_amendment_whole;
"""
UNDO = "DROP FUNCTION correspondence_amendment_stays CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0004_amendments")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
