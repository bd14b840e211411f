"""What PostgreSQL itself holds: what happened is only added to, and an issued version never changes."""

from django.db import migrations

ADDED_ONLY = ("obligation", "happening", "evidence", "measurement", "budgetentry")
OF_A_VERSION = ("objective", "section", "area", "task", "citation", "warning")
OF_A_TASK = ("party", "deadline", "target")

GUARDS = """
CREATE FUNCTION plans_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION plans_issued_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM plans_version WHERE id = OLD.version_id AND issued_at IS NOT NULL) THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION plans_issued_task_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM plans_task t JOIN plans_version v ON v.id = t.version_id
        WHERE t.id = OLD.task_id AND v.issued_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""

STAYS = """
CREATE TRIGGER plans_{table}_stays BEFORE UPDATE OR DELETE ON plans_{table} FOR EACH ROW EXECUTE FUNCTION {check}();
ALTER TABLE plans_{table} ENABLE ALWAYS TRIGGER plans_{table}_stays;
"""

UNDO = """
DROP FUNCTION plans_refuse CASCADE;
DROP FUNCTION plans_issued_stays CASCADE;
DROP FUNCTION plans_issued_task_stays CASCADE;
"""


def _triggers() -> str:
    checks = (
        [(table, "plans_refuse") for table in ADDED_ONLY]
        + [(table, "plans_issued_stays") for table in OF_A_VERSION]
        + [(table, "plans_issued_task_stays") for table in OF_A_TASK]
    )
    return "".join(STAYS.format(table=table, check=check) for table, check in checks)


class Migration(migrations.Migration):
    dependencies = [("plans", "0003_forward")]

    operations = [migrations.RunSQL(GUARDS + _triggers(), UNDO)]
