"""Plain indexes hold what GiST held slowly: random digests spread over all its pages."""

from django.db import migrations, models


HELD = """
-- The lock makes two writers of one number come one after another; the second sees what the first committed.
CREATE FUNCTION parties_number_of_one() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(('x' || encode(substring(NEW.digest FROM 1 FOR 8), 'hex'))::bit(64)::bigint);
    IF EXISTS (
        SELECT FROM parties_identifier held
        WHERE held.digest = NEW.digest AND held.party_id <> NEW.party_id AND NOT held.given_twice
            AND (held.ended_on IS NULL OR held.ended_on > held.since)
    ) THEN
        RAISE EXCEPTION 'identifier_of_one_party: the number stands on another record'
            USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'identifier_of_one_party';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER identifier_held BEFORE INSERT ON parties_identifier FOR EACH ROW
    WHEN (NOT NEW.given_twice) EXECUTE FUNCTION parties_number_of_one();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0003_reasons'),
        ('parties', '0002_guards'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='consent',
            name='consent_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='contact',
            name='contact_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='identifier',
            name='identifier_one_at_a_time',
        ),
        migrations.RemoveConstraint(
            model_name='identifier',
            name='identifier_of_one_party',
        ),
        migrations.AddConstraint(
            model_name='consent',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('party', 'purpose'), name='consent_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='contact',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('party', 'kind', 'value'), name='contact_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='identifier',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('party', 'digest'), name='identifier_once_on_its_party'),
        ),
        migrations.AddConstraint(
            model_name='identifier',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_on', None), ('given_twice', False)), fields=('digest',), name='identifier_of_one_party'),
        ),
        migrations.RunSQL(HELD, "DROP FUNCTION parties_number_of_one CASCADE;"),
    ]
