"""What is brought from home for what a case asked; what was sent stays until its case is destroyed."""

import django.db.models.deletion
from django.db import migrations, models

GUARDS = """
CREATE FUNCTION applications_supplement_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' AND cases_is_being_erased(OLD.case_id) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION applications_brought_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.supplement_id ELSE OLD.supplement_id END;
    became bigint := (SELECT case_id FROM applications_supplement WHERE id = of AND sent_at IS NOT NULL);
BEGIN
    IF became IS NOT NULL AND NOT (TG_OP = 'DELETE' AND cases_is_being_erased(became)) THEN
        RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE TRIGGER applications_supplement_stays BEFORE UPDATE OR DELETE ON applications_supplement FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL) EXECUTE FUNCTION applications_supplement_stays();
ALTER TABLE applications_supplement ENABLE ALWAYS TRIGGER applications_supplement_stays;
CREATE TRIGGER applications_brought_stays BEFORE INSERT OR UPDATE OR DELETE ON applications_brought FOR EACH ROW
    EXECUTE FUNCTION applications_brought_stays();
ALTER TABLE applications_brought ENABLE ALWAYS TRIGGER applications_brought_stays;
"""
UNDO = """
DROP FUNCTION applications_supplement_stays CASCADE;
DROP FUNCTION applications_brought_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0005_uploads"), ("cases", "0021_begun_words")]

    operations = [
        migrations.CreateModel(
            name="Supplement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("round", models.PositiveSmallIntegerField()),
                ("account", models.CharField(default="", max_length=16)),
                ("began_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(null=True)),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cases.case"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("case", "round"), name="supplement_of_a_round_once")
                ],
                "indexes": [
                    models.Index(
                        condition=models.Q(("sent_at", None)), fields=["began_at"], name="supplements_to_forget"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Brought",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.BigIntegerField(unique=True)),
                ("name", models.CharField(max_length=200)),
                ("size", models.PositiveBigIntegerField()),
                ("added_at", models.DateTimeField()),
                (
                    "supplement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="applications.supplement",
                    ),
                ),
            ],
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
