"""What a migration says to have tables watched."""

from django.db.migrations import RunSQL


def watch(name: str, *tables: str) -> RunSQL:
    """Sets the stamp ``name`` behind every statement that writes one of ``tables``. ``name`` is the label of their
    app, with which their names begin.
    """
    return RunSQL("".join(_trigger(name, table) for table in tables), "".join(map(_undo, tables)))


def _trigger(name: str, table: str) -> str:
    return (
        f"CREATE TRIGGER {table}_stamped AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON {table}"
        f" FOR EACH STATEMENT EXECUTE FUNCTION stamps_set('{name}');\n"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stamped;\n"
    )


def _undo(table: str) -> str:
    return f"DROP TRIGGER {table}_stamped ON {table};\n"
