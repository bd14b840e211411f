"""What PostgreSQL itself holds: rows are only ended, once; numbers fit who bears them; sameness makes no circle."""

from django.db import migrations

FIXED = ("party", "dealing", "verification")
HELD = ("profile", "identifier", "contact", "paper", "authority", "consent")

GUARDS = """
CREATE FUNCTION parties_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of % is refused: what no longer holds is ended, and what is true is recorded anew', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;

CREATE FUNCTION parties_end_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    ending text[] := ARRAY['ended_on', 'ended_at', 'ended_by', 'end_reason'];
BEGIN
    IF OLD.ended_on IS NOT NULL OR to_jsonb(NEW) - ending <> to_jsonb(OLD) - ending THEN
        RAISE EXCEPTION 'a row of % may only be ended, once', TG_TABLE_NAME
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION parties_undo_only() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    undoing text[] := ARRAY['undone_at', 'undone_by', 'undo_reason'];
BEGIN
    IF OLD.undone_at IS NOT NULL OR to_jsonb(NEW) - undoing <> to_jsonb(OLD) - undoing THEN
        RAISE EXCEPTION 'sameness may only be undone, once' USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    RETURN NEW;
END $$;

-- Serialised by the lock: two links made at once could close a circle that neither sees.
CREATE FUNCTION parties_sameness_fits() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('parties_sameness', 0));
    IF (SELECT kind FROM parties_party WHERE id = NEW.kept_id) <> (SELECT kind FROM parties_party WHERE id = NEW.other_id)
    THEN
        RAISE EXCEPTION 'a person and an organisation are never the same'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sameness_of_one_kind';
    END IF;
    IF EXISTS (
        WITH RECURSIVE above(party) AS (
            SELECT NEW.kept_id
            UNION
            SELECT link.kept_id FROM parties_sameness link JOIN above ON link.other_id = above.party
            WHERE link.undone_at IS NULL
        )
        SELECT FROM above WHERE party = NEW.other_id
    ) THEN
        RAISE EXCEPTION 'sameness would run in a circle'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'sameness_makes_no_circle';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sameness_fits BEFORE INSERT ON parties_sameness FOR EACH ROW
    WHEN (NEW.kept_id <> NEW.other_id) EXECUTE FUNCTION parties_sameness_fits();

CREATE FUNCTION parties_fits_kind() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    kind text := (SELECT party.kind FROM parties_party party WHERE party.id = NEW.party_id);
    wrong boolean;
BEGIN
    IF TG_TABLE_NAME = 'parties_identifier' THEN
        wrong := kind = 'PERSON' AND NEW.kind IN ('ENTERPRISE', 'HOUSEHOLD')
            OR kind = 'ORGANISATION' AND NEW.kind IN ('CCCD', 'CMND', 'PASSPORT', 'FOREIGN');
    ELSE
        wrong := kind = 'PERSON' AND NEW.form <> ''
            OR kind = 'ORGANISATION' AND (NEW.form = '' OR NEW.birth_year IS NOT NULL OR NEW.sex <> '');
    END IF;
    IF wrong THEN
        RAISE EXCEPTION '%: this does not belong to a party of kind %', TG_ARGV[0], kind
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = TG_ARGV[0];
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identifier_fits BEFORE INSERT ON parties_identifier FOR EACH ROW
    EXECUTE FUNCTION parties_fits_kind('identifier_fits_its_party');
CREATE TRIGGER profile_fits BEFORE INSERT ON parties_profile FOR EACH ROW
    EXECUTE FUNCTION parties_fits_kind('profile_fits_its_party');
"""

STAYS = """
CREATE TRIGGER {table}_stays BEFORE UPDATE ON parties_{table} FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION {check}();
CREATE TRIGGER {table}_remains BEFORE DELETE ON parties_{table} FOR EACH ROW EXECUTE FUNCTION parties_refuse();
"""

UNDO = """
DROP FUNCTION parties_refuse CASCADE;
DROP FUNCTION parties_end_only CASCADE;
DROP FUNCTION parties_undo_only CASCADE;
DROP FUNCTION parties_sameness_fits CASCADE;
DROP FUNCTION parties_fits_kind CASCADE;
"""


def _triggers() -> str:
    checks = [(table, "parties_refuse") for table in FIXED]
    checks += [(table, "parties_end_only") for table in HELD]
    checks += [("sameness", "parties_undo_only")]
    return "".join(STAYS.format(table=table, check=check) for table, check in checks)


class Migration(migrations.Migration):
    dependencies = [("parties", "0001_initial")]

    operations = [migrations.RunSQL(GUARDS + _triggers(), UNDO)]
