import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workfiles", "0002_guards"), ("copies", "0002_guards")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="copy",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="copies.copy"
            ),
        ),
        migrations.RemoveConstraint(model_name="paper", name="workfile_paper_is_one_document"),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=Q(document__isnull=False, incoming=None, copy=None)
                | Q(document=None, incoming__isnull=False, copy=None)
                | Q(document=None, incoming=None, copy__isnull=False),
                name="workfile_paper_is_one_document",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(
                condition=Q(out_at=None), fields=("workfile", "copy"), name="workfile_copy_once"
            ),
        ),
    ]
