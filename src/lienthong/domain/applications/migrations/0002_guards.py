"""What PostgreSQL itself holds: an application that was sent, and its files, never change."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION applications_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION applications_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.application_id ELSE OLD.application_id END;
BEGIN
    IF EXISTS (SELECT FROM applications_application WHERE id = of AND sent_at IS NOT NULL) THEN
        RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER applications_application_stays BEFORE UPDATE OR DELETE ON applications_application FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION applications_refuse();
ALTER TABLE applications_application ENABLE ALWAYS TRIGGER applications_application_stays;
CREATE TRIGGER applications_attachment_stays BEFORE INSERT OR UPDATE OR DELETE ON applications_attachment FOR EACH ROW
    EXECUTE FUNCTION applications_file_stays();
ALTER TABLE applications_attachment ENABLE ALWAYS TRIGGER applications_attachment_stays;
"""

UNDO = """
DROP FUNCTION applications_refuse CASCADE;
DROP FUNCTION applications_file_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
