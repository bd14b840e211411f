"""Letters may be cancelled with a reason, one draft of an agency waits at a time; steps are only ever added.

Guards: a step stays as it was entered, a letter as it was issued or cancelled.
"""

from django.db import migrations, models
from django.db.models import Q

GUARDS = """
CREATE TRIGGER plans_urgingstep_stays BEFORE UPDATE OR DELETE ON plans_urgingstep
    FOR EACH ROW EXECUTE FUNCTION plans_refuse();
CREATE TRIGGER plans_urgingstep_whole BEFORE TRUNCATE ON plans_urgingstep EXECUTE FUNCTION plans_refuse();
CREATE TRIGGER plans_urgingletter_stays BEFORE UPDATE ON plans_urgingletter FOR EACH ROW
    WHEN (OLD.sent_at IS NOT NULL OR OLD.cancelled_at IS NOT NULL) EXECUTE FUNCTION plans_refuse();
CREATE TRIGGER plans_urgingletter_kept BEFORE DELETE ON plans_urgingletter
    FOR EACH ROW EXECUTE FUNCTION plans_refuse();
ALTER TABLE plans_urgingstep ENABLE ALWAYS TRIGGER plans_urgingstep_stays;
ALTER TABLE plans_urgingstep ENABLE ALWAYS TRIGGER plans_urgingstep_whole;
ALTER TABLE plans_urgingletter ENABLE ALWAYS TRIGGER plans_urgingletter_stays;
ALTER TABLE plans_urgingletter ENABLE ALWAYS TRIGGER plans_urgingletter_kept;
"""

UNDO = """
DROP TRIGGER plans_urgingstep_stays ON plans_urgingstep;
DROP TRIGGER plans_urgingstep_whole ON plans_urgingstep;
DROP TRIGGER plans_urgingletter_stays ON plans_urgingletter;
DROP TRIGGER plans_urgingletter_kept ON plans_urgingletter;
"""


class Migration(migrations.Migration):
    dependencies = [("plans", "0008_answers")]

    operations = [
        migrations.AddField("urgingletter", "cancel_reason", models.TextField(default="")),
        migrations.AddConstraint(
            "urgingletter",
            models.UniqueConstraint(
                fields=["plan", "agency"],
                condition=Q(cancelled_at__isnull=True, sent_at__isnull=True),
                name="one_letter_waits",
            ),
        ),
        migrations.AddConstraint(
            "urgingletter",
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=True) | Q(sent_at__isnull=True) & ~Q(cancel_reason=""),
                name="cancelled_letter_has_reason",
            ),
        ),
        migrations.RunSQL(GUARDS, UNDO),
    ]
