"""What PostgreSQL itself holds: descriptions, files and traces stay; a use ends once, a difference is settled once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION ministries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was told stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION ministries_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := TG_ARGV::text[];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of % is refused: it is ended or settled once and never rewritten', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER ministries_use_stays BEFORE UPDATE OR DELETE ON ministries_use FOR EACH ROW
    EXECUTE FUNCTION ministries_once('until');
CREATE TRIGGER ministries_use_ended BEFORE UPDATE ON ministries_use FOR EACH ROW
    WHEN (OLD.until IS NOT NULL) EXECUTE FUNCTION ministries_refuse();
CREATE TRIGGER ministries_difference_stays BEFORE UPDATE OR DELETE ON ministries_difference FOR EACH ROW
    EXECUTE FUNCTION ministries_once('answer', 'explanation', 'settled_at', 'settled_by', 'settler');
CREATE TRIGGER ministries_difference_settled BEFORE UPDATE ON ministries_difference FOR EACH ROW
    WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION ministries_refuse();
CREATE TRIGGER ministries_entry_stays BEFORE UPDATE OR DELETE ON ministries_entry FOR EACH ROW
    EXECUTE FUNCTION ministries_once('seat', 'state', 'number', 'entered_on', 'standing', 'status', 'told_at');
ALTER TABLE ministries_use ENABLE ALWAYS TRIGGER ministries_use_stays;
ALTER TABLE ministries_use ENABLE ALWAYS TRIGGER ministries_use_ended;
ALTER TABLE ministries_difference ENABLE ALWAYS TRIGGER ministries_difference_stays;
ALTER TABLE ministries_difference ENABLE ALWAYS TRIGGER ministries_difference_settled;
ALTER TABLE ministries_entry ENABLE ALWAYS TRIGGER ministries_entry_stays;
"""

STAYS = """
CREATE TRIGGER ministries_{table}_stays BEFORE UPDATE OR DELETE ON ministries_{table} FOR EACH ROW
    EXECUTE FUNCTION ministries_refuse();
ALTER TABLE ministries_{table} ENABLE ALWAYS TRIGGER ministries_{table}_stays;
"""
WHOLE = """
CREATE TRIGGER ministries_{table}_whole BEFORE TRUNCATE ON ministries_{table} EXECUTE FUNCTION ministries_refuse();
ALTER TABLE ministries_{table} ENABLE ALWAYS TRIGGER ministries_{table}_whole;
"""
APPENDED = ("system", "layout", "batch", "told", "trace")

UNDO = """
DROP FUNCTION ministries_refuse CASCADE;
DROP FUNCTION ministries_once CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("ministries", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS
            + "".join(STAYS.format(table=table) for table in APPENDED)
            + "".join(WHOLE.format(table=table) for table in (*APPENDED, "use", "entry", "difference")),
            UNDO,
        )
    ]
