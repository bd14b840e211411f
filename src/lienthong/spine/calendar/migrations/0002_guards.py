"""What PostgreSQL itself holds: entries are append-only, and the rows of a chain speak of one thing in order."""

from django.db import migrations

TABLES = {
    "calendar_dayentry": ("on",),
    "calendar_hoursentry": ("scope", "effective_from", "season_from"),
    "calendar_suspensionentry": ("from_on", "decision"),
    "calendar_ruleentry": ("code", "effective_from"),
}

FUNCTIONS = """
CREATE FUNCTION calendar_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the calendar is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION calendar_keep_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    older jsonb;
    field text;
BEGIN
    EXECUTE format('SELECT to_jsonb(t) FROM %I t WHERE t.id = $1', TG_TABLE_NAME) INTO older USING NEW.replaces_id;
    FOREACH field IN ARRAY TG_ARGV LOOP
        IF older -> field IS DISTINCT FROM to_jsonb(NEW) -> field THEN
            RAISE EXCEPTION 'a correction keeps %', field USING ERRCODE = 'integrity_constraint_violation';
        END IF;
    END LOOP;
    IF (older ->> 'recorded_at')::timestamptz > NEW.recorded_at THEN
        RAISE EXCEPTION 'a correction is not recorded before what it corrects'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""

GUARDS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION calendar_refuse();
CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} EXECUTE FUNCTION calendar_refuse();
CREATE TRIGGER {table}_chain BEFORE INSERT ON {table} FOR EACH ROW
    WHEN (NEW.replaces_id IS NOT NULL) EXECUTE FUNCTION calendar_keep_chain({fields});
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stays;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_whole;
ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_chain;
"""

UNDO = """
DROP FUNCTION calendar_refuse CASCADE;
DROP FUNCTION calendar_keep_chain CASCADE;
"""


def guards() -> str:
    return FUNCTIONS + "".join(
        GUARDS.format(table=table, fields=", ".join(f"'{field}'" for field in fields)) for table, fields in TABLES.items()
    )


class Migration(migrations.Migration):
    dependencies = [("calendar", "0001_initial")]
    operations = [migrations.RunSQL(guards(), UNDO)]
