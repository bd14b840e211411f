import select
from typing import Any

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus


class DatabaseWrapper(base.DatabaseWrapper):
    """Each request asks whether its kept connection still works. A server that went away has closed its end, which the
    socket tells; only where something lies to be read, or a transaction failed, is the server asked.
    """

    def is_usable(self) -> bool:
        return _is_silent(self.connection) or bool(super().is_usable())


def _is_silent(connection: Any) -> bool:
    """Whether nothing waits to be read: neither an end nor a farewell."""
    if connection is None or connection.info.transaction_status not in _WELL:
        return False
    waiting = select.poll()
    waiting.register(connection.fileno(), select.POLLIN | select.POLLPRI)
    return not waiting.poll(0)


_WELL = (TransactionStatus.IDLE, TransactionStatus.INTRANS)
