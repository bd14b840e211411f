from django.db import migrations


class Migration(migrations.Migration):
    """The table behind the cache: counters of tries, shared by all workers. Unlogged: a crash may forget them."""

    initial = True
    dependencies = []

    operations = [
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE rate_counters (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX rate_counters_expires ON rate_counters (expires);
            """,
            "DROP TABLE rate_counters",
        )
    ]
