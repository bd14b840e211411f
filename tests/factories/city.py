"""The one-stop of Pleiku, after a few weeks of the demonstration's cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pytest_django.plugin import DjangoDbBlocker
from tests.factories.databases import copy_of, filled
from tests.factories.province import AT
from tests.faults.drain import drain

from lienthong.config import demo, demo_cases, demo_procedures, demo_year, reference
from lienthong.spine.actor import platform
from lienthong.spine.clock.actions import start


def fill(*, until: datetime) -> None:
    """Procedures in force and cases, by people who were there before; the province is there already."""
    by = platform("test")
    demo.load_people(by=by, at=demo_year.EVE)
    demo_year.load_people(by=by, at=demo_year.EVE)
    demo_procedures.play(by=by, until=until)
    demo_cases.play(by=by, until=until)


def city() -> None:
    """As it stands on the morning of 15/10/2021."""
    reference.load(by=platform("test"), at=AT)
    fill(until=start())
    drain()


@contextmanager
def at_work(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For all tests of a module, and gone after them."""
    with blocker.unblock(), copy_of(filled(city)):
        yield
