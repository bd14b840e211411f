"""What PostgreSQL itself holds: versions and happenings are only added to; a number, once given, stays as it was."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION documents_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what happened stays, a correction is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION documents_document_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['state', 'holder', 'people', 'file', 'search', 'moved_at', 'note'];
BEGIN
    IF TG_OP = 'DELETE'
        OR (OLD.id, OLD.key, OLD.agency, OLD.drafter, OLD.drafter_name, OLD.about, OLD.recorded_at)
            IS DISTINCT FROM (NEW.id, NEW.key, NEW.agency, NEW.drafter, NEW.drafter_name, NEW.about, NEW.recorded_at)
        OR (OLD.number IS NOT NULL AND to_jsonb(NEW) - later <> to_jsonb(OLD) - later)
        OR OLD.state IN ('CANCELLED', 'DROPPED') THEN
        RAISE EXCEPTION '% of a document is refused: what it was numbered with stays', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER documents_happening_stays BEFORE UPDATE OR DELETE ON documents_happening FOR EACH ROW
    EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER documents_version_stays BEFORE UPDATE OR DELETE ON documents_version FOR EACH ROW
    EXECUTE FUNCTION documents_refuse();
CREATE TRIGGER documents_document_stays BEFORE UPDATE OR DELETE ON documents_document FOR EACH ROW
    EXECUTE FUNCTION documents_document_stays();
ALTER TABLE documents_happening ENABLE ALWAYS TRIGGER documents_happening_stays;
ALTER TABLE documents_version ENABLE ALWAYS TRIGGER documents_version_stays;
ALTER TABLE documents_document ENABLE ALWAYS TRIGGER documents_document_stays;
"""
WHOLE = """
CREATE TRIGGER documents_{table}_whole BEFORE TRUNCATE ON documents_{table} EXECUTE FUNCTION documents_refuse();
ALTER TABLE documents_{table} ENABLE ALWAYS TRIGGER documents_{table}_whole;
"""
UNDO = """
DROP FUNCTION documents_refuse CASCADE;
DROP FUNCTION documents_document_stays CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS + "".join(WHOLE.format(table=table) for table in ("happening", "version", "document")), UNDO
        )
    ]
