"""Answers that are kept in the process for as long as the stamps of their tables stay."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, wraps
from typing import Any

from django.db import connection

from lienthong.spine.statements import written_tables

type Stamps = dict[str, tuple[int, int]]
"""By name what the rows of a stamp are together: their marks folded into one, and how many they are."""

_SQL = "SELECT name, bit_xor(mark), count(*) FROM stamps_stamp GROUP BY name"
_names: set[str] = set()
"""Of all functions that keep answers."""
_held: ContextVar["_Cell | None"] = ContextVar("stamps_held", default=None)


def kept[**P, V](*names: str, most: int = 512) -> Callable[[Callable[P, V]], Callable[P, V]]:
    """Keeps what the function answers for the ``most`` arguments asked for last, while none of the stamps changes.

    All that it reads must be in its arguments and in tables of ``names``; arguments are hashable, and the answer is
    never changed by who receives it.
    """

    _names.update(names)

    def wrap(read: Callable[P, V]) -> Callable[P, V]:
        @lru_cache(maxsize=most)
        def answer(_stamps: tuple[Any, ...], *args: P.args, **kwargs: P.kwargs) -> V:
            return read(*args, **kwargs)

        @wraps(read)
        def ask(*args: P.args, **kwargs: P.kwargs) -> V:
            stamps = _current()
            return answer(tuple(stamps.get(name) for name in names), *args, **kwargs)  # type: ignore[arg-type]

        return ask

    return wrap


class _Cell:
    """One reading of the stamps, until the block itself writes what is watched: what it wrote may yet be undone, so
    from then on each question reads them anew.
    """

    def __init__(self) -> None:
        self.stamps: Stamps | None = None
        self.has_written = False

    def __call__(self, execute: Callable[..., Any], sql: Any, params: Any, many: bool, context: Any) -> Any:
        if not self.has_written and _watched(written_tables(str(sql))):
            self.stamps, self.has_written = None, True
        return execute(sql, params, many, context)


@contextmanager
def held() -> Iterator[None]:
    """Within the block the stamps are read once: a request or a delivery sees what is watched as it was when it first
    looked, and what it wrote itself.
    """
    cell = _Cell()
    token = _held.set(cell)
    try:
        with connection.execute_wrapper(cell):
            yield
    finally:
        _held.reset(token)


def _current() -> Stamps:
    cell = _held.get()
    if cell is None or cell.has_written:
        return _read()
    if cell.stamps is None:
        cell.stamps = _read()
    return cell.stamps


def _read() -> Stamps:
    with connection.cursor() as cursor:
        cursor.execute(_SQL)
        return {name: (marks, count) for name, marks, count in cursor.fetchall()}


def _watched(tables: frozenset[str]) -> bool:
    return any(table.partition("_")[0] in _names for table in tables)
