"""What PostgreSQL itself holds: a proposal is decided once, by what it says then, and never removed."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION approvals_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: proposals stay', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION approvals_decide_once() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided text[] := ARRAY['state', 'decided_by', 'decided_at', 'answer'];
BEGIN
    IF OLD.state <> 'WAITING' OR NEW.state = 'WAITING' OR to_jsonb(NEW) - decided <> to_jsonb(OLD) - decided THEN
        RAISE EXCEPTION 'a proposal is decided once and not changed'
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER proposal_decided_once BEFORE UPDATE ON approvals_proposal FOR EACH ROW
    EXECUTE FUNCTION approvals_decide_once();
CREATE TRIGGER proposal_remains BEFORE DELETE ON approvals_proposal FOR EACH ROW EXECUTE FUNCTION approvals_refuse();
"""

UNDO = """
DROP FUNCTION approvals_refuse CASCADE;
DROP FUNCTION approvals_decide_once CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("approvals", "0001_initial")]
    operations = [migrations.RunSQL(GUARDS, UNDO)]
