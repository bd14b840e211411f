"""Copies of their data that people ask for."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0003_erasure_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Export',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=16)),
                ('asked_at', models.DateTimeField()),
                ('made_at', models.DateTimeField(null=True)),
                ('file', models.BigIntegerField(null=True, unique=True)),
                ('expires_on', models.DateField()),
            ],
            options={
                'indexes': [models.Index(fields=['account', '-id'], name='exports_of_account')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('file', None), ('made_at', None)), models.Q(('file__isnull', False), ('made_at__isnull', False)), _connector='OR'), name='export_made_whole_or_not'), models.CheckConstraint(condition=models.Q(('account', ''), _negated=True), name='export_of_an_account'), models.UniqueConstraint(condition=models.Q(('made_at', None)), fields=('account',), name='export_waits_once')],
            },
        ),
    ]
