"""What PostgreSQL itself holds: what came or was written stays what it was; a receipt is never changed."""

from django.db import migrations

GUARDS = """
CREATE FUNCTION axis_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what went over the axis stays', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE TRIGGER axis_message_same BEFORE UPDATE ON axis_message FOR EACH ROW
    WHEN ((OLD.key, OLD.neighbour_id, OLD.remote, OLD.digest, OLD.size, OLD.word, OLD.came_at, OLD.real_at)
        IS DISTINCT FROM
        (NEW.key, NEW.neighbour_id, NEW.remote, NEW.digest, NEW.size, NEW.word, NEW.came_at, NEW.real_at)
        OR OLD.state IN ('ROUTED', 'TWICE', 'SETTLED') AND NEW.state <> OLD.state
        OR NEW.file IS NOT NULL AND NEW.file IS DISTINCT FROM OLD.file)
    EXECUTE FUNCTION axis_refuse();
CREATE TRIGGER axis_message_stays BEFORE DELETE ON axis_message FOR EACH ROW EXECUTE FUNCTION axis_refuse();
CREATE TRIGGER axis_leg_same BEFORE UPDATE ON axis_leg FOR EACH ROW
    WHEN (OLD.state = 'DONE' AND NEW.state <> 'DONE' OR NEW.message_id <> OLD.message_id
        OR NEW.recipients <> OLD.recipients)
    EXECUTE FUNCTION axis_refuse();
CREATE TRIGGER axis_leg_stays BEFORE DELETE ON axis_leg FOR EACH ROW EXECUTE FUNCTION axis_refuse();
CREATE TRIGGER axis_receipt_stays BEFORE UPDATE OR DELETE ON axis_receipt FOR EACH ROW EXECUTE FUNCTION axis_refuse();
CREATE TRIGGER axis_carried_stays BEFORE UPDATE OR DELETE ON axis_carried FOR EACH ROW EXECUTE FUNCTION axis_refuse();
"""
NAMES = {
    "message": ("same", "stays"),
    "leg": ("same", "stays"),
    "receipt": ("stays",),
    "carried": ("stays",),
}
ALWAYS = "".join(
    f"ALTER TABLE axis_{table} ENABLE ALWAYS TRIGGER axis_{table}_{name};\n"
    for table, names in NAMES.items()
    for name in names
)
WHOLE = "".join(
    f"CREATE TRIGGER axis_{table}_whole BEFORE TRUNCATE ON axis_{table} EXECUTE FUNCTION axis_refuse();\n"
    f"ALTER TABLE axis_{table} ENABLE ALWAYS TRIGGER axis_{table}_whole;\n"
    for table in NAMES
)
UNDO = "DROP FUNCTION axis_refuse CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("axis", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS + ALWAYS + WHOLE, UNDO)]
