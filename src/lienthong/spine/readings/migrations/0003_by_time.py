"""Looks of a period, of all or of an agency's people."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('readings', '0002_guards'),
    ]

    operations = [
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['at'], name='readings_by_time'),
        ),
        migrations.AddIndex(
            model_name='reading',
            index=models.Index(fields=['hat', 'at'], name='readings_by_agency'),
        ),
    ]
