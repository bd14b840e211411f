"""The demonstration's year, played once for all tests of a module and gone after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pytest_django.plugin import DjangoDbBlocker
from tests.factories.databases import copy_of, filled, opening_morning

from lienthong.spine import clock

NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)


@contextmanager
def played(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Until the morning of 15/10/2021. The papers handed in are stand-ins: setting three hundred takes a minute."""
    with blocker.unblock(), copy_of(filled(opening_morning)):
        yield
