"""What PostgreSQL itself holds: the money ledger is only added to, and the sums on a demand are those of its entries."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION payments_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: money that moved stays written, a correction is a new line', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION payments_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := TG_ARGV::text[];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of % is refused: what it says of money stays', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION payments_add_up() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    asked bigint := CASE TG_TABLE_NAME WHEN 'payments_entry' THEN (to_jsonb(NEW)->>'demand_id')::bigint
        ELSE (to_jsonb(NEW)->>'id')::bigint END;
    came bigint; went bigint; owed payments_demand;
BEGIN
    SELECT coalesce(sum(amount) FILTER (WHERE amount > 0), 0), coalesce(-sum(amount) FILTER (WHERE amount < 0), 0)
        INTO came, went FROM payments_entry WHERE demand_id = asked;
    SELECT * INTO owed FROM payments_demand WHERE id = asked;
    IF owed.received <> came OR owed.returned <> went THEN
        RAISE EXCEPTION 'demand % says % in and % back, its entries say % and %',
            asked, owed.received, owed.returned, came, went USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER payments_entry_adds_up AFTER INSERT ON payments_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_add_up();
CREATE CONSTRAINT TRIGGER payments_demand_adds_up AFTER INSERT OR UPDATE ON payments_demand
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION payments_add_up();
CREATE TRIGGER payments_demand_stays BEFORE UPDATE OR DELETE ON payments_demand FOR EACH ROW
    EXECUTE FUNCTION payments_only('lines', 'amount', 'received', 'returned', 'state', 'reason', 'settled_at');
CREATE TRIGGER payments_demand_lines_stay BEFORE UPDATE OF lines, amount ON payments_demand FOR EACH ROW
    WHEN (OLD.state <> 'DUE' AND (OLD.lines <> NEW.lines OR OLD.amount <> NEW.amount))
    EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_receipt_stays BEFORE UPDATE OR DELETE ON payments_receipt FOR EACH ROW
    EXECUTE FUNCTION payments_only('file', 'cancelled_at', 'cancelled_by', 'canceller', 'reason');
CREATE TRIGGER payments_receipt_cancelled_once BEFORE UPDATE OF cancelled_at, reason ON payments_receipt FOR EACH ROW
    WHEN (OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_receipt_paper_once BEFORE UPDATE OF file ON payments_receipt FOR EACH ROW
    WHEN (OLD.file IS NOT NULL AND OLD.file IS DISTINCT FROM NEW.file) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_closing_stays BEFORE UPDATE OR DELETE ON payments_closing FOR EACH ROW
    EXECUTE FUNCTION payments_only('taken_at', 'taken_by', 'taker');
CREATE TRIGGER payments_closing_taken_once BEFORE UPDATE ON payments_closing FOR EACH ROW
    WHEN (OLD.taken_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_transfer_stays BEFORE UPDATE OR DELETE ON payments_transfer FOR EACH ROW
    EXECUTE FUNCTION payments_only('demand_id', 'agency', 'fate', 'entry_id', 'settled_at', 'settled_by', 'settler',
        'explanation');
CREATE TRIGGER payments_transfer_settled_once BEFORE UPDATE ON payments_transfer FOR EACH ROW
    WHEN (OLD.fate <> 'PENDING') EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_difference_stays BEFORE UPDATE OR DELETE ON payments_difference FOR EACH ROW
    EXECUTE FUNCTION payments_only('settled_at', 'settled_by', 'settler', 'explanation');
CREATE TRIGGER payments_difference_explained_once BEFORE UPDATE ON payments_difference FOR EACH ROW
    WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_refund_stays BEFORE UPDATE OR DELETE ON payments_refund FOR EACH ROW
    EXECUTE FUNCTION payments_only('step', 'decided_at', 'decided_by', 'decider', 'answer', 'entry_id');
CREATE TRIGGER payments_refund_ended BEFORE UPDATE ON payments_refund FOR EACH ROW
    WHEN (OLD.step IN ('REFUSED', 'PAID_OUT')) EXECUTE FUNCTION payments_refuse();
"""

STAYS = """
CREATE TRIGGER payments_{table}_stays BEFORE UPDATE OR DELETE ON payments_{table} FOR EACH ROW
    EXECUTE FUNCTION payments_refuse();
"""
WHOLE = """
CREATE TRIGGER payments_{table}_whole BEFORE TRUNCATE ON payments_{table} EXECUTE FUNCTION payments_refuse();
"""
ALWAYS = "ALTER TABLE payments_{table} ENABLE ALWAYS TRIGGER payments_{trigger};\n"
APPENDED = ("account", "entry", "statement")
KEPT = ("demand", "receipt", "closing", "transfer", "difference", "refund")
NAMED = (
    ("entry", "entry_adds_up"),
    ("demand", "demand_adds_up"),
    ("demand", "demand_lines_stay"),
    ("receipt", "receipt_cancelled_once"),
    ("receipt", "receipt_paper_once"),
    ("closing", "closing_taken_once"),
    ("transfer", "transfer_settled_once"),
    ("difference", "difference_explained_once"),
    ("refund", "refund_ended"),
    *((table, f"{table}_{what}") for table in (*APPENDED, *KEPT) for what in ("stays", "whole")),
)

UNDO = """
DROP FUNCTION payments_refuse CASCADE;
DROP FUNCTION payments_only CASCADE;
DROP FUNCTION payments_add_up CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS
            + "".join(STAYS.format(table=table) for table in APPENDED)
            + "".join(WHOLE.format(table=table) for table in (*APPENDED, *KEPT))
            + "".join(ALWAYS.format(table=table, trigger=trigger) for table, trigger in NAMED),
            UNDO,
        )
    ]
