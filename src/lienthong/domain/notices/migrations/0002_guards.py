"""What was told stays as it was told; only that it was read and mailed is added, once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION notices_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was told stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER notices_notice_stays BEFORE UPDATE ON notices_notice FOR EACH ROW
    WHEN ((OLD.account, OLD.subject, OLD.kind, OLD.title, OLD.body, OLD.address, OLD.urgency, OLD.day, OLD.key,
            OLD.created_at)
        IS DISTINCT FROM
          (NEW.account, NEW.subject, NEW.kind, NEW.title, NEW.body, NEW.address, NEW.urgency, NEW.day, NEW.key,
            NEW.created_at)
        OR (OLD.read_at IS NOT NULL AND OLD.read_at IS DISTINCT FROM NEW.read_at)
        OR (OLD.mailed_at IS NOT NULL AND OLD.mailed_at IS DISTINCT FROM NEW.mailed_at))
    EXECUTE FUNCTION notices_refuse();

ALTER TABLE notices_notice ENABLE ALWAYS TRIGGER notices_notice_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION notices_refuse CASCADE;")]
