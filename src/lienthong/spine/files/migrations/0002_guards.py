"""An accepted file is a fact: its row is not changed. (Purging by law will come with its own guarded way.)"""

from django.db import migrations

GUARDS = """
CREATE FUNCTION files_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'an accepted file stays as it was: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER files_storedfile_stays BEFORE UPDATE ON files_storedfile FOR EACH ROW
    EXECUTE FUNCTION files_refuse();
CREATE TRIGGER files_storedfile_whole BEFORE TRUNCATE ON files_storedfile EXECUTE FUNCTION files_refuse();
ALTER TABLE files_storedfile ENABLE ALWAYS TRIGGER files_storedfile_stays;
ALTER TABLE files_storedfile ENABLE ALWAYS TRIGGER files_storedfile_whole;
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, "DROP FUNCTION files_refuse CASCADE;")]
