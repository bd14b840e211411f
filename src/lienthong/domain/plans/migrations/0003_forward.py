"""Plans kept before there was a review count as issued when they were kept; each of their tasks begins a lineage."""

from django.db import migrations

FORWARD = """
UPDATE plans_version v SET issued_at = v.recorded_at, decision = p.number FROM plans_plan p WHERE p.id = v.plan_id;
UPDATE plans_task SET lineage_id = nextval(pg_get_serial_sequence('plans_lineage', 'id'));
INSERT INTO plans_lineage (id, made_at) OVERRIDING SYSTEM VALUE
    SELECT t.lineage_id, v.recorded_at FROM plans_task t JOIN plans_version v ON v.id = t.version_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_obligations")]

    operations = [migrations.RunSQL(FORWARD, migrations.RunSQL.noop)]
