"""Words are sought in the books of one agency and mostly of one year: the index answers that, and not what the whole
province wrote.
"""

from django.contrib.postgres.indexes import GinIndex, OpClass
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations
from django.db.models import F


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_telephone")]

    operations = [
        BtreeGinExtension(),
        migrations.AddIndex(
            model_name="document",
            index=GinIndex(
                F("agency"), F("year"), OpClass(F("search"), name="gin_trgm_ops"), name="documents_in_words"
            ),
        ),
        migrations.RemoveIndex(model_name="document", name="documents_by_words"),
    ]
