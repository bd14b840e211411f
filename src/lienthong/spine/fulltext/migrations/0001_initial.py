import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies: list[tuple[str, str]] = []

    operations = [
        migrations.CreateModel(
            name="Text",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("outcome", models.CharField(max_length=10)),
                ("text", models.TextField(default="")),
                ("search", models.TextField(default="")),
                ("read_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.search.SearchVector("search", config="simple"),
                        name="texts_by_words",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Named",
            fields=[
                ("file", models.BigIntegerField(primary_key=True, serialize=False)),
                ("agency", models.CharField(max_length=40)),
                (
                    "text",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="fulltext.text",
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["text", "agency"], name="files_of_a_text")]},
        ),
    ]
