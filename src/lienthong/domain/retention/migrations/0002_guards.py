"""Rules stay as they were laid down; a hold is lifted once; a list is decided once and carried out once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION retention_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: another row says otherwise', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION retention_hold_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['lifted_by', 'lifted_at', 'lift_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.lifted_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a hold is refused: it is lifted once', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION retention_disposal_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := ARRAY['state', 'decided_by', 'decided_name', 'decided_at', 'answer'];
    done text[] := ARRAY['state', 'done_at', 'shared', 'certificate'];
    later text[] := CASE OLD.state WHEN 'WAITING' THEN decided WHEN 'APPROVED' THEN done ELSE ARRAY[]::text[] END;
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (OLD.state = 'WAITING' AND NEW.state NOT IN ('APPROVED', 'REFUSED', 'WITHDRAWN'))
        OR (OLD.state = 'APPROVED' AND NEW.state <> 'DONE') THEN
        RAISE EXCEPTION '% of a list is refused: it is decided once and carried out once', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION retention_item_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['fate', 'digests'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.fate <> 'WAITING' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (NEW.fate = 'ERASED' AND NOT EXISTS
            (SELECT FROM retention_disposal WHERE id = OLD.disposal_id AND state = 'APPROVED')) THEN
        RAISE EXCEPTION '% of a line is refused: nothing goes without the decision of a second person', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER retention_rule_stays BEFORE UPDATE OR DELETE ON retention_rule FOR EACH ROW
    EXECUTE FUNCTION retention_refuse();
ALTER TABLE retention_rule ENABLE ALWAYS TRIGGER retention_rule_stays;
"""
STAYS = """
CREATE TRIGGER retention_{table}_stays BEFORE UPDATE OR DELETE ON retention_{table} FOR EACH ROW
    EXECUTE FUNCTION retention_{table}_stays();
ALTER TABLE retention_{table} ENABLE ALWAYS TRIGGER retention_{table}_stays;
"""
UNDO = """
DROP FUNCTION retention_refuse CASCADE;
DROP FUNCTION retention_hold_stays CASCADE;
DROP FUNCTION retention_disposal_stays CASCADE;
DROP FUNCTION retention_item_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("retention", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS + "".join(STAYS.format(table=table) for table in ("hold", "disposal", "item")), UNDO
        )
    ]
