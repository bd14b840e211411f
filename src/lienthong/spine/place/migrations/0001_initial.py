from django.db import migrations, models

GUARDS = """
CREATE FUNCTION place_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% of a mark is refused: a place for practice never becomes one for work, nor the other way', TG_OP
        USING ERRCODE = 'integrity_constraint_violation';
END $$;
CREATE TRIGGER place_mark_stays BEFORE UPDATE OR DELETE ON place_mark FOR EACH ROW EXECUTE FUNCTION place_refuse();
ALTER TABLE place_mark ENABLE ALWAYS TRIGGER place_mark_stays;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Mark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('only', models.BooleanField(default=True, unique=True)),
                ('kind', models.CharField(max_length=10)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('only', True)), name='place_one_mark'), models.CheckConstraint(condition=models.Q(('kind__in', ['WORK', 'TRAINING'])), name='place_kind_known')],
            },
        ),
        migrations.RunSQL(GUARDS, "DROP FUNCTION place_refuse CASCADE;"),
    ]
