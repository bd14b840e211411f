"""What PostgreSQL holds of lists of required services: entered once, never changed."""

from django.db import migrations

TABLES = ("requiredlist", "requiredservice")
GUARD = """
CREATE TRIGGER procedures_{table}_stays BEFORE UPDATE OR DELETE ON procedures_{table} FOR EACH ROW
    EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_{table} ENABLE ALWAYS TRIGGER procedures_{table}_stays;
CREATE TRIGGER procedures_{table}_whole BEFORE TRUNCATE ON procedures_{table} EXECUTE FUNCTION procedures_refuse();
ALTER TABLE procedures_{table} ENABLE ALWAYS TRIGGER procedures_{table}_whole;
"""
UNDO = """
DROP TRIGGER procedures_{table}_stays ON procedures_{table};
DROP TRIGGER procedures_{table}_whole ON procedures_{table};
"""


class Migration(migrations.Migration):
    dependencies = [("procedures", "0007_required_services")]

    operations = [
        migrations.RunSQL(
            "".join(GUARD.format(table=table) for table in TABLES),
            "".join(UNDO.format(table=table) for table in TABLES),
        )
    ]
