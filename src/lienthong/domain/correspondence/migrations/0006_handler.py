"""Who handles an incoming document stays known after it is filed; reports of a period read one index."""

from django.db import migrations, models

FILL = """
ALTER TABLE correspondence_incoming DISABLE TRIGGER correspondence_incoming_stays;
UPDATE correspondence_incoming i SET handler = coalesce(nullif(i.holder, ''), (
    SELECT h.data->>'to' FROM correspondence_happening h
    WHERE h.incoming_id = i.id AND h.verb IN ('SUBMITTED', 'INSTRUCTED', 'ASSIGNED') ORDER BY h.id DESC LIMIT 1
), '') WHERE i.state NOT IN ('REGISTERED', 'RETURNED');
ALTER TABLE correspondence_incoming ENABLE ALWAYS TRIGGER correspondence_incoming_stays;
"""


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0005_amendments_stay")]

    operations = [
        migrations.AddField(
            model_name="incoming",
            name="handler",
            field=models.CharField(default="", max_length=64),
        ),
        migrations.RunSQL(FILL, migrations.RunSQL.noop),
        migrations.AddIndex(
            model_name="incoming",
            index=models.Index(
                fields=["agency", "ended_on"],
                include=("registered_on", "due", "reply"),
                name="incoming_in_periods",
            ),
        ),
    ]
