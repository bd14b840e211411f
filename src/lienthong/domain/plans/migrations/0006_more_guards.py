"""What PostgreSQL itself holds, further: pulses beat at the commit, nothing enters an issued version, tables stay whole.

``plans_beat`` is deferred: it runs once all of a transaction's own work is done, takes the pulses in the order of their
plans and agencies, and holds them for no longer than the commit. The order of calls cannot deadlock.
"""

from django.db import migrations

PULSES = """
CREATE FUNCTION plans_touched() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO plans_touch (plan_id, agency)
        SELECT DISTINCT plan_id, agency FROM changed EXCEPT SELECT plan_id, agency FROM plans_touch;
    RETURN NULL;
END $$;

CREATE FUNCTION plans_beat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO plans_pulse (plan_id, agency, count)
        SELECT plan_id, agency, 1 FROM plans_touch GROUP BY plan_id, agency ORDER BY plan_id, agency
        ON CONFLICT (plan_id, agency) DO UPDATE SET count = plans_pulse.count + 1;
    DELETE FROM plans_touch;
    RETURN NULL;
END $$;

CREATE TRIGGER plans_standing_made AFTER INSERT ON plans_standing
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION plans_touched();
CREATE TRIGGER plans_standing_mended AFTER UPDATE ON plans_standing
    REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION plans_touched();
CREATE CONSTRAINT TRIGGER plans_touch_beats AFTER INSERT ON plans_touch
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION plans_beat();
ALTER TABLE plans_standing ENABLE ALWAYS TRIGGER plans_standing_made;
ALTER TABLE plans_standing ENABLE ALWAYS TRIGGER plans_standing_mended;
ALTER TABLE plans_touch ENABLE ALWAYS TRIGGER plans_touch_beats;

INSERT INTO plans_pulse (plan_id, agency, count) SELECT DISTINCT plan_id, agency, 1 FROM plans_standing;
"""

GUARDS = """
CREATE FUNCTION plans_issued_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM plans_version WHERE id = NEW.version_id AND issued_at IS NOT NULL) THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION plans_issued_task_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM plans_task t JOIN plans_version v ON v.id = t.version_id
        WHERE t.id = NEW.task_id AND v.issued_at IS NOT NULL
    ) THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER plans_version_stays BEFORE UPDATE OR DELETE ON plans_version FOR EACH ROW
    WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION plans_refuse();
ALTER TABLE plans_version ENABLE ALWAYS TRIGGER plans_version_stays;
"""

ENTERS = """
CREATE TRIGGER plans_{table}_enters BEFORE INSERT OR UPDATE ON plans_{table} FOR EACH ROW EXECUTE FUNCTION {check}();
ALTER TABLE plans_{table} ENABLE ALWAYS TRIGGER plans_{table}_enters;
"""

WHOLE = """
CREATE TRIGGER plans_{table}_whole BEFORE TRUNCATE ON plans_{table} EXECUTE FUNCTION plans_refuse();
ALTER TABLE plans_{table} ENABLE ALWAYS TRIGGER plans_{table}_whole;
"""

UNDO = """
DROP FUNCTION plans_touched CASCADE;
DROP FUNCTION plans_beat CASCADE;
DROP FUNCTION plans_issued_takes_nothing CASCADE;
DROP FUNCTION plans_issued_task_takes_nothing CASCADE;
DROP TRIGGER plans_version_stays ON plans_version;
"""

ADDED_ONLY = ("obligation", "happening", "evidence", "measurement", "budgetentry")
OF_A_VERSION = ("objective", "section", "area", "task", "citation", "warning")
OF_A_TASK = ("party", "deadline", "target")


def _triggers() -> str:
    enters = [(table, "plans_issued_takes_nothing") for table in OF_A_VERSION] + [
        (table, "plans_issued_task_takes_nothing") for table in OF_A_TASK
    ]
    return "".join(ENTERS.format(table=table, check=check) for table, check in enters) + "".join(
        WHOLE.format(table=table) for table in ADDED_ONLY
    )


def _no_longer_whole() -> str:
    return "".join(f"DROP TRIGGER plans_{table}_whole ON plans_{table};" for table in ADDED_ONLY)


class Migration(migrations.Migration):
    dependencies = [("plans", "0005_pulses")]

    operations = [migrations.RunSQL(PULSES + GUARDS + _triggers(), UNDO + _no_longer_whole())]
