"""What the provider was asked for and what it wrote is not rewritten."""

from django.db import migrations

GUARDS = """
CREATE TRIGGER payments_electronic_stays BEFORE UPDATE OR DELETE ON payments_electronic FOR EACH ROW
    EXECUTE FUNCTION payments_only('answered_at', 'number', 'page', 'lookup', 'file', 'refusal');
CREATE TRIGGER payments_electronic_written_once BEFORE UPDATE ON payments_electronic FOR EACH ROW
    WHEN (OLD.answered_at IS NOT NULL) EXECUTE FUNCTION payments_refuse();
CREATE TRIGGER payments_electronic_whole BEFORE TRUNCATE ON payments_electronic EXECUTE FUNCTION payments_refuse();
ALTER TABLE payments_electronic ENABLE ALWAYS TRIGGER payments_electronic_stays;
ALTER TABLE payments_electronic ENABLE ALWAYS TRIGGER payments_electronic_written_once;
ALTER TABLE payments_electronic ENABLE ALWAYS TRIGGER payments_electronic_whole;
"""
UNDO = """
DROP TRIGGER payments_electronic_stays ON payments_electronic;
DROP TRIGGER payments_electronic_written_once ON payments_electronic;
DROP TRIGGER payments_electronic_whole ON payments_electronic;
"""


class Migration(migrations.Migration):
    dependencies = [("payments", "0006_electronic_receipts")]

    operations = [migrations.RunSQL(GUARDS, UNDO)]
