"""What PostgreSQL itself holds: what was told is never untold, a line keeps its case, a filing is settled once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION national_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was told or settled stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER national_line_goes_on BEFORE UPDATE ON national_line FOR EACH ROW
    WHEN (NEW.told < OLD.told OR NEW.wanted < OLD.wanted OR NEW.case_id <> OLD.case_id OR NEW.number <> OLD.number
        OR NEW.is_theirs <> OLD.is_theirs)
    EXECUTE FUNCTION national_refuse();
CREATE TRIGGER national_filing_settled_once BEFORE UPDATE ON national_filing FOR EACH ROW
    WHEN (OLD.state <> 'QUARANTINED' AND (NEW.state <> OLD.state OR NEW.case_id IS DISTINCT FROM OLD.case_id
        OR NEW.reason <> OLD.reason OR NEW.digest <> OLD.digest))
    EXECUTE FUNCTION national_refuse();
CREATE TRIGGER national_filing_stays BEFORE DELETE ON national_filing FOR EACH ROW EXECUTE FUNCTION national_refuse();
ALTER TABLE national_line ENABLE ALWAYS TRIGGER national_line_goes_on;
ALTER TABLE national_filing ENABLE ALWAYS TRIGGER national_filing_settled_once;
ALTER TABLE national_filing ENABLE ALWAYS TRIGGER national_filing_stays;
"""

UNDO = "DROP FUNCTION national_refuse CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("national", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
