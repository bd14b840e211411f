"""A settlement may also tell a change that nobody had asked about."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0007_desk")]

    operations = [
        migrations.AlterField(
            model_name="settlement",
            name="warning",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="plans.warning",
            ),
        ),
    ]
