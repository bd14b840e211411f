"""What goes with a document in files of their own. The rows and the program of before know none and go on as they are."""

import django.contrib.postgres.fields
from django.db import migrations, models

VERBS = [
    "DRAFTED",
    "WRITTEN",
    "ATTACHED",
    "COMMENTED",
    "SUBMITTED",
    "INITIALLED",
    "RETURNED",
    "TAKEN_BACK",
    "SIGNED",
    "NUMBERED",
    "SEALED",
    "CANCELLED",
    "DROPPED",
]
STAYS = """
CREATE OR REPLACE FUNCTION documents_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'holder', 'people', 'file', {attached}'search', 'moved_at', 'note'];
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.key, OLD.agency, OLD.drafter, OLD.drafter_name, OLD.about, OLD.recorded_at)
            IS DISTINCT FROM (NEW.id, NEW.key, NEW.agency, NEW.drafter, NEW.drafter_name, NEW.about, NEW.recorded_at)
        OR (OLD.number IS NOT NULL AND to_jsonb(NEW) - later <> to_jsonb(OLD) - later)
        OR OLD.state IN ('CANCELLED', 'DROPPED') THEN
        RAISE EXCEPTION '% of a document is refused: what it was numbered with stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;{extra}
    RETURN NEW;
END $$;
"""
EXTRA = """
    IF OLD.attached <> NEW.attached AND OLD.state <> 'DRAFT'
        AND NOT (OLD.state = 'NUMBERED' AND NEW.state = 'ISSUED'
            AND cardinality(OLD.attached) = cardinality(NEW.attached)) THEN
        RAISE EXCEPTION '% of a document is refused: what goes with it stays once it was submitted', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_closing")]

    operations = [
        migrations.AddField(
            model_name="document",
            name="attached",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.BigIntegerField(), db_default=[], default=list, size=None
            ),
        ),
        migrations.RemoveConstraint(model_name="happening", name="document_verb_known"),
        migrations.AddConstraint(
            model_name="happening",
            constraint=models.CheckConstraint(
                condition=models.Q(("verb__in", VERBS)), name="document_verb_known"
            ),
        ),
        migrations.RunSQL(
            STAYS.format(attached="'attached', ", extra=EXTRA), STAYS.format(attached="", extra="")
        ),
    ]
