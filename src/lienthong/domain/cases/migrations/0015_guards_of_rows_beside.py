"""A row that was begun beside a case's own keeps its place; it ends once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_side_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'ended_at', 'used', 'given'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'OPEN' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a row beside is refused: it ends once and is never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_side_stays BEFORE UPDATE OR DELETE ON cases_side FOR EACH ROW EXECUTE FUNCTION cases_side_stays();
CREATE TRIGGER cases_side_whole BEFORE TRUNCATE ON cases_side EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_side ENABLE ALWAYS TRIGGER cases_side_stays;
ALTER TABLE cases_side ENABLE ALWAYS TRIGGER cases_side_whole;
"""
UNDO = "DROP FUNCTION cases_side_stays CASCADE; DROP TRIGGER cases_side_whole ON cases_side;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_rows_beside")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
