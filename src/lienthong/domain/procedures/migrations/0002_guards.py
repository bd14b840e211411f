"""What PostgreSQL itself holds: an announced version never changes, what happened is only added to, codes stay."""

from django.db import migrations

OF_A_VERSION = ("way", "paper", "fee", "basis", "form", "step", "answer")

GUARDS = """
CREATE FUNCTION procedures_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was announced or happened stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION procedures_is_announced(version bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM procedures_version WHERE id = version AND announced_at IS NOT NULL)
$$;

CREATE FUNCTION procedures_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND procedures_is_announced(OLD.version_id))
        OR (TG_OP <> 'DELETE' AND procedures_is_announced(NEW.version_id)) THEN
        RAISE EXCEPTION '% of % is refused: its version was announced', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION procedures_task_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM procedures_step s WHERE s.id IN (OLD.step_id, NEW.step_id) AND procedures_is_announced(s.version_id)
    ) THEN
        RAISE EXCEPTION '% of % is refused: its version was announced', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION procedures_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['published_at', 'effective_to', 'ended', 'end_decision', 'end_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
        OR (OLD.ended <> '' AND (NEW.ended, NEW.effective_to, NEW.end_decision, NEW.end_reason)
            IS DISTINCT FROM (OLD.ended, OLD.effective_to, OLD.end_decision, OLD.end_reason)) THEN
        RAISE EXCEPTION '% of an announced version is refused', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION procedures_code_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the code of a procedure is never changed' USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER procedures_version_stays BEFORE UPDATE OR DELETE ON procedures_version FOR EACH ROW
    WHEN (OLD.announced_at IS NOT NULL) EXECUTE FUNCTION procedures_version_stays();
ALTER TABLE procedures_version ENABLE ALWAYS TRIGGER procedures_version_stays;
CREATE TRIGGER procedures_procedure_stays BEFORE UPDATE ON procedures_procedure FOR EACH ROW
    WHEN (OLD.code IS DISTINCT FROM NEW.code OR OLD.recorded_at IS DISTINCT FROM NEW.recorded_at)
    EXECUTE FUNCTION procedures_code_stays();
ALTER TABLE procedures_procedure ENABLE ALWAYS TRIGGER procedures_procedure_stays;
CREATE TRIGGER procedures_task_stays BEFORE INSERT OR UPDATE OR DELETE ON procedures_task FOR EACH ROW
    EXECUTE FUNCTION procedures_task_stays();
ALTER TABLE procedures_task ENABLE ALWAYS TRIGGER procedures_task_stays;
CREATE TRIGGER procedures_happening_stays BEFORE UPDATE OR DELETE ON procedures_happening FOR EACH ROW
    EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_happening ENABLE ALWAYS TRIGGER procedures_happening_stays;
"""

PART = """
CREATE TRIGGER procedures_{table}_stays BEFORE INSERT OR UPDATE OR DELETE ON procedures_{table} FOR EACH ROW
    EXECUTE FUNCTION procedures_part_stays();
ALTER TABLE procedures_{table} ENABLE ALWAYS TRIGGER procedures_{table}_stays;
"""

WHOLE = """
CREATE TRIGGER procedures_{table}_whole BEFORE TRUNCATE ON procedures_{table} EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_{table} ENABLE ALWAYS TRIGGER procedures_{table}_whole;
"""

UNDO = """
DROP FUNCTION procedures_refuse CASCADE;
DROP FUNCTION procedures_part_stays CASCADE;
DROP FUNCTION procedures_task_stays CASCADE;
DROP FUNCTION procedures_version_stays CASCADE;
DROP FUNCTION procedures_code_stays CASCADE;
DROP FUNCTION procedures_is_announced CASCADE;
"""


def _triggers() -> str:
    whole = ("procedure", "version", "task", "happening", *OF_A_VERSION)
    return "".join(PART.format(table=table) for table in OF_A_VERSION) + "".join(
        WHOLE.format(table=table) for table in whole
    )


class Migration(migrations.Migration):
    dependencies = [("procedures", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS + _triggers(), UNDO)]
