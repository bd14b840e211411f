"""An original keeps its case, its place and its name; where it is, its case's events say."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_original_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.case_id, NEW.place, NEW.name) <> (OLD.case_id, OLD.place, OLD.name) OR OLD.custody = 'BACK'
    THEN
        RAISE EXCEPTION '% of an original is refused: it stays what it is until it is back', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_original_stays BEFORE UPDATE OR DELETE ON cases_original FOR EACH ROW
    EXECUTE FUNCTION cases_original_stays();
CREATE TRIGGER cases_original_whole BEFORE TRUNCATE ON cases_original EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_original ENABLE ALWAYS TRIGGER cases_original_stays;
ALTER TABLE cases_original ENABLE ALWAYS TRIGGER cases_original_whole;
"""
UNDO = "DROP FUNCTION cases_original_stays CASCADE; DROP TRIGGER cases_original_whole ON cases_original;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_originals")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
