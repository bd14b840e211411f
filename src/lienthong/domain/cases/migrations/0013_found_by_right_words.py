"""A numbered case is found by words that were put right later: its search words may grow, and nothing else changes."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION cases_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text[] := ARRAY['number', 'day', 'place', 'search'];
BEGIN
    IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - 'search' = to_jsonb(OLD) - 'search' AND starts_with(NEW.search, OLD.search)
    THEN
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' OR OLD.number <> '' OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given THEN
        RAISE EXCEPTION '% of a case is refused: it keeps what it began with', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = """
CREATE OR REPLACE FUNCTION cases_case_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    given text[] := ARRAY['number', 'day', 'place', 'search'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.number <> '' OR to_jsonb(NEW) - given <> to_jsonb(OLD) - given THEN
        RAISE EXCEPTION '% of a case is refused: it keeps what it began with', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_corrections")]

    operations = [migrations.RunSQL(GUARD, BEFORE)]
