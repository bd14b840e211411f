"""PostgreSQL can leave marks out: fields of documents are compared with words that are typed without them."""

from django.contrib.postgres.operations import UnaccentExtension
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("correspondence", "0007_kept_searches"), ("documents", "0003_closing")]

    operations = [UnaccentExtension()]
