"""The words of a case go in one transaction only: the one that wrote its erasure, whose row never changes."""

from django.db import migrations

OPENING = """
CREATE FUNCTION cases_erasure_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION '% of an erasure is refused: it is the proof', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.xact := txid_current();
    RETURN NEW;
END $$;
CREATE TRIGGER cases_erasure_stays BEFORE INSERT OR UPDATE OR DELETE ON cases_erasure FOR EACH ROW
    EXECUTE FUNCTION cases_erasure_stays();
CREATE TRIGGER cases_erasure_whole BEFORE TRUNCATE ON cases_erasure EXECUTE FUNCTION cases_refuse();
ALTER TABLE cases_erasure ENABLE ALWAYS TRIGGER cases_erasure_stays;
ALTER TABLE cases_erasure ENABLE ALWAYS TRIGGER cases_erasure_whole;

CREATE FUNCTION cases_is_being_erased(of bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (SELECT FROM cases_erasure WHERE case_id = of AND xact = txid_current())
$$;

CREATE FUNCTION cases_lets_go() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    words text[] := string_to_array(TG_ARGV[0], ' ');
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - words <> to_jsonb(OLD) - words THEN
        RAISE EXCEPTION '% of % is refused: only its words go when its time is over', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;
"""
STAYS = """
DROP TRIGGER cases_{table}_stays ON cases_{table};
CREATE TRIGGER cases_{table}_stays BEFORE UPDATE OR DELETE ON cases_{table} FOR EACH ROW {when}
    EXECUTE FUNCTION {guard}();
ALTER TABLE cases_{table} ENABLE ALWAYS TRIGGER cases_{table}_stays;
"""
LETS_GO = """
CREATE TRIGGER cases_{table}_lets_go BEFORE UPDATE OR DELETE ON cases_{table} FOR EACH ROW
    WHEN (cases_is_being_erased(OLD.{case})) EXECUTE FUNCTION cases_lets_go('{words}');
ALTER TABLE cases_{table} ENABLE ALWAYS TRIGGER cases_{table}_lets_go;
"""
CLOSING = """
DROP FUNCTION cases_lets_go CASCADE;
DROP FUNCTION cases_is_being_erased CASCADE;
DROP TRIGGER cases_erasure_whole ON cases_erasure;
DROP FUNCTION cases_erasure_stays CASCADE;
"""
TABLES = (
    ("case", "id", "cases_case_stays", "applicant_name content submitter_name authority search"),
    ("happening", "case_id", "cases_refuse", "data"),
    ("stand", "case_id", "cases_stand_stays", "corrected"),
    ("paper", "case_id", "cases_refuse", "reason"),
    ("original", "case_id", "cases_original_stays", "name note"),
    ("consultation", "case_id", "cases_consultation_stays", "words"),
)


def _there() -> str:
    told = [OPENING]
    for table, case, guard, words in TABLES:
        when = f"WHEN (NOT cases_is_being_erased(OLD.{case}))"
        told += [STAYS.format(table=table, when=when, guard=guard)]
        told += [LETS_GO.format(table=table, case=case, words=words)]
    return "".join(told)


def _back() -> str:
    return "".join(STAYS.format(table=table, when="", guard=guard) for table, _, guard, _ in TABLES) + CLOSING


class Migration(migrations.Migration):
    dependencies = [("cases", "0019_erasures")]

    operations = [migrations.RunSQL(_there(), _back())]
