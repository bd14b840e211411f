"""What PostgreSQL itself holds: what was told and done stays written, and a parcel that ended stays where it ended."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION deliveries_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what was told and done with parcels stays written', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION deliveries_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := TG_ARGV::text[];
BEGIN
    IF TG_OP = 'DELETE' OR to_jsonb(NEW) - later <> to_jsonb(OLD) - later THEN
        RAISE EXCEPTION '% of % is refused: what was told and done with parcels stays written', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER deliveries_order_stays BEFORE UPDATE OR DELETE ON deliveries_order FOR EACH ROW
    EXECUTE FUNCTION deliveries_only('case', 'code', 'title', 'receiver', 'phone', 'address', 'cod', 'state', 'reason',
        'told_at', 'item', 'page', 'price', 'refusal', 'handover_id', 'delivered_at', 'collected', 'became', 'moved_at');
CREATE TRIGGER deliveries_order_ended BEFORE UPDATE ON deliveries_order FOR EACH ROW
    WHEN (OLD.state IN ('DELIVERED', 'BACK', 'CANCELLED') AND (OLD.state <> NEW.state
        OR OLD.collected IS DISTINCT FROM NEW.collected OR OLD.delivered_at IS DISTINCT FROM NEW.delivered_at))
    EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_order_signed_for_once BEFORE UPDATE OF handover_id ON deliveries_order FOR EACH ROW
    WHEN (OLD.handover_id IS NOT NULL AND OLD.handover_id IS DISTINCT FROM NEW.handover_id)
    EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_handover_stays BEFORE UPDATE OR DELETE ON deliveries_handover FOR EACH ROW
    EXECUTE FUNCTION deliveries_only('file');
CREATE TRIGGER deliveries_handover_paper_once BEFORE UPDATE OF file ON deliveries_handover FOR EACH ROW
    WHEN (OLD.file IS NOT NULL AND OLD.file IS DISTINCT FROM NEW.file) EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_news_stays BEFORE UPDATE OR DELETE ON deliveries_news FOR EACH ROW
    EXECUTE FUNCTION deliveries_only('words', 'fate', 'settled_at', 'settler', 'explanation');
CREATE TRIGGER deliveries_news_settled_once BEFORE UPDATE OF fate, settler, explanation ON deliveries_news FOR EACH ROW
    WHEN (OLD.fate NOT IN ('UNFIT', 'UNKNOWN') AND OLD.fate <> NEW.fate OR OLD.settled_at IS NOT NULL)
    EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_difference_stays BEFORE UPDATE OR DELETE ON deliveries_difference FOR EACH ROW
    EXECUTE FUNCTION deliveries_only('settled_at', 'settler', 'explanation');
CREATE TRIGGER deliveries_difference_explained_once BEFORE UPDATE ON deliveries_difference FOR EACH ROW
    WHEN (OLD.settled_at IS NOT NULL) EXECUTE FUNCTION deliveries_refuse();
"""

STAYS = """
CREATE TRIGGER deliveries_{table}_stays BEFORE UPDATE OR DELETE ON deliveries_{table} FOR EACH ROW
    EXECUTE FUNCTION deliveries_refuse();
"""
WHOLE = """
CREATE TRIGGER deliveries_{table}_whole BEFORE TRUNCATE ON deliveries_{table} EXECUTE FUNCTION deliveries_refuse();
"""
ALWAYS = "ALTER TABLE deliveries_{table} ENABLE ALWAYS TRIGGER deliveries_{trigger};\n"
APPENDED = ("event", "statement", "poll")
KEPT = ("order", "handover", "news", "difference")
NAMED = (
    ("order", "order_ended"),
    ("order", "order_signed_for_once"),
    ("handover", "handover_paper_once"),
    ("news", "news_settled_once"),
    ("difference", "difference_explained_once"),
    *((table, f"{table}_{what}") for table in (*APPENDED, *KEPT) for what in ("stays", "whole")),
)

UNDO = """
DROP FUNCTION deliveries_refuse CASCADE;
DROP FUNCTION deliveries_only CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0001_initial")]

    operations = [
        migrations.RunSQL(
            GUARDS
            + "".join(STAYS.format(table=table) for table in APPENDED)
            + "".join(WHOLE.format(table=table) for table in (*APPENDED, *KEPT))
            + "".join(ALWAYS.format(table=table, trigger=trigger) for table, trigger in NAMED),
            UNDO,
        )
    ]
