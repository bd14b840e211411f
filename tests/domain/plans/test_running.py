"""The plan runs: duties are laid at issue, handed in, judged, and stand as their events say."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction
from pytest_django.plugin import DjangoDbBlocker
from tests.domain.plans.running import (
    ISSUED,
    MONITOR,
    OVERSEER,
    accepted_draft,
    at,
    document,
    issued,
    of,
    the,
)

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans import actions, errors, queries
from lienthong.domain.plans.queries import Status
from lienthong.spine.actor import platform

pytestmark = pytest.mark.django_db
EARLIER = at(12, 1, year=2020)


@pytest.fixture(scope="module", autouse=True)
def _province(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    del django_db_setup
    with django_db_blocker.unblock(), transaction.atomic():
        load_reference(reference=read_reference(DATA / "organisations"), by=platform("test"), at=EARLIER)
        yield
        transaction.set_rollback(True)


def test_issue_is_locked_while_a_warning_is_open() -> None:
    draft = accepted_draft()
    with pytest.raises(errors.WarningsOpen, match="17"):
        actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=MONITOR, at=ISSUED)


def test_every_lead_owes_every_occurrence() -> None:
    plan = issued()
    rows = queries.list_obligations(plan.id, as_of=date(2021, 1, 1), limit=5_000)
    of_iso = [row for row in rows if row.ref == "VI.11"]
    assert [(row.agency, row.key, row.due) for row in of_iso] == [
        ("GL-SKHCN", "1/1", date(2021, 3, 31)),
        ("GL-SKHCN", "1/2", date(2021, 6, 30)),
        ("GL-SKHCN", "1/3", date(2021, 9, 30)),
        ("GL-SKHCN", "1/4", date(2021, 12, 31)),
        ("GL-SKHCN", "rest", None),
    ]
    of_groups = {row.agency for row in rows if row.ref == "III.1"}
    assert {"GL-SNV", "GL-622", "GL-639"} <= of_groups
    assert len(of_groups) == 37


def test_a_returned_duty_is_handed_in_again_and_done_late() -> None:
    plan = issued()
    duty = the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 9, 1)).id
    by = of("GL-SKHCN")
    actions.submit(obligation=duty, documents=[document("176/BC", date(2021, 9, 28))], by=by, at=at(9, 28))
    assert the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 9, 30)).status is Status.SUBMITTED
    actions.send_back(obligation=duty, reason="Thiếu số liệu", by=MONITOR, at=at(10, 1))
    assert the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 10, 5)).status is Status.OVERDUE
    actions.submit(obligation=duty, documents=[document("187/BC", date(2021, 10, 13))], by=by, at=at(10, 14))
    actions.accept(obligation=duty, by=MONITOR, at=at(10, 15))
    row = the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 10, 15))
    assert (row.status, row.evidence_on) == (Status.DONE_LATE, date(2021, 10, 13))
    assert the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 9, 30)).status is Status.SUBMITTED
    told = queries.list_happenings([duty], as_of=date(2021, 10, 15))
    assert [one.verb for one in told] == ["ACCEPTED", "SUBMITTED", "RETURNED", "SUBMITTED"]
    assert [(doc.number, doc.replaces) for doc in told[1].evidence] == [("187/BC", "176/BC")]


def test_nobody_judges_what_their_own_agency_owes() -> None:
    plan = issued()
    duty = the(plan, "III.2", "GL-SNV", "2/1", date(2021, 10, 1)).id
    actions.submit(
        obligation=duty, documents=[document("9/BC-SNV", date(2021, 11, 2))], by=MONITOR, at=at(11, 3)
    )
    with pytest.raises(errors.WrongJudge):
        actions.accept(obligation=duty, by=MONITOR, at=at(11, 4))
    actions.accept(obligation=duty, by=OVERSEER, at=at(11, 4))
    assert the(plan, "III.2", "GL-SNV", "2/1", date(2021, 11, 4)).status is Status.DONE


def test_open_duties_are_the_heirs_from_the_day_of_the_merger() -> None:
    plan = issued()
    before = queries.list_obligations(
        plan.id, as_of=date(2021, 6, 30), wanted=queries.Wanted(agency="GL-SKHCN")
    )
    duty = the(plan, "VI.11", "GL-SKHCN", "1/1", date(2021, 3, 1)).id
    actions.submit(
        obligation=duty, documents=[document("3/BC", date(2021, 3, 3))], by=of("GL-SKHCN"), at=at(3, 3)
    )
    actions.accept(obligation=duty, by=MONITOR, at=at(3, 4))
    moved = actions.hand_over(
        predecessor="GL-SKHCN", successor="GL-STTTT", on=date(2021, 7, 1), by=MONITOR, at=at(7, 10)
    )
    assert moved == len(before) - 1
    assert the(plan, "VI.11", "GL-SKHCN", "1/3", date(2021, 6, 30)).agency == "GL-SKHCN"
    assert the(plan, "VI.11", "GL-STTTT", "1/3", date(2021, 7, 1)).laid_on == "GL-SKHCN"
    assert the(plan, "VI.11", "GL-SKHCN", "1/1", date(2021, 12, 31)).status is Status.DONE
    as_was_known = queries.list_obligations(
        plan.id, as_of=date(2021, 7, 5), known=at(7, 5), wanted=queries.Wanted(agency="GL-STTTT")
    )
    assert not [row for row in as_was_known if row.laid_on == "GL-SKHCN"]
    actions.submit(
        obligation=the(plan, "VI.11", "GL-STTTT", "1/3", date(2021, 9, 1)).id,
        documents=[document("5/BC", date(2021, 9, 3))],
        by=of("GL-STTTT"),
        at=at(9, 3),
    )


def test_the_overview_counts_what_the_list_shows() -> None:
    plan = issued()
    day = date(2021, 10, 15)
    rows = queries.list_obligations(plan.id, as_of=day, limit=5_000)
    counted = sum(row.count for row in queries.tally(plan, as_of=day))
    assert counted == len(rows)
    for status in Status:
        listed = queries.list_obligations(
            plan.id, as_of=day, wanted=queries.Wanted(statuses=[status]), limit=5_000
        )
        assert {row.status for row in listed} <= {status}
        of_status = sum(row.count for row in queries.tally(plan, as_of=day) if row.status is status)
        assert len(listed) == of_status


def test_a_coordinating_agency_contributes_to_the_lead() -> None:
    plan = issued()
    duty = the(plan, "VI.11", "GL-SKHCN", "1/4", date(2021, 10, 1)).id
    asked = actions.ask_contribution(
        obligation=duty,
        agency="GL-622",
        text="Số liệu ISO",
        due=date(2021, 12, 10),
        by=of("GL-SKHCN"),
        at=at(11, 1),
    )
    with pytest.raises(errors.NotYours):
        actions.submit(
            obligation=asked, documents=[document("1/BC", date(2021, 12, 1))], by=of("GL-SKHCN"), at=at(12, 1)
        )
    actions.submit(
        obligation=asked, documents=[document("1/BC", date(2021, 12, 14))], by=of("GL-622"), at=at(12, 14)
    )
    with pytest.raises(errors.WrongJudge):
        actions.accept(obligation=asked, by=MONITOR, at=at(12, 15))
    actions.accept(obligation=asked, by=of("GL-SKHCN"), at=at(12, 15))
    row = queries.get_obligation(asked, as_of=date(2021, 12, 15))
    assert (row.status, row.of) == (Status.DONE_LATE, duty)
    with pytest.raises(errors.NotCoordinating):
        actions.ask_contribution(
            obligation=duty,
            agency="GL-BUUDIEN",
            text="x",
            due=date(2021, 12, 10),
            by=of("GL-SKHCN"),
            at=at(11, 1),
        )
