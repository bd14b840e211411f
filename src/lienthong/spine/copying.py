"""Many rows at once: COPY, for what is written by the thousand. Constraints and triggers hold as for any other row."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection
from django.db.models import Model

as_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""How JSON is handed to ``copy_in``."""


def copy_in(model: type[Model], columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Writes rows of ``columns`` into the table of ``model``; JSON is given as ``as_json`` writes it.

    What PostgreSQL refuses is raised as Django raises it for one row.
    """
    table, names = model._meta.db_table, ", ".join(f'"{name}"' for name in columns)
    copy = f'COPY "{table}" ({names}) FROM STDIN'
    with connection.wrap_database_errors, connection.cursor() as cursor, cursor.copy(copy) as out:
        for row in rows:
            out.write_row(row)


def take_ids(model: type[Model], count: int) -> list[int]:
    """So many ids of a table, in rising order, which nobody else gets."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return sorted(number for (number,) in cursor.fetchall())
