"""What was asked for stays as it was asked."""

from django.db import migrations

GUARDS = """
CREATE TRIGGER deliveries_errand_stays BEFORE UPDATE OR DELETE ON deliveries_errand FOR EACH ROW
    EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_errand_whole BEFORE TRUNCATE ON deliveries_errand EXECUTE FUNCTION deliveries_refuse();
ALTER TABLE deliveries_errand ENABLE ALWAYS TRIGGER deliveries_errand_stays;
ALTER TABLE deliveries_errand ENABLE ALWAYS TRIGGER deliveries_errand_whole;
"""
UNDO = """
DROP TRIGGER deliveries_errand_stays ON deliveries_errand;
DROP TRIGGER deliveries_errand_whole ON deliveries_errand;
"""


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0003_errands")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
