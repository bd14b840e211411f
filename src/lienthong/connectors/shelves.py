"""Where a stand-in keeps what it was asked: in its process for tests, in the database for a demonstration."""

from typing import Any, Protocol

from django.db.models import Model

type Told = dict[str, Any]


class Shelf(Protocol):
    def put(self, key: str, told: Told) -> None:
        """The first word under a key stands."""
        ...

    def all(self) -> dict[str, Told]: ...


class Memory:
    def __init__(self) -> None:
        self.kept: dict[str, Told] = {}

    def put(self, key: str, told: Told) -> None:
        self.kept.setdefault(key, told)

    def all(self) -> dict[str, Told]:
        return self.kept


class Table:
    """Rows of ``key`` and ``told`` in the demonstration's own database, seen by all its processes."""

    def __init__(self, rows: type[Model]) -> None:
        self.rows = rows._default_manager

    def put(self, key: str, told: Told) -> None:
        self.rows.get_or_create(key=key, defaults={"told": told})

    def all(self) -> dict[str, Told]:
        return dict(self.rows.values_list("key", "told"))
