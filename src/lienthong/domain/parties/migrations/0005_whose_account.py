"""Whose an account is: what it says of itself, and what was made sure, which is only ended."""

import django.db.models.deletion
from django.db import migrations, models

GUARDS = """
CREATE TRIGGER verified_stays BEFORE UPDATE ON parties_verified FOR EACH ROW
    WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION parties_end_only();
CREATE TRIGGER verified_remains BEFORE DELETE ON parties_verified FOR EACH ROW EXECUTE FUNCTION parties_remains();
"""
UNDO = """
DROP TRIGGER verified_stays ON parties_verified;
DROP TRIGGER verified_remains ON parties_verified;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('parties', '0004_forgettings'),
    ]

    operations = [
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=16, unique=True)),
                ('digest', models.BinaryField(max_length=32)),
                ('sealed', models.BinaryField()),
                ('told_at', models.DateTimeField()),
            ],
            options={
                'indexes': [models.Index(fields=['digest'], name='claim_by_number')],
                'constraints': [models.CheckConstraint(condition=models.Q(('account', ''), _negated=True), name='claim_of_an_account')],
            },
        ),
        migrations.CreateModel(
            name='Verified',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('recorded_at', models.DateTimeField()),
                ('recorded_by', models.CharField(max_length=64)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.CharField(blank=True, default='', max_length=64)),
                ('end_reason', models.CharField(blank=True, default='', max_length=300)),
                ('account', models.CharField(max_length=16)),
                ('assurance', models.CharField(max_length=10)),
                ('level', models.CharField(blank=True, default='', max_length=100)),
                ('basis', models.CharField(max_length=300)),
                ('party', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='parties.party')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['party'], name='verified_by_party')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('end_reason', ''), ('ended_at', None), ('ended_by', ''), ('ended_on', None)), models.Q(('ended_at__isnull', False), ('ended_on__isnull', False), ('ended_at__gte', models.F('recorded_at')), ('ended_on__gte', models.F('since')), models.Q(('ended_by', ''), _negated=True)), _connector='OR'), name='verified_ended_wholly'), models.CheckConstraint(condition=models.Q(('until', None), ('until__gt', models.F('since')), _connector='OR'), name='verified_lasts_some_day'), models.CheckConstraint(condition=models.Q(('assurance__in', ['CARD', 'PROVIDER'])), name='verified_assurance_known'), models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('account',), name='verified_once_at_a_time'), models.CheckConstraint(condition=models.Q(('account', ''), _negated=True), name='verified_of_an_account'), models.CheckConstraint(condition=models.Q(('basis__regex', '\\S')), name='verified_by_something')],
            },
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
