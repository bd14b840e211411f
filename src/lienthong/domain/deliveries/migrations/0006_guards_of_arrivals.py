"""What was found stays as both sides signed it; only the paper is added, once."""

from django.db import migrations

GUARDS = """
CREATE TRIGGER deliveries_arrived_stays BEFORE UPDATE OR DELETE ON deliveries_arrived FOR EACH ROW
    EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_arrived_whole BEFORE TRUNCATE ON deliveries_arrived EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_arrival_stays BEFORE UPDATE OR DELETE ON deliveries_arrival FOR EACH ROW
    EXECUTE FUNCTION deliveries_only('file');
CREATE TRIGGER deliveries_arrival_paper_once BEFORE UPDATE OF file ON deliveries_arrival FOR EACH ROW
    WHEN (OLD.file IS NOT NULL AND OLD.file IS DISTINCT FROM NEW.file) EXECUTE FUNCTION deliveries_refuse();
CREATE TRIGGER deliveries_arrival_whole BEFORE TRUNCATE ON deliveries_arrival EXECUTE FUNCTION deliveries_refuse();
ALTER TABLE deliveries_arrived ENABLE ALWAYS TRIGGER deliveries_arrived_stays;
ALTER TABLE deliveries_arrived ENABLE ALWAYS TRIGGER deliveries_arrived_whole;
ALTER TABLE deliveries_arrival ENABLE ALWAYS TRIGGER deliveries_arrival_stays;
ALTER TABLE deliveries_arrival ENABLE ALWAYS TRIGGER deliveries_arrival_paper_once;
ALTER TABLE deliveries_arrival ENABLE ALWAYS TRIGGER deliveries_arrival_whole;
"""
UNDO = """
DROP TRIGGER deliveries_arrived_stays ON deliveries_arrived;
DROP TRIGGER deliveries_arrived_whole ON deliveries_arrived;
DROP TRIGGER deliveries_arrival_stays ON deliveries_arrival;
DROP TRIGGER deliveries_arrival_paper_once ON deliveries_arrival;
DROP TRIGGER deliveries_arrival_whole ON deliveries_arrival;
"""


class Migration(migrations.Migration):
    dependencies = [("deliveries", "0005_arrivals")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
