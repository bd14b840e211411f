"""PostgreSQL keeps what was enrolled: a key never changes hands, is never revived and never removed."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION signatures_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an enrolled key stays as it is: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- only wrong PINs are counted, and a key in use may end, once, whereby its sealed half is emptied
CREATE TRIGGER signatures_key_stays BEFORE UPDATE ON signatures_signingkey FOR EACH ROW
    WHEN (OLD.ended_at IS NOT NULL
        OR (OLD.id, OLD.holder_kind, OLD.holder, OLD.kind, OLD.name, OLD.serial, OLD.until, OLD.certificate, OLD.chain,
            OLD.handle, OLD.picture, OLD.enrolled_at, OLD.enrolled_by)
        IS DISTINCT FROM (NEW.id, NEW.holder_kind, NEW.holder, NEW.kind, NEW.name, NEW.serial, NEW.until,
            NEW.certificate, NEW.chain, NEW.handle, NEW.picture, NEW.enrolled_at, NEW.enrolled_by)
        OR (OLD.sealed IS DISTINCT FROM NEW.sealed AND (NEW.ended_at IS NULL OR NEW.sealed <> '')))
    EXECUTE FUNCTION signatures_refuse();
CREATE TRIGGER signatures_key_remains BEFORE DELETE ON signatures_signingkey FOR EACH ROW
    EXECUTE FUNCTION signatures_refuse();
CREATE TRIGGER signatures_key_whole BEFORE TRUNCATE ON signatures_signingkey EXECUTE FUNCTION signatures_refuse();

ALTER TABLE signatures_signingkey ENABLE ALWAYS TRIGGER signatures_key_stays;
ALTER TABLE signatures_signingkey ENABLE ALWAYS TRIGGER signatures_key_remains;
ALTER TABLE signatures_signingkey ENABLE ALWAYS TRIGGER signatures_key_whole;
"""


class Migration(migrations.Migration):
    dependencies = [("signatures", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION signatures_refuse CASCADE;")]
