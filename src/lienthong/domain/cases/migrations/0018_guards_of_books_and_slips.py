"""A line of the book of certifications is numbered once and cancelled once; a slip is used once or put aside."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION cases_certification_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    numbered text[] := ARRAY['year', 'number', 'number_id', 'certified_at', 'signer', 'signer_name', 'signer_title'];
    cancelled text[] := ARRAY['cancelled_at', 'cancelled_by', 'cancelled_reason'];
    later text[] := CASE WHEN OLD.certified_at IS NULL THEN numbered || cancelled ELSE cancelled END;
BEGIN
    IF TG_OP = 'DELETE' OR OLD.cancelled_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a certification is refused: it is numbered once, cancelled once, never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION cases_slip_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['case_id', 'entered_at', 'spoilt_at', 'spoilt_by', 'reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.case_id IS NOT NULL OR OLD.spoilt_at IS NOT NULL
        OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a slip is refused: it is used once or put aside, never rewritten', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
""" + "".join(
    f"""
CREATE TRIGGER cases_{table}_stays BEFORE UPDATE OR DELETE ON cases_{table} FOR EACH ROW
    EXECUTE FUNCTION cases_{table}_stays();
CREATE TRIGGER cases_{table}_whole BEFORE TRUNCATE ON cases_{table} EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_{table} ENABLE ALWAYS TRIGGER cases_{table}_stays;
ALTER TABLE cases_{table} ENABLE ALWAYS TRIGGER cases_{table}_whole;
"""
    for table in ("certification", "slip")
)
UNDO = "".join(
    f"DROP FUNCTION cases_{table}_stays CASCADE; DROP TRIGGER cases_{table}_whole ON cases_{table};"
    for table in ("certification", "slip")
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0017_certifications_slips_lateness")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
