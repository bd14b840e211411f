"""What PostgreSQL itself holds: what was asked stays; a rating stays the case's; a remark is answered once."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION surveys_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what people said, and by which rule, stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION surveys_rating_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    said text[] := ARRAY['level', 'answers', 'changed_at'];
BEGIN
    IF to_jsonb(NEW) - said = to_jsonb(OLD) - said THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: only what was said may change', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION surveys_remark_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    answer text[] := ARRAY['answer', 'answered_at', 'answered_by', 'answerer'];
BEGIN
    IF OLD.answered_at IS NULL AND to_jsonb(NEW) - answer = to_jsonb(OLD) - answer THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '% of % is refused: a remark stays, and so does its answer', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER surveys_sheet_stays BEFORE UPDATE OR DELETE ON surveys_questionnaire FOR EACH ROW
    EXECUTE FUNCTION surveys_refuse();
CREATE TRIGGER surveys_time_stays BEFORE UPDATE OR DELETE ON surveys_answeringtime FOR EACH ROW
    EXECUTE FUNCTION surveys_refuse();
CREATE TRIGGER surveys_rating_stays BEFORE DELETE ON surveys_rating FOR EACH ROW EXECUTE FUNCTION surveys_refuse();
CREATE TRIGGER surveys_rating_changes BEFORE UPDATE ON surveys_rating FOR EACH ROW
    EXECUTE FUNCTION surveys_rating_changes();
CREATE TRIGGER surveys_remark_stays BEFORE DELETE ON surveys_remark FOR EACH ROW EXECUTE FUNCTION surveys_refuse();
CREATE TRIGGER surveys_remark_changes BEFORE UPDATE ON surveys_remark FOR EACH ROW
    EXECUTE FUNCTION surveys_remark_changes();
ALTER TABLE surveys_questionnaire ENABLE ALWAYS TRIGGER surveys_sheet_stays;
ALTER TABLE surveys_answeringtime ENABLE ALWAYS TRIGGER surveys_time_stays;
ALTER TABLE surveys_rating ENABLE ALWAYS TRIGGER surveys_rating_stays;
ALTER TABLE surveys_rating ENABLE ALWAYS TRIGGER surveys_rating_changes;
ALTER TABLE surveys_remark ENABLE ALWAYS TRIGGER surveys_remark_stays;
ALTER TABLE surveys_remark ENABLE ALWAYS TRIGGER surveys_remark_changes;
"""
UNDO = """
DROP FUNCTION surveys_refuse CASCADE;
DROP FUNCTION surveys_rating_changes CASCADE;
DROP FUNCTION surveys_remark_changes CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
