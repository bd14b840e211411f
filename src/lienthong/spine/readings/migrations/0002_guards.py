"""What was looked at stays written, whoever owns the database connection of the platform."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION readings_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the reading log is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER readings_reading_stays BEFORE UPDATE OR DELETE ON readings_reading FOR EACH ROW
    EXECUTE FUNCTION readings_refuse();
CREATE TRIGGER readings_reading_whole BEFORE TRUNCATE ON readings_reading EXECUTE FUNCTION readings_refuse();
ALTER TABLE readings_reading ENABLE ALWAYS TRIGGER readings_reading_stays;
ALTER TABLE readings_reading ENABLE ALWAYS TRIGGER readings_reading_whole;
"""


class Migration(migrations.Migration):
    dependencies = [("readings", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION readings_refuse CASCADE;")]
