"""Files that are received in pieces."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('applications', '0004_exports'),
    ]

    operations = [
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(unique=True)),
                ('paper', models.PositiveSmallIntegerField()),
                ('name', models.CharField(max_length=200)),
                ('size', models.PositiveBigIntegerField()),
                ('ends_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='applications.application')),
            ],
            options={
                'indexes': [models.Index(fields=['ends_at'], name='uploads_to_forget')],
                'constraints': [models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='upload_of_something')],
            },
        ),
    ]
