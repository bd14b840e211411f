"""What PostgreSQL itself holds: an agreement stays as it was signed; what was done under it and answered for, stays."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION transfers_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := TG_ARGV::text[];
BEGIN
    IF TG_OP IN ('DELETE', 'TRUNCATE') OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of % is refused: what was transferred and done under it stays written', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION transfers_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was transferred and done under it stays written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER transfers_agreement_stays BEFORE UPDATE OR DELETE ON transfers_agreement FOR EACH ROW
    EXECUTE FUNCTION transfers_only('ended_at', 'ender', 'reason');
CREATE TRIGGER transfers_agreement_ended BEFORE UPDATE ON transfers_agreement FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION transfers_refuse();
CREATE TRIGGER transfers_task_stays BEFORE UPDATE OR DELETE ON transfers_task FOR EACH ROW
    EXECUTE FUNCTION transfers_only('ended_at');
CREATE TRIGGER transfers_task_ended BEFORE UPDATE ON transfers_task FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION transfers_refuse();
CREATE TRIGGER transfers_worker_stays BEFORE UPDATE OR DELETE ON transfers_worker FOR EACH ROW
    EXECUTE FUNCTION transfers_only('ended_at');
CREATE TRIGGER transfers_worker_ended BEFORE UPDATE ON transfers_worker FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION transfers_refuse();
CREATE TRIGGER transfers_deed_stays BEFORE UPDATE OR DELETE ON transfers_deed FOR EACH ROW
    EXECUTE FUNCTION transfers_refuse();
CREATE TRIGGER transfers_fault_stays BEFORE UPDATE OR DELETE ON transfers_fault FOR EACH ROW
    EXECUTE FUNCTION transfers_only('answered_at', 'answerer', 'answer');
CREATE TRIGGER transfers_fault_answered BEFORE UPDATE ON transfers_fault FOR EACH ROW
    WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION transfers_refuse();
"""
WHOLE = """
CREATE TRIGGER transfers_{table}_whole BEFORE TRUNCATE ON transfers_{table} EXECUTE FUNCTION transfers_refuse();
"""
ALWAYS = "ALTER TABLE transfers_{table} ENABLE ALWAYS TRIGGER transfers_{trigger};\n"
TABLES = ("agreement", "task", "worker", "deed", "fault")
NAMED = (
    ("agreement", "agreement_ended"),
    ("task", "task_ended"),
    ("worker", "worker_ended"),
    ("fault", "fault_answered"),
    *((table, f"{table}_{what}") for table in TABLES for what in ("stays", "whole")),
)
UNDO = """
DROP FUNCTION transfers_only CASCADE;
DROP FUNCTION transfers_refuse CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("transfers", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS
            + "".join(WHOLE.format(table=table) for table in TABLES)
            + "".join(ALWAYS.format(table=table, trigger=trigger) for table, trigger in NAMED),
            UNDO,
        )
    ]
