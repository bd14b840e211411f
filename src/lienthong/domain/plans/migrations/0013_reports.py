"""Progress reports. A finished one stays as it is; none is ever taken away."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F, Q

GUARDS = """
CREATE TRIGGER plans_progressreport_stays BEFORE UPDATE ON plans_progressreport FOR EACH ROW
    WHEN (OLD.finished_at IS NOT NULL) EXECUTE FUNCTION plans_refuse();
CREATE TRIGGER plans_progressreport_kept BEFORE DELETE ON plans_progressreport
    FOR EACH ROW EXECUTE FUNCTION plans_refuse();
CREATE TRIGGER plans_progressreport_whole BEFORE TRUNCATE ON plans_progressreport EXECUTE FUNCTION plans_refuse();
ALTER TABLE plans_progressreport ENABLE ALWAYS TRIGGER plans_progressreport_stays;
ALTER TABLE plans_progressreport ENABLE ALWAYS TRIGGER plans_progressreport_kept;
ALTER TABLE plans_progressreport ENABLE ALWAYS TRIGGER plans_progressreport_whole;
"""

UNDO = """
DROP TRIGGER plans_progressreport_stays ON plans_progressreport;
DROP TRIGGER plans_progressreport_kept ON plans_progressreport;
DROP TRIGGER plans_progressreport_whole ON plans_progressreport;
"""


class Migration(migrations.Migration):
    dependencies = (("plans", "0012_feeds"),)

    operations = (
        migrations.CreateModel(
            name="ProgressReport",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("agency", models.CharField(max_length=40)),
                ("author", models.CharField(max_length=40)),
                ("first", models.DateField()),
                ("last", models.DateField()),
                ("words", models.JSONField(default=dict)),
                ("begun_at", models.DateTimeField()),
                ("begun_by", models.CharField(max_length=64)),
                ("saved_at", models.DateTimeField(null=True)),
                ("saved_name", models.CharField(default="", max_length=200)),
                ("finished_at", models.DateTimeField(null=True)),
                ("finished_by", models.CharField(default="", max_length=64)),
                ("finished_name", models.CharField(default="", max_length=200)),
                ("figures", models.JSONField(null=True)),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="plans.plan"
                    ),
                ),
            ],
            options={
                "constraints": (
                    models.UniqueConstraint(
                        fields=["plan", "agency", "first", "last"],
                        condition=Q(finished_at__isnull=True),
                        name="one_draft_of_a_report",
                    ),
                    models.CheckConstraint(
                        condition=Q(last__gte=F("first")), name="report_ends_after_it_begins"
                    ),
                    models.CheckConstraint(
                        condition=Q(finished_at__isnull=True, figures__isnull=True)
                        | Q(finished_at__isnull=False, figures__isnull=False) & ~Q(finished_by=""),
                        name="finished_report_has_figures",
                    ),
                ),
                "indexes": (models.Index(fields=["plan", "agency", "last"], name="reports_of_a_plan"),),
            },
        ),
        migrations.RunSQL(GUARDS, UNDO),
    )
