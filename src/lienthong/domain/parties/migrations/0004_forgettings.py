"""A record may be emptied, whole, in the transaction that says by what decision."""

import django.db.models.deletion
from django.db import migrations, models

TABLES = (
    "verification", "authority", "contact", "identifier", "consent", "paper", "profile", "dealing", "sameness",
)  # fmt: skip
GUARDS = """
CREATE FUNCTION parties_forgetting_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        RAISE EXCEPTION '% of a forgetting is refused: it is the proof', TG_OP
            USING ERRCODE = 'integrity_constraint_violation';
    END IF;
    NEW.xact := txid_current();
    RETURN NEW;
END $$;
CREATE TRIGGER parties_forgetting_stays BEFORE INSERT OR UPDATE OR DELETE ON parties_forgetting FOR EACH ROW
    EXECUTE FUNCTION parties_forgetting_stays();

CREATE FUNCTION parties_remains() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    gone jsonb := to_jsonb(OLD);
    about bigint[] := CASE TG_TABLE_NAME
        WHEN 'parties_verification' THEN ARRAY(SELECT party_id FROM parties_contact WHERE id = (gone ->> 'contact_id')::bigint)
        WHEN 'parties_sameness' THEN ARRAY[(gone ->> 'kept_id')::bigint, (gone ->> 'other_id')::bigint]
        WHEN 'parties_authority' THEN ARRAY[(gone ->> 'party_id')::bigint, (gone ->> 'holder_id')::bigint]
        ELSE ARRAY[(gone ->> 'party_id')::bigint] END;
BEGIN
    IF EXISTS (SELECT FROM parties_forgetting WHERE party_id = ANY (about) AND xact = txid_current()) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION 'DELETE of % is refused: what no longer holds is ended', TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
"""
REMAINS = """
DROP TRIGGER {table}_remains ON parties_{table};
CREATE TRIGGER {table}_remains BEFORE DELETE ON parties_{table} FOR EACH ROW EXECUTE FUNCTION {guard}();
"""
CLOSING = "DROP FUNCTION parties_remains CASCADE; DROP FUNCTION parties_forgetting_stays CASCADE;"


def _guarded(guard: str) -> str:
    return "".join(REMAINS.format(table=table, guard=guard) for table in TABLES)


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0003_plain_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Forgetting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=300)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=64)),
                ('xact', models.BigIntegerField(default=0)),
                ('party', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__regex', '\\S')), name='forgetting_by_a_decision')],
            },
        ),
        migrations.RunSQL(GUARDS + _guarded("parties_remains"), _guarded("parties_refuse") + CLOSING),
    ]
