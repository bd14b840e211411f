"""What somebody asked at the stand-in."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('national_portal', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeptQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('body', models.JSONField()),
            ],
            options={
                'ordering': ['number'],
            },
        ),
    ]
