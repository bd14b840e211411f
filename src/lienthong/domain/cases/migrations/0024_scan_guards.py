"""A scan is taken away once, with its reason; its name goes only when its case's time is over."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_scan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['removed_at', 'removed_by', 'reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.removed_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a scan is refused: it is taken away once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_scan_stays BEFORE UPDATE OR DELETE ON cases_scan FOR EACH ROW
    WHEN (NOT cases_is_being_erased(OLD.case_id)) EXECUTE FUNCTION cases_scan_stays();
CREATE TRIGGER cases_scan_lets_go BEFORE UPDATE OR DELETE ON cases_scan FOR EACH ROW
    WHEN (cases_is_being_erased(OLD.case_id)) EXECUTE FUNCTION cases_lets_go('name reason');
CREATE TRIGGER cases_scan_whole BEFORE TRUNCATE ON cases_scan EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_scan ENABLE ALWAYS TRIGGER cases_scan_stays;
ALTER TABLE cases_scan ENABLE ALWAYS TRIGGER cases_scan_lets_go;
ALTER TABLE cases_scan ENABLE ALWAYS TRIGGER cases_scan_whole;
"""
UNDO = """
DROP TRIGGER cases_scan_whole ON cases_scan;
DROP TRIGGER cases_scan_lets_go ON cases_scan;
DROP FUNCTION cases_scan_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0023_scans")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
