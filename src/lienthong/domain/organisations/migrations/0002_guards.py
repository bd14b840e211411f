"""What PostgreSQL itself holds: dated rows are only superseded, once; identities never change; TL alone is passed on."""

from django.db import migrations

DATED = ("agencyversion", "officialcode", "groupmembership", "succession", "positionterm", "substitution", "signingauthority")
FIXED = ("agency", "position")

GUARDS = """
CREATE FUNCTION organisations_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: a correction supersedes and is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION organisations_supersede_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.superseded_at IS NOT NULL OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at' THEN
        RAISE EXCEPTION 'a row of % may only be superseded, once', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION organisations_pass_on_tl_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (
        SELECT FROM organisations_signingauthority given
        WHERE given.id = NEW.passed_from_id AND given.form = 'TL' AND given.passed_from_id IS NULL
    ) THEN
        RAISE EXCEPTION 'only a TL given by the head may be passed on'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'signingauthority_only_tl_is_passed_on';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER signingauthority_passed_on BEFORE INSERT ON organisations_signingauthority FOR EACH ROW
    WHEN (NEW.passed_from_id IS NOT NULL) EXECUTE FUNCTION organisations_pass_on_tl_only();
"""

STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON organisations_{table} FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION {check}();
CREATE TRIGGER {table}_remains BEFORE DELETE ON organisations_{table} FOR EACH ROW
    EXECUTE FUNCTION organisations_refuse();
"""

UNDO = """
DROP FUNCTION organisations_refuse CASCADE;
DROP FUNCTION organisations_supersede_only CASCADE;
DROP FUNCTION organisations_pass_on_tl_only CASCADE;
"""


def _triggers() -> str:
    dated = [STAYS.format(table=table, check="organisations_supersede_only") for table in DATED]
    fixed = [STAYS.format(table=table, check="organisations_refuse") for table in FIXED]
    return "".join([*dated, *fixed])


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS + _triggers(), UNDO)]
