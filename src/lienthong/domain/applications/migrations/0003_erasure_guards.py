"""What was sent stays until the case that it became is destroyed, in the same transaction."""

from django.db import migrations

GUARDS = """
CREATE OR REPLACE FUNCTION applications_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    secret text[] := ARRAY['sealed', 'account', 'finder'];
BEGIN
    IF TG_OP = 'UPDATE' AND cases_is_being_erased(OLD.case_id)
        AND to_jsonb(NEW) - secret = to_jsonb(OLD) - secret AND NEW.sealed = '' THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION applications_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.application_id ELSE OLD.application_id END;
    became bigint := (SELECT case_id FROM applications_application WHERE id = of AND sent_at IS NOT NULL);
BEGIN
    IF became IS NOT NULL AND NOT (TG_OP = 'DELETE' AND cases_is_being_erased(became)) THEN
        RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""
BACK = """
CREATE OR REPLACE FUNCTION applications_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE OR REPLACE FUNCTION applications_file_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of bigint := CASE TG_OP WHEN 'INSERT' THEN NEW.application_id ELSE OLD.application_id END;
BEGIN
    IF EXISTS (SELECT FROM applications_application WHERE id = of AND sent_at IS NOT NULL) THEN
        RAISE EXCEPTION '% of % is refused: what was sent stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("applications", "0002_guards"), ("cases", "0020_erasure_guards")]

    operations = [migrations.RunSQL(GUARDS, BACK)]
