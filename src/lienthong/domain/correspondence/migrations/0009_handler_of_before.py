"""The program of before, which knows no ``handler``, may go on registering while the new one is brought in."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0008_unmarked")]

    operations = [
        migrations.AlterField(
            model_name="incoming",
            name="handler",
            field=models.CharField(db_default="", default="", max_length=64),
        ),
    ]
