"""What PostgreSQL itself holds: where the clock was anchored is never rewritten."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION clock_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the clock''s anchors are append-only: % is refused', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER clock_clockanchor_stays BEFORE UPDATE OR DELETE ON clock_clockanchor FOR EACH ROW
    EXECUTE FUNCTION clock_refuse();
CREATE TRIGGER clock_clockanchor_whole BEFORE TRUNCATE ON clock_clockanchor EXECUTE FUNCTION clock_refuse();
ALTER TABLE clock_clockanchor ENABLE ALWAYS TRIGGER clock_clockanchor_stays;
ALTER TABLE clock_clockanchor ENABLE ALWAYS TRIGGER clock_clockanchor_whole;
"""


class Migration(migrations.Migration):
    dependencies = [("clock", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION clock_refuse CASCADE;")]
