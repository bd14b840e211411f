from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_attachments")]

    operations = [
        migrations.RemoveConstraint(model_name="closing", name="register_known"),
        migrations.AddConstraint(
            model_name="closing",
            constraint=models.CheckConstraint(
                condition=models.Q(("register__in", ["OUTGOING", "INCOMING", "COPIES"])), name="register_known"
            ),
        ),
    ]
