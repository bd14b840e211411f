"""What PostgreSQL itself holds: a case keeps what it began with, what happened is only added to."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION cases_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text[] := ARRAY['number', 'day', 'place', 'search'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.number <> '' OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given THEN
        RAISE EXCEPTION '% of a case is refused: it keeps what it began with', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION cases_stand_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['until', 'superseded_at'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a stand is refused: it is ended or superseded, never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER cases_happening_stays BEFORE UPDATE OR DELETE ON cases_happening FOR EACH ROW
    EXECUTE FUNCTION cases_refuse();
CREATE TRIGGER cases_case_stays BEFORE UPDATE OR DELETE ON cases_case FOR EACH ROW
    EXECUTE FUNCTION cases_case_stays();
CREATE TRIGGER cases_stand_stays BEFORE UPDATE OR DELETE ON cases_stand FOR EACH ROW
    EXECUTE FUNCTION cases_stand_stays();
ALTER TABLE cases_happening ENABLE ALWAYS TRIGGER cases_happening_stays;
ALTER TABLE cases_case ENABLE ALWAYS TRIGGER cases_case_stays;
ALTER TABLE cases_stand ENABLE ALWAYS TRIGGER cases_stand_stays;
"""

WHOLE = """
CREATE TRIGGER cases_{table}_whole BEFORE TRUNCATE ON cases_{table} EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_{table} ENABLE ALWAYS TRIGGER cases_{table}_whole;
"""

UNDO = """
DROP FUNCTION cases_refuse CASCADE;
DROP FUNCTION cases_case_stays CASCADE;
DROP FUNCTION cases_stand_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS + "".join(WHOLE.format(table=table) for table in ("happening", "case", "stand")), UNDO
        )
    ]
