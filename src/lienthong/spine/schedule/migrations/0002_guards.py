"""A day that is done stays done."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION schedule_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'a day that is done stays done: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER schedule_progress_goes_on BEFORE UPDATE ON schedule_progress FOR EACH ROW
    WHEN (NEW.done_through < OLD.done_through OR NEW.done_through > OLD.done_through + 1
        OR (NEW.name, NEW.began_on) IS DISTINCT FROM (OLD.name, OLD.began_on))
    EXECUTE FUNCTION schedule_refuse();
CREATE TRIGGER schedule_progress_stays BEFORE DELETE ON schedule_progress FOR EACH ROW
    EXECUTE FUNCTION schedule_refuse();
CREATE TRIGGER schedule_progress_whole BEFORE TRUNCATE ON schedule_progress EXECUTE FUNCTION schedule_refuse();

ALTER TABLE schedule_progress ENABLE ALWAYS TRIGGER schedule_progress_goes_on;
ALTER TABLE schedule_progress ENABLE ALWAYS TRIGGER schedule_progress_stays;
ALTER TABLE schedule_progress ENABLE ALWAYS TRIGGER schedule_progress_whole;
"""


class Migration(migrations.Migration):
    dependencies = [("schedule", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION schedule_refuse CASCADE;")]
