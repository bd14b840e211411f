"""The reference province, loaded once for all tests of a module and taken back after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import reference
from lienthong.spine.actor import platform

AT = datetime(2021, 1, 4, 2, tzinfo=UTC)
SLUG = "751-qd-ubnd-2020"


@contextmanager
def loaded(blocker: DjangoDbBlocker) -> Iterator[None]:
    with blocker.unblock(), transaction.atomic():
        reference.load(by=platform("test"), at=AT)
        yield
        transaction.set_rollback(True)
