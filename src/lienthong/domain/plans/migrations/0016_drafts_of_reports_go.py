"""A draft of a report may go again; a finished one is never taken away."""

from django.db import migrations

REFUSE = """
DROP TRIGGER plans_progressreport_kept ON plans_progressreport;
CREATE TRIGGER plans_progressreport_kept BEFORE DELETE ON plans_progressreport FOR EACH ROW
    {when}EXECUTE FUNCTION plans_refuse();
ALTER TABLE plans_progressreport ENABLE ALWAYS TRIGGER plans_progressreport_kept;
"""


class Migration(migrations.Migration):
    dependencies = (("plans", "0015_annexes"),)

    operations = (
        migrations.RunSQL(
            REFUSE.format(when="WHEN (OLD.finished_at IS NOT NULL) "), REFUSE.format(when="")
        ),
    )
