"""What PostgreSQL holds of decisions: written once, withdrawn once; a demand changes only in what answers it."""

from django.db import migrations

GUARDS = """
CREATE OR REPLACE FUNCTION procedures_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['published_at', 'effective_to', 'ended', 'end_decision', 'end_decided_on', 'end_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later
        OR (OLD.published_at IS NOT NULL AND NEW.published_at IS DISTINCT FROM OLD.published_at)
        OR (OLD.ended <> '' AND (NEW.ended, NEW.effective_to, NEW.end_decision, NEW.end_decided_on, NEW.end_reason)
            IS DISTINCT FROM (OLD.ended, OLD.effective_to, OLD.end_decision, OLD.end_decided_on, OLD.end_reason)) THEN
        RAISE EXCEPTION '% of an announced version is refused', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION procedures_trigger_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['withdrawn_at', 'withdrawn_because'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
        OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a decision is refused: it is withdrawn, never changed', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION procedures_demand_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - 'version_id' <> to_jsonb(OLD) - 'version_id'
        OR (OLD.version_id IS NOT NULL AND procedures_is_announced(OLD.version_id)) THEN
        RAISE EXCEPTION '% of a demand is refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER procedures_trigger_stays BEFORE UPDATE OR DELETE ON procedures_trigger FOR EACH ROW
    EXECUTE FUNCTION procedures_trigger_stays();
ALTER TABLE procedures_trigger ENABLE ALWAYS TRIGGER procedures_trigger_stays;
CREATE TRIGGER procedures_demand_stays BEFORE UPDATE OR DELETE ON procedures_demand FOR EACH ROW
    EXECUTE FUNCTION procedures_demand_stays();
ALTER TABLE procedures_demand ENABLE ALWAYS TRIGGER procedures_demand_stays;
CREATE TRIGGER procedures_trigger_whole BEFORE TRUNCATE ON procedures_trigger EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_trigger ENABLE ALWAYS TRIGGER procedures_trigger_whole;
CREATE TRIGGER procedures_demand_whole BEFORE TRUNCATE ON procedures_demand EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_demand ENABLE ALWAYS TRIGGER procedures_demand_whole;
"""

UNDO = """
DROP FUNCTION procedures_trigger_stays CASCADE;
DROP FUNCTION procedures_demand_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0003_triggers")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
