import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0018_guards_of_books_and_slips'),
    ]

    operations = [
        migrations.CreateModel(
            name='Erasure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('basis', models.CharField(max_length=300)),
                ('digests', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), default=list, size=None)),
                ('account', models.CharField(max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('erased_at', models.DateTimeField()),
                ('xact', models.BigIntegerField(default=0)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('basis__regex', '\\S')), name='case_erased_by_a_decision')],
            },
        ),
    ]
