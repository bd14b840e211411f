"""The demonstration's year, played once for all tests of a module and taken back after them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config import demo, demo_year, reference
from lienthong.spine import clock
from lienthong.spine.actor import platform

NOW = datetime(2021, 10, 15, 9, tzinfo=clock.ZONE)


@contextmanager
def played(blocker: DjangoDbBlocker) -> Iterator[None]:
    """Until the morning of 15/10/2021. The papers handed in are stand-ins: setting three hundred takes a minute."""
    by, at = platform("test"), demo_year.EVE
    with blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo_year, "_paper", lambda subject: b"%PDF-1.4\n%%EOF\n" + subject.encode())
        reference.load_drafted(by=by, at=at)
        demo.load_people(by=by, at=at)
        demo_year.load_people(by=by, at=at)
        demo_year.play(until=NOW)
        yield
        transaction.set_rollback(True)
