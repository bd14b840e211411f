"""Filing regardless of territory: the dated rules, and of a case the counter that took it for its owner."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
from django.db import migrations, models

import lienthong.domain.cases.models.anywhere

GUARD = """
CREATE FUNCTION cases_anywhere_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['until', 'ended_by'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.until IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a rule is refused: it is ended once and never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_anywhere_stays BEFORE UPDATE OR DELETE ON cases_anywhere FOR EACH ROW
    EXECUTE FUNCTION cases_anywhere_stays();
ALTER TABLE cases_anywhere ENABLE ALWAYS TRIGGER cases_anywhere_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0024_scan_guards")]

    operations = [
        migrations.CreateModel(
            name="Anywhere",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=10)),
                ("code", models.CharField(max_length=200)),
                ("number_of", models.CharField(max_length=10)),
                ("since", models.DateField()),
                ("until", models.DateField(null=True)),
                ("basis", models.CharField(max_length=300)),
                ("ended_by", models.CharField(default="", max_length=300)),
                ("account", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=300)),
                ("recorded_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("scope__in", ["PROCEDURE", "FIELD", "LEVEL"])), name="anywhere_scope_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("number_of__in", ["OWNER", "POINT"])), name="anywhere_number_known"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("basis__regex", "\\S"), ("code__regex", "\\S")),
                        name="anywhere_says_of_what_and_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_by", ""), ("until", None)),
                            models.Q(("ended_by__regex", "\\S"), ("until__gte", models.F("since"))),
                            _connector="OR",
                        ),
                        name="anywhere_ends_by_a_decision",
                    ),
                    django.contrib.postgres.constraints.ExclusionConstraint(
                        expressions=[
                            ("scope", "="),
                            ("code", "="),
                            (lienthong.domain.cases.models.anywhere.RuleDays(), "&&"),
                        ],
                        name="anywhere_one_rule_at_a_time",
                    ),
                ]
            },
        ),
        migrations.RunSQL(GUARD, "DROP FUNCTION cases_anywhere_stays CASCADE"),
        migrations.AddField("case", "point", models.CharField(db_default="", default="", max_length=40)),
        migrations.AddField("case", "book", models.CharField(db_default="", default="", max_length=40)),
        migrations.RemoveConstraint("case", "case_place_in_the_book_once"),
        migrations.AddConstraint(
            "case",
            models.UniqueConstraint(
                condition=models.Q(("book", "")),
                fields=("owner", "day", "place"),
                name="case_place_in_the_book_once",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.UniqueConstraint(
                condition=models.Q(("book", ""), _negated=True),
                fields=("book", "day", "place"),
                name="case_place_in_its_points_book_once",
            ),
        ),
        migrations.AddConstraint(
            "case",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("point", models.F("owner")), _negated=True), ("book__in", ("", models.F("point")))
                ),
                name="case_taken_for_another",
            ),
        ),
    ]
