"""What PostgreSQL itself holds: what was seen stays, and a matter is answered once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION conduct_matter_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['measure', 'who', 'decision', 'decided_on', 'answer', 'answered_at', 'answered_by', 'answerer'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.answered_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a matter is refused: it is answered once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER conduct_matter_stays BEFORE UPDATE OR DELETE ON conduct_matter FOR EACH ROW
    EXECUTE FUNCTION conduct_matter_stays();
ALTER TABLE conduct_matter ENABLE ALWAYS TRIGGER conduct_matter_stays;
"""
UNDO = "DROP FUNCTION conduct_matter_stays CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("conduct", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
