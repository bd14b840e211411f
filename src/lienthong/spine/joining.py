"""Part of somebody's transaction."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext

from django.db import connection, transaction


@contextmanager
def joined() -> Iterator[None]:
    """The caller's transaction, else one of its own. For what refuses before it writes, or whose refusal ends the
    caller's work as well: nothing can be gone back to, and the two statements of a savepoint are spared.
    """
    with nullcontext() if connection.in_atomic_block else transaction.atomic():
        yield
