"""A document handed in may consist of several files."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = (("plans", "0014_money_once"),)

    operations = (
        migrations.AddField("evidence", "annexes", ArrayField(models.BigIntegerField(), default=list)),
        migrations.AddIndex("evidence", GinIndex(fields=["annexes"], name="evidence_by_annex")),
    )
