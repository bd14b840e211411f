"""``plan restate``: the story of every duty told anew, held against what is kept, and mended where it differs."""

from datetime import UTC, date, datetime
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from tests.domain.plans.small import MONITOR, Row, document, duties, in_force, of

from lienthong.domain.plans import actions
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions import Retold, retell
from lienthong.spine.ledger import queries as ledger

pytestmark = pytest.mark.django_db

AT, LATER = datetime(2021, 3, 1, 2, tzinfo=UTC), datetime(2021, 3, 5, 2, tzinfo=UTC)


@pytest.fixture
def owed() -> list[int]:
    """Three duties: one done after it was returned, one handed over late, one of which nothing was heard."""
    made = duties(in_force(Row(["A"]), Row(["B"]), Row(["C"], due=None)))
    for day in (date(2021, 2, 1), date(2021, 3, 1)):
        actions.submit(obligation=made[0], documents=[document(day)], by=of("A"), at=AT)
        if day.month == 2:
            actions.send_back(obligation=made[0], reason="Thiếu", by=MONITOR, at=AT)
    actions.accept(obligation=made[0], by=MONITOR, at=LATER)
    actions.assign(obligation=made[1], focal="p1", by=of("B"), at=AT)
    actions.hand_over(predecessor="B", successor="D", on=date(2021, 2, 15), by=MONITOR, at=LATER)
    return made


def restate(*words: str) -> tuple[str, str, int]:
    out, err = StringIO(), StringIO()
    try:
        call_command("plan", "restate", *words, stdout=out, stderr=err)
    except SystemExit as end:
        return out.getvalue(), err.getvalue(), int(str(end.code))
    return out.getvalue(), err.getvalue(), 0


@pytest.mark.usefixtures("owed")
def test_what_the_actions_wrote_is_what_the_events_tell() -> None:
    assert retell() == Retold(duties=3, events=6, differing=())


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE plans_standing SET state = 'RETURNED' WHERE obligation_id = %s AND until IS NULL",
        "UPDATE plans_standing SET focal = 'x' WHERE obligation_id = %s AND until IS NULL",
        "UPDATE plans_standing SET due = '2021-07-01' WHERE obligation_id = %s",
        "DELETE FROM plans_standing WHERE obligation_id = %s",
        "DELETE FROM plans_standing WHERE obligation_id = %s AND until IS NULL AND superseded_at IS NULL",
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_what_differs_is_found_and_mended(owed: list[int], damage: str, place: int) -> None:
    before = _stretches(owed[place])
    with connection.cursor() as cursor:
        cursor.execute(damage, [owed[place]])
    told, named, status = restate("--check")
    assert (status, named) == (1, f"obligation:{owed[place]}\n")
    assert "3 duties, 6 events, 1 differ" in told
    assert restate()[2] == 1
    assert restate("--check")[2] == 0
    assert _stretches(owed[place]) == before
    verbs = [entry.verb for entry in ledger.list_entries(subject=f"obligation:{owed[place]}")]
    assert verbs.count("plans.restate") == 1


def _stretches(duty: int) -> list[object]:
    rows = m.Standing.objects.filter(obligation=duty, superseded_at__isnull=True).order_by("since")
    return list(rows.values_list("since", "until", "state", "agency", "due", "focal", "met"))


@pytest.mark.usefixtures("owed")
def test_told_anew_nothing_is_written() -> None:
    before = list(m.Standing.objects.order_by("id").values())
    assert restate()[2] == 0
    assert list(m.Standing.objects.order_by("id").values()) == before
