"""Names and contents are sought by how their words begin."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0020_erasure_guards")]

    operations = [
        migrations.RemoveIndex(model_name="case", name="cases_by_words"),
        migrations.AddIndex(
            model_name="case",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    models.Func(models.F("search"), template="(' ' || %(expressions)s)"),
                    name="gin_trgm_ops",
                ),
                name="cases_by_begun_words",
            ),
        ),
    ]
