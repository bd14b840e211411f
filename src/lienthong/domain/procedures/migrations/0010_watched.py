from django.db import migrations

from lienthong.spine.stamps.watching import watch


class Migration(migrations.Migration):
    dependencies = [("procedures", "0009_life_events"), ("stamps", "0001_initial")]

    operations = [
        watch(
            "procedures",
            "procedures_procedure",
            "procedures_version",
            "procedures_way",
            "procedures_paper",
            "procedures_fee",
            "procedures_basis",
            "procedures_form",
            "procedures_unit",
            "procedures_step",
            "procedures_task",
        )
    ]
