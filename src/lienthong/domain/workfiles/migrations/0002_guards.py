"""What PostgreSQL itself holds: what happened stays, a paper that lay in a file stays on record, a decided list stays."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION workfiles_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION workfiles_workfile_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'CLEARED'
        OR (OLD.id, OLD.key, OLD.agency, OLD.year, OLD.line_id, OLD.opened_on, OLD.recorded_at)
            IS DISTINCT FROM (NEW.id, NEW.key, NEW.agency, NEW.year, NEW.line_id, NEW.opened_on, NEW.recorded_at)
        OR (NEW.state = 'CLEARED' AND NOT EXISTS (
            SELECT 1 FROM workfiles_clearance WHERE state = 'APPROVED' AND NEW.id = ANY (files))) THEN
        RAISE EXCEPTION '% of a work file is refused: it is cleared by an approved list only', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION workfiles_paper_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['place', 'out_by', 'out_at', 'out_reason'];
BEGIN
    IF TG_OP = 'DELETE' OR OLD.out_at IS NOT NULL OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of a paper in a work file is refused: it is taken out with a reason', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION workfiles_decided_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state <> 'WAITING' OR (OLD.id, OLD.agency, OLD.files) IS DISTINCT FROM
            (NEW.id, NEW.agency, NEW.files) THEN
        RAISE EXCEPTION '% of % is refused: what was handed over or decided stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION workfiles_listing_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.state = 'APPROVED' THEN
        RAISE EXCEPTION '% of a list of files is refused: an approved one stands for its year', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION workfiles_line_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    list bigint := CASE WHEN TG_OP = 'INSERT' THEN NEW.listing_id ELSE OLD.listing_id END;
BEGIN
    IF (SELECT state FROM workfiles_listing WHERE id = list) <> 'DRAFT' THEN
        RAISE EXCEPTION '% of a line is refused: only a draft of a list is written', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;

CREATE TRIGGER workfiles_happening_stays BEFORE UPDATE OR DELETE ON workfiles_happening FOR EACH ROW
    EXECUTE FUNCTION workfiles_refuse();
CREATE TRIGGER workfiles_workfile_stays BEFORE UPDATE OR DELETE ON workfiles_workfile FOR EACH ROW
    EXECUTE FUNCTION workfiles_workfile_stays();
CREATE TRIGGER workfiles_paper_stays BEFORE UPDATE OR DELETE ON workfiles_paper FOR EACH ROW
    EXECUTE FUNCTION workfiles_paper_stays();
CREATE TRIGGER workfiles_handover_stays BEFORE UPDATE OR DELETE ON workfiles_handover FOR EACH ROW
    EXECUTE FUNCTION workfiles_decided_stays();
CREATE TRIGGER workfiles_clearance_stays BEFORE UPDATE OR DELETE ON workfiles_clearance FOR EACH ROW
    EXECUTE FUNCTION workfiles_decided_stays();
CREATE TRIGGER workfiles_listing_stays BEFORE UPDATE OR DELETE ON workfiles_listing FOR EACH ROW
    EXECUTE FUNCTION workfiles_listing_stays();
CREATE TRIGGER workfiles_line_stays BEFORE INSERT OR UPDATE OR DELETE ON workfiles_line FOR EACH ROW
    EXECUTE FUNCTION workfiles_line_stays();
"""
ALWAYS = """
ALTER TABLE workfiles_{table} ENABLE ALWAYS TRIGGER workfiles_{table}_stays;
CREATE TRIGGER workfiles_{table}_whole BEFORE TRUNCATE ON workfiles_{table} EXECUTE FUNCTION workfiles_refuse();
ALTER TABLE workfiles_{table} ENABLE ALWAYS TRIGGER workfiles_{table}_whole;
"""
UNDO = "".join(
    f"DROP FUNCTION workfiles_{name} CASCADE;\n"
    for name in (
        "refuse", "workfile_stays", "paper_stays", "decided_stays", "listing_stays", "line_stays",
    )
)  # fmt: skip
TABLES = ("happening", "workfile", "paper", "handover", "clearance", "listing", "line")


class Migration(migrations.Migration):
    dependencies = [("workfiles", "0001_initial")]

    operations = [
        migrations.RunSQL(GUARDS + "".join(ALWAYS.format(table=table) for table in TABLES), UNDO)
    ]
