"""Facts are never changed; a delivery that is done stays done. Also an index that the engine's queue lacks."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION outbox_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'what was stated stays: % of % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER outbox_fact_stays BEFORE UPDATE OR DELETE ON outbox_fact FOR EACH ROW
    EXECUTE FUNCTION outbox_refuse();
CREATE TRIGGER outbox_fact_whole BEFORE TRUNCATE ON outbox_fact EXECUTE FUNCTION outbox_refuse();
CREATE TRIGGER outbox_delivery_stays BEFORE UPDATE ON outbox_delivery FOR EACH ROW
    WHEN (OLD.state IN ('DONE', 'GIVEN_UP') OR (OLD.fact_id, OLD.key, OLD.subject)
        IS DISTINCT FROM (NEW.fact_id, NEW.key, NEW.subject)) EXECUTE FUNCTION outbox_refuse();
CREATE TRIGGER outbox_delivery_remains BEFORE DELETE ON outbox_delivery FOR EACH ROW
    EXECUTE FUNCTION outbox_refuse();
CREATE TRIGGER outbox_delivery_whole BEFORE TRUNCATE ON outbox_delivery EXECUTE FUNCTION outbox_refuse();

ALTER TABLE outbox_fact ENABLE ALWAYS TRIGGER outbox_fact_stays;
ALTER TABLE outbox_fact ENABLE ALWAYS TRIGGER outbox_fact_whole;
ALTER TABLE outbox_delivery ENABLE ALWAYS TRIGGER outbox_delivery_stays;
ALTER TABLE outbox_delivery ENABLE ALWAYS TRIGGER outbox_delivery_remains;
ALTER TABLE outbox_delivery ENABLE ALWAYS TRIGGER outbox_delivery_whole;

CREATE INDEX outbox_jobs_by_lock ON procrastinate_jobs (lock, priority DESC, id)
    WHERE status IN ('todo', 'doing') AND lock IS NOT NULL;
"""

UNDO = """
DROP INDEX outbox_jobs_by_lock;
DROP FUNCTION outbox_refuse CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("procrastinate", "0041_post_retry_failed_job")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
