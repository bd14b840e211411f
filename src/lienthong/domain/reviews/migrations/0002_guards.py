"""What PostgreSQL holds of reviews: what was issued, handed in, decided or happened stays as it was."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION reviews_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was decided or happened stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION reviews_is_issued(plan bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM reviews_plan WHERE id = plan AND issued_at IS NOT NULL)
$$;

CREATE FUNCTION reviews_entry_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND reviews_is_issued(OLD.plan_id))
        OR (TG_OP <> 'DELETE' AND reviews_is_issued(NEW.plan_id)) THEN
        RAISE EXCEPTION '% of an entry is refused: its plan was issued', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION reviews_is_closed(sheet bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
        SELECT FROM reviews_review r LEFT JOIN reviews_text t ON t.id = r.text_id
        WHERE r.id = sheet
            AND (r.submitted_at IS NOT NULL OR (t.asked_at IS NOT NULL AND t.verdict <> 'RETURNED'))
    )
$$;

CREATE FUNCTION reviews_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (TG_OP <> 'INSERT' AND reviews_is_closed(OLD.review_id))
        OR (TG_OP <> 'DELETE' AND reviews_is_closed(NEW.review_id)) THEN
        RAISE EXCEPTION '% of % is refused: its sheet was handed in', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;

CREATE FUNCTION reviews_review_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['submitted_at', 'submitted_by', 'agreed_at', 'agreed_by', 'opinion', 'decision_id'];
BEGIN
    IF TG_OP = 'DELETE'
        OR (reviews_is_closed(OLD.id) AND to_jsonb(NEW) - later <> to_jsonb(OLD) - later)
        OR (OLD.agreed_at IS NOT NULL AND to_jsonb(NEW) - 'decision_id' <> to_jsonb(OLD) - 'decision_id')
        OR (OLD.decision_id IS NOT NULL AND NEW.decision_id IS DISTINCT FROM OLD.decision_id)
        OR (NEW.income, NEW.recorded_at, NEW.entry_id, NEW.text_id, NEW.version_id)
            IS DISTINCT FROM (OLD.income, OLD.recorded_at, OLD.entry_id, OLD.text_id, OLD.version_id) THEN
        RAISE EXCEPTION '% of a review is refused', TG_OP USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER reviews_plan_stays BEFORE UPDATE OR DELETE ON reviews_plan FOR EACH ROW
    WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION reviews_refuse();
ALTER TABLE reviews_plan ENABLE ALWAYS TRIGGER reviews_plan_stays;
CREATE TRIGGER reviews_entry_stays BEFORE INSERT OR UPDATE OR DELETE ON reviews_entry FOR EACH ROW
    EXECUTE FUNCTION reviews_entry_stays();
ALTER TABLE reviews_entry ENABLE ALWAYS TRIGGER reviews_entry_stays;
CREATE TRIGGER reviews_review_stays BEFORE UPDATE OR DELETE ON reviews_review FOR EACH ROW
    EXECUTE FUNCTION reviews_review_stays();
ALTER TABLE reviews_review ENABLE ALWAYS TRIGGER reviews_review_stays;
CREATE TRIGGER reviews_text_stays BEFORE DELETE ON reviews_text FOR EACH ROW EXECUTE FUNCTION reviews_refuse();
ALTER TABLE reviews_text ENABLE ALWAYS TRIGGER reviews_text_stays;
"""

STAYS = """
CREATE TRIGGER reviews_{table}_stays BEFORE UPDATE OR DELETE ON reviews_{table} FOR EACH ROW
    EXECUTE FUNCTION reviews_refuse();
ALTER TABLE reviews_{table} ENABLE ALWAYS TRIGGER reviews_{table}_stays;
"""

PART = """
CREATE TRIGGER reviews_{table}_stays BEFORE INSERT OR UPDATE OR DELETE ON reviews_{table} FOR EACH ROW
    EXECUTE FUNCTION reviews_part_stays();
ALTER TABLE reviews_{table} ENABLE ALWAYS TRIGGER reviews_{table}_stays;
"""

WHOLE = """
CREATE TRIGGER reviews_{table}_whole BEFORE TRUNCATE ON reviews_{table} EXECUTE FUNCTION reviews_refuse();
ALTER TABLE reviews_{table} ENABLE ALWAYS TRIGGER reviews_{table}_whole;
"""

UNDO = """
DROP FUNCTION reviews_refuse CASCADE;
DROP FUNCTION reviews_entry_stays CASCADE;
DROP FUNCTION reviews_part_stays CASCADE;
DROP FUNCTION reviews_review_stays CASCADE;
DROP FUNCTION reviews_is_closed CASCADE;
DROP FUNCTION reviews_is_issued CASCADE;
"""


def _triggers() -> str:
    tables = ("plan", "entry", "review", "answer", "cost", "decision", "text", "happening")
    return (
        "".join(STAYS.format(table=table) for table in ("decision", "happening"))
        + "".join(PART.format(table=table) for table in ("answer", "cost"))
        + "".join(WHOLE.format(table=table) for table in tables)
    )


class Migration(migrations.Migration):
    dependencies = [("reviews", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS + _triggers(), UNDO)]
