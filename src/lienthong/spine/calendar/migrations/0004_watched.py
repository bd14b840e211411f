from django.db import migrations

from lienthong.spine.stamps.watching import watch


class Migration(migrations.Migration):
    dependencies = [("calendar", "0003_reasons"), ("stamps", "0001_initial")]

    operations = [
        watch(
            "calendar",
            "calendar_dayentry",
            "calendar_hoursentry",
            "calendar_suspensionentry",
            "calendar_ruleentry",
        )
    ]
