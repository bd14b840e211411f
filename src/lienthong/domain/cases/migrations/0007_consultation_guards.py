"""A question keeps what was asked; it ends once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_consultation_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['outcome', 'ended_at'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.outcome <> 'OPEN' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a question is refused: it ends once and is never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_consultation_stays BEFORE UPDATE OR DELETE ON cases_consultation FOR EACH ROW
    EXECUTE FUNCTION cases_consultation_stays();
CREATE TRIGGER cases_consultation_whole BEFORE TRUNCATE ON cases_consultation EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_consultation ENABLE ALWAYS TRIGGER cases_consultation_stays;
ALTER TABLE cases_consultation ENABLE ALWAYS TRIGGER cases_consultation_whole;
"""
UNDO = "DROP FUNCTION cases_consultation_stays CASCADE; DROP TRIGGER cases_consultation_whole ON cases_consultation;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_consultations")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
