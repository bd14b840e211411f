"""A letter that stops cases keeps what it says; it is lifted once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_block_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['lifted_at', 'lifted_by', 'lifted_letter'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a stop is refused: it is lifted once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_block_stays BEFORE UPDATE OR DELETE ON cases_block FOR EACH ROW
    EXECUTE FUNCTION cases_block_stays();
CREATE TRIGGER cases_block_whole BEFORE TRUNCATE ON cases_block EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_block ENABLE ALWAYS TRIGGER cases_block_stays;
ALTER TABLE cases_block ENABLE ALWAYS TRIGGER cases_block_whole;
"""
UNDO = "DROP FUNCTION cases_block_stays CASCADE; DROP TRIGGER cases_block_whole ON cases_block;"


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_blocks")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
