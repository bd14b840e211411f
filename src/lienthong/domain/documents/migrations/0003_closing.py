from django.db import migrations, models

GUARD = """
CREATE TRIGGER documents_closing_stays BEFORE UPDATE OR DELETE ON documents_closing FOR EACH ROW
    EXECUTE FUNCTION documents_refuse();
ALTER TABLE documents_closing ENABLE ALWAYS TRIGGER documents_closing_stays;
CREATE TRIGGER documents_closing_whole BEFORE TRUNCATE ON documents_closing EXECUTE FUNCTION documents_refuse();
ALTER TABLE documents_closing ENABLE ALWAYS TRIGGER documents_closing_whole;
"""
UNDO = """
DROP TRIGGER documents_closing_stays ON documents_closing;
DROP TRIGGER documents_closing_whole ON documents_closing;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_guards")]

    operations = [
        migrations.CreateModel(
            name="Closing",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", models.CharField(max_length=40)),
                ("register", models.CharField(max_length=10)),
                ("year", models.PositiveSmallIntegerField()),
                ("lines", models.PositiveIntegerField()),
                ("file", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
                ("account", models.CharField(max_length=64)),
                ("name", models.CharField(max_length=200)),
                ("closed_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        fields=["agency", "register", "year"], name="register_closed_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("register__in", ["OUTGOING", "INCOMING"])),
                        name="register_known",
                    ),
                ],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
