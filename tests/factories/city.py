"""The one-stop of Pleiku, after a few weeks of the demonstration's cases."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from pytest_django.plugin import DjangoDbBlocker
from tests.factories.province import loaded

from lienthong.config import demo, demo_cases, demo_procedures, demo_year
from lienthong.spine import clock
from lienthong.spine.actor import platform


def fill(*, until: datetime) -> None:
    """Procedures in force and cases, by people who were there before; the province is there already."""
    by = platform("test")
    demo.load_people(by=by, at=demo_year.EVE)
    demo_year.load_people(by=by, at=demo_year.EVE)
    demo_procedures.play(by=by, until=until)
    demo_cases.play(by=by, until=until)


@contextmanager
def at_work(blocker: DjangoDbBlocker) -> Iterator[None]:
    """For all tests of a module, and taken back after them."""
    with loaded(blocker):
        fill(until=clock.now())
        yield
