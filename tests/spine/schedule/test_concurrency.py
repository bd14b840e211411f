"""Two workers beat at the same time: each day is still done once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from lienthong.spine.clock import ZONE
from lienthong.spine.ledger.models import Entry
from lienthong.spine.schedule.actions import tick
from tests.spine.schedule.conftest import Diary


def beat(day: int) -> int:
    try:
        return tick(datetime(2021, 10, day, 20, tzinfo=ZONE))
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_days_are_done_once_whoever_is_first(diary: Diary) -> None:
    beat(1)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(beat, [15] * 4))
    assert sum(taken) == 28
    subjects = list(Entry.objects.filter(verb="tests.turn").values_list("subject", flat=True))
    assert len(subjects) == len(set(subjects)) == 30
