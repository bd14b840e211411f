"""What was told stays as it was told: only that it waits or was taken is added. Tries are written once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION partners_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was told stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER partners_message_stays BEFORE UPDATE ON partners_message FOR EACH ROW
    WHEN ((OLD.subscription_id, OLD.key, OLD.kind, OLD.subject, OLD.body, OLD.at)
        IS DISTINCT FROM (NEW.subscription_id, NEW.key, NEW.kind, NEW.subject, NEW.body, NEW.at)
        OR (OLD.taken_at IS NOT NULL AND OLD.taken_at IS DISTINCT FROM NEW.taken_at))
    EXECUTE FUNCTION partners_refuse();
ALTER TABLE partners_message ENABLE ALWAYS TRIGGER partners_message_stays;

CREATE TRIGGER partners_message_waits BEFORE DELETE ON partners_message FOR EACH ROW
    WHEN (OLD.taken_at IS NULL) EXECUTE FUNCTION partners_refuse();
ALTER TABLE partners_message ENABLE ALWAYS TRIGGER partners_message_waits;

CREATE TRIGGER partners_try_stays BEFORE UPDATE ON partners_try FOR EACH ROW EXECUTE FUNCTION partners_refuse();
ALTER TABLE partners_try ENABLE ALWAYS TRIGGER partners_try_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("partners", "0001_systems_and_messages")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION partners_refuse CASCADE;")]
