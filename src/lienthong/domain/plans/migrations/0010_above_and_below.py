"""Agencies number their plans each by itself; which task above a task carries out may be said after it was issued."""

from django.db import migrations, models

STAYS = """
CREATE OR REPLACE FUNCTION plans_issued_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM plans_version WHERE id = OLD.version_id AND issued_at IS NOT NULL)
        {unless}
    THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    RETURN NEW;
END $$;
"""
ONLY_LINKED = """AND NOT (
    TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'plans_task'
    AND to_jsonb(NEW) - 'serves_id' = to_jsonb(OLD) - 'serves_id'
)"""


class Migration(migrations.Migration):
    dependencies = (("plans", "0010_standings_read"),)
    operations = (
        migrations.RemoveConstraint("plan", "one_plan_per_decision"),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(fields=["agency", "number", "issued_on"], name="one_plan_per_decision"),
        ),
        migrations.AddConstraint(
            "plan",
            models.UniqueConstraint(
                fields=["parent", "agency", "year"],
                condition=models.Q(parent__isnull=False),
                name="one_plan_below_of_an_agency_and_year",
            ),
        ),
        migrations.RunSQL(STAYS.format(unless=ONLY_LINKED), STAYS.format(unless="")),
    )
