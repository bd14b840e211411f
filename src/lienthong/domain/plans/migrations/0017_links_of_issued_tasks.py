"""Which task above a task carries out may be said after it was issued: the guard of what enters lets it pass too."""

from django.db import migrations

TAKES = """
CREATE OR REPLACE FUNCTION plans_issued_takes_nothing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM plans_version WHERE id = NEW.version_id AND issued_at IS NOT NULL)
        {unless}
    THEN
        RAISE EXCEPTION '% of % is refused: its version was issued', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
ONLY_LINKED = """AND NOT (
    TG_OP = 'UPDATE' AND TG_TABLE_NAME = 'plans_task'
    AND to_jsonb(NEW) - 'serves_id' = to_jsonb(OLD) - 'serves_id'
)"""


class Migration(migrations.Migration):
    dependencies = (("plans", "0016_drafts_of_reports_go"),)
    operations = (migrations.RunSQL(TAKES.format(unless=ONLY_LINKED), TAKES.format(unless="")),)
