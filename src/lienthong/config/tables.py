"""Whether there is anything to ask yet: commands that read plain files work before the platform was brought up."""

from django.db import connection

from lienthong.config.environment import environment


def has_table(name: str) -> bool:
    """False as well where no database was ever made, and for one that was made but never migrated."""
    if not environment().database_url:
        return False
    with connection.cursor() as cursor:
        return name in connection.introspection.table_names(cursor)
