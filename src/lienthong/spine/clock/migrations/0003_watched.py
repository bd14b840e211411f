from django.db import migrations

from lienthong.spine.stamps.watching import watch


class Migration(migrations.Migration):
    dependencies = [("clock", "0002_guards"), ("stamps", "0001_initial")]

    operations = [
        watch(
            "clock",
            "clock_clockanchor",
        )
    ]
