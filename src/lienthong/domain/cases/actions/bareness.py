"""Tables without their plain indexes while very much is written; those of constraints stay."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.db.models import Index, Model

from lienthong.domain.cases import models as m

MEMORY = "512MB"
"""For one index at a time."""
MODELS: tuple[type[Model], ...] = (m.Case, m.Happening, m.Stand)


@contextmanager
def bare_tables() -> Iterator[None]:
    """Within the block nothing is indexed; afterwards everything is, also what an earlier run left bare."""
    with connection.schema_editor() as editor:
        for model, index in _indexes(there=True):
            editor.remove_index(model, index)
    try:
        yield
    finally:
        dress()


def dress() -> None:
    """Makes the indexes that are missing."""
    with connection.schema_editor() as editor:
        editor.execute(f"SET LOCAL maintenance_work_mem = '{MEMORY}'")
        for model, index in list(_indexes(there=False)):
            editor.add_index(model, index)
    with connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f'ANALYZE "{model._meta.db_table}"')


def _indexes(*, there: bool) -> Iterator[tuple[type[Model], Index]]:
    with connection.cursor() as cursor:
        for model in MODELS:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
            yield from ((model, index) for index in model._meta.indexes if (index.name in found) is there)
