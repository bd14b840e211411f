"""A form with money that is sent twice is one entry; a programme and a plan of one year carry out the same above."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("plans", "0013_reports"),)
    operations = (
        migrations.AddField("budgetentry", "press", models.UUIDField(null=True, unique=True)),
        migrations.RemoveConstraint("plan", "one_plan_below_of_an_agency_and_year"),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(
                fields=["parent", "agency", "year", "kind"],
                condition=models.Q(parent__isnull=False),
                name="one_plan_below_of_an_agency_and_year",
            ),
        ),
    )
