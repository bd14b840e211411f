from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('lanes', '0002_told'),
    ]

    operations = [
        migrations.AddField(
            model_name='waiting',
            name='failures',
            field=models.PositiveIntegerField(default=0),
        ),
    ]
