from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_access_tokens")]

    operations = [
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "SERVICE"), _negated=True) | models.Q(("password__startswith", "!")),
                name="accounts_machine_without_password",
            ),
        ),
    ]
