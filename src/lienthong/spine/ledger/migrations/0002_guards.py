"""What PostgreSQL itself holds: entries find their place at the commit, and nothing is changed or taken away.

The chain is made by a deferred trigger. It runs once all of a transaction's own work is done, takes the heads in
the order of their agencies, and holds them for no longer than the commit: the order of calls cannot deadlock, and a
rolled back act leaves no gap. ENABLE ALWAYS keeps the guards awake under session_replication_role = replica too.
"""

from django.db import migrations

CHAINING = """
CREATE FUNCTION ledger_chain_entries() RETURNS trigger LANGUAGE plpgsql
SET enable_seqscan = off
AS $$
DECLARE
    entry record;
    head ledger_chain%ROWTYPE;
    link bytea;
BEGIN
    FOR entry IN
        SELECT id, agency, content FROM ledger_entry WHERE sequence IS NULL ORDER BY agency, id
    LOOP
        SELECT * INTO head FROM ledger_chain WHERE agency = entry.agency FOR NO KEY UPDATE;
        IF NOT FOUND THEN
            INSERT INTO ledger_chain (agency, length, head)
                VALUES (entry.agency, 0, decode(repeat('00', 32), 'hex')) ON CONFLICT DO NOTHING;
            SELECT * INTO head FROM ledger_chain WHERE agency = entry.agency FOR NO KEY UPDATE;
        END IF;
        link := sha256(
            'lienthong.ledger.link.1'::bytea || head.head || int8send(head.length + 1) || entry.content
        );
        UPDATE ledger_entry SET sequence = head.length + 1, previous = head.head, hash = link WHERE id = entry.id;
        UPDATE ledger_chain SET length = head.length + 1, head = link WHERE agency = entry.agency;
    END LOOP;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER ledger_entry_chains AFTER INSERT ON ledger_entry
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_chain_entries();
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_chains;
"""

GUARDS = """
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger is append-only: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

-- pg_trigger_depth() = 0 means: by a statement of a program, not from within ledger_chain_entries
CREATE TRIGGER ledger_entry_enters BEFORE INSERT ON ledger_entry FOR EACH ROW
    WHEN (NEW.sequence IS NOT NULL) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_stays BEFORE UPDATE ON ledger_entry FOR EACH ROW
    WHEN (OLD.sequence IS NOT NULL OR pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_remains BEFORE DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_entry_whole BEFORE TRUNCATE ON ledger_entry EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER ledger_chain_moves BEFORE INSERT OR UPDATE ON ledger_chain FOR EACH ROW
    WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_chain_remains BEFORE DELETE ON ledger_chain FOR EACH ROW EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_chain_whole BEFORE TRUNCATE ON ledger_chain EXECUTE FUNCTION ledger_refuse();

CREATE TRIGGER ledger_seal_stays BEFORE UPDATE OR DELETE ON ledger_seal FOR EACH ROW
    EXECUTE FUNCTION ledger_refuse();
CREATE TRIGGER ledger_seal_whole BEFORE TRUNCATE ON ledger_seal EXECUTE FUNCTION ledger_refuse();

ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_enters;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_stays;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_remains;
ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_whole;
ALTER TABLE ledger_chain ENABLE ALWAYS TRIGGER ledger_chain_moves;
ALTER TABLE ledger_chain ENABLE ALWAYS TRIGGER ledger_chain_remains;
ALTER TABLE ledger_chain ENABLE ALWAYS TRIGGER ledger_chain_whole;
ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER ledger_seal_stays;
ALTER TABLE ledger_seal ENABLE ALWAYS TRIGGER ledger_seal_whole;
"""

UNDO = """
DROP FUNCTION ledger_chain_entries CASCADE;
DROP FUNCTION ledger_refuse CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]

    operations = [migrations.RunSQL(CHAINING + GUARDS, UNDO)]
