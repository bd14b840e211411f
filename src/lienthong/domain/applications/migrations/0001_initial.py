import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0016_kept_lists'),
        ('procedures', '0002_guards'),
    ]

    operations = [
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('finder', models.BinaryField(max_length=32, unique=True)),
                ('procedure', models.CharField(max_length=40)),
                ('title', models.TextField()),
                ('owner', models.CharField(max_length=40)),
                ('account', models.CharField(default='', max_length=16)),
                ('sealed', models.BinaryField()),
                ('began_at', models.DateTimeField()),
                ('kept_at', models.DateTimeField()),
                ('expires_on', models.DateField()),
                ('sent_at', models.DateTimeField(null=True)),
                ('paper', models.BigIntegerField(null=True)),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='procedures.version')),
            ],
            options={
                'indexes': [
                    models.Index(condition=models.Q(('sent_at', None)), fields=['expires_on'], name='applications_to_forget'),
                    models.Index(fields=['account', '-id'], name='applications_of_account'),
                ],
                'constraints': [
                    models.CheckConstraint(
                        condition=models.Q(models.Q(('case', None), ('paper', None), ('sent_at', None)), models.Q(('case__isnull', False), ('paper__isnull', False), ('sent_at__isnull', False)), _connector='OR'),
                        name='application_sent_whole_or_not',
                    ),
                    models.CheckConstraint(condition=models.Q(('owner', ''), _negated=True), name='application_goes_somewhere'),
                ],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.PositiveSmallIntegerField()),
                ('file', models.BigIntegerField(unique=True)),
                ('name', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('added_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
            ],
        ),
    ]
