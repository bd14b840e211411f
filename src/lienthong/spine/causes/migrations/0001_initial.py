"""Causes that an administrator added or ended; the first list comes with the platform."""

import django.contrib.postgres.fields
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION causes_cause_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['until'];
BEGIN
    IF TG_OP <> 'UPDATE' OR OLD.until IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a cause is refused: it is ended once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER causes_cause_stays BEFORE UPDATE OR DELETE ON causes_cause FOR EACH ROW
    EXECUTE FUNCTION causes_cause_stays();
CREATE TRIGGER causes_cause_whole BEFORE TRUNCATE ON causes_cause EXECUTE FUNCTION causes_cause_stays();
ALTER TABLE causes_cause ENABLE ALWAYS TRIGGER causes_cause_stays;
ALTER TABLE causes_cause ENABLE ALWAYS TRIGGER causes_cause_whole;
"""


class Migration(migrations.Migration):
    initial = True
    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Cause",
            fields=[
                (
                    "id",
                    models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=20, unique=True)),
                ("words", models.CharField(max_length=200)),
                (
                    "about",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=10), size=None
                    ),
                ),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("account", models.CharField(max_length=100)),
                ("name", models.CharField(blank=True, max_length=300)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("about__len__gt", 0), ("basis__regex", "\\S"), ("words__regex", "\\S")),
                        name="cause_says_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until", None), ("until__gte", models.F("since")), _connector="OR"
                        ),
                        name="cause_ends_after_it_begins",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARDS, "DROP FUNCTION causes_cause_stays CASCADE;"),
    ]
