"""What the post passed on: each parcel once, in a line that adds up, and never rewritten."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION payments_passed_on_adds_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE TG_TABLE_NAME WHEN 'payments_passed' THEN (to_jsonb(NEW)->>'remittance_id')::bigint
        ELSE (to_jsonb(NEW)->>'id')::bigint END;
    made payments_remittance; line payments_transfer; parcels bigint; earlier bigint;
BEGIN
    SELECT * INTO made FROM payments_remittance WHERE id = asked;
    SELECT * INTO line FROM payments_transfer WHERE id = made.transfer_id;
    SELECT coalesce(sum(t.amount), 0) INTO parcels FROM payments_passed p JOIN payments_transfer t
        ON t.id = p.transfer_id WHERE p.remittance_id = asked;
    SELECT coalesce(sum(amount - expected), 0) INTO earlier FROM payments_remittance WHERE made_up_by_id = asked;
    IF made.amount <> line.amount OR line.fate <> 'REMITTED' OR made.expected <> parcels - earlier THEN
        RAISE EXCEPTION 'remittance % of % expects %, its parcels and what it makes up come to %',
            asked, made.amount, made.expected, parcels - earlier USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    IF EXISTS (SELECT FROM payments_passed p JOIN payments_transfer t ON t.id = p.transfer_id
               WHERE p.remittance_id = asked AND (t.source <> 'POST' OR t.agency <> made.agency)) THEN
        RAISE EXCEPTION 'remittance % holds what the post took for nobody of %', asked, made.agency
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION payments_remitted_by_a_remittance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM payments_remittance WHERE transfer_id = NEW.id) THEN
        RAISE EXCEPTION 'transfer % is passed on by no remittance', NEW.id
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER payments_remittance_adds_up AFTER INSERT OR UPDATE ON payments_remittance
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_passed_on_adds_up();
CREATE CONSTRAINT TRIGGER payments_passed_adds_up AFTER INSERT ON payments_passed
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_passed_on_adds_up();
CREATE CONSTRAINT TRIGGER payments_transfer_remitted AFTER INSERT OR UPDATE ON payments_transfer
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.fate = 'REMITTED')
    EXECUTE FUNCTION payments_remitted_by_a_remittance();
CREATE TRIGGER payments_remittance_stays BEFORE UPDATE OR DELETE ON payments_remittance FOR EACH ROW
    EXECUTE FUNCTION payments_only('made_up_by_id', 'closed_at', 'closed_by', 'closer', 'explanation');
CREATE TRIGGER payments_remittance_ended_once BEFORE UPDATE ON payments_remittance FOR EACH ROW
    WHEN (OLD.made_up_by_id IS NOT NULL OR OLD.closed_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_passed_stays BEFORE UPDATE OR DELETE ON payments_passed FOR EACH ROW
    EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_remittance_whole BEFORE TRUNCATE ON payments_remittance EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_passed_whole BEFORE TRUNCATE ON payments_passed EXECUTE FUNCTION payments_refuse();
"""
ALWAYS = "ALTER TABLE payments_{table} ENABLE ALWAYS TRIGGER payments_{trigger};\n"
NAMED = (
    ("remittance", "remittance_adds_up"),
    ("remittance", "remittance_stays"),
    ("remittance", "remittance_ended_once"),
    ("remittance", "remittance_whole"),
    ("passed", "passed_adds_up"),
    ("passed", "passed_stays"),
    ("passed", "passed_whole"),
    ("transfer", "transfer_remitted"),
)
UNDO = """
DROP FUNCTION payments_passed_on_adds_up CASCADE;
DROP FUNCTION payments_remitted_by_a_remittance CASCADE;
DROP TRIGGER payments_remittance_stays ON payments_remittance;
DROP TRIGGER payments_remittance_ended_once ON payments_remittance;
DROP TRIGGER payments_remittance_whole ON payments_remittance;
DROP TRIGGER payments_passed_stays ON payments_passed;
DROP TRIGGER payments_passed_whole ON payments_passed;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0004_money_passed_on")]

    operations = [
        migrations.RunSQL(
            GUARDS + "".join(ALWAYS.format(table=table, trigger=trigger) for table, trigger in NAMED), UNDO
        )
    ]
