from django.db import migrations

from lienthong.spine.stamps.watching import watch


class Migration(migrations.Migration):
    dependencies = [("organisations", "0003_reasons"), ("stamps", "0001_initial")]

    operations = [
        watch(
            "organisations",
            "organisations_agency",
            "organisations_agencyversion",
            "organisations_officialcode",
            "organisations_succession",
            "organisations_group",
            "organisations_groupmembership",
            "organisations_position",
            "organisations_positionterm",
            "organisations_substitution",
            "organisations_signingauthority",
        )
    ]
