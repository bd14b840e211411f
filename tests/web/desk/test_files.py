"""Who may read a file: whoever sees its duty or asked for it; while it waits, only who sent it, with that hat."""

from datetime import timedelta

import pytest
from django.test import Client

from lienthong.domain.organisations import actions as organisations
from lienthong.domain.plans import actions
from lienthong.domain.plans.queries.owed import get_draft
from lienthong.spine import clock
from lienthong.spine.actor import platform
from tests.domain.plans.running import MONITOR, of
from tests.e2e.people import account, position, signed_in
from tests.web.desk.handing import AGENCY, AsRole, form, paper, pdf, row, send, status_of_file, story, whole

pytestmark = pytest.mark.django_db
STRANGERS = ("reporter", "document_clerk", "agency_leader", "division_head")
WHOLE_PROVINCE = ("plan_monitor", "assessor", "auditor")
BY = platform("test")


@pytest.fixture
def handed_in(specialist: Client, duty: int) -> list[int]:
    """The files of a document and its annex."""
    send(specialist, duty, form(paper(0, pdf(), pdf("bieu.pdf"))))
    (one,) = story(duty)[0].evidence
    return [one.file, *one.annexes]


def test_the_owner_and_who_follows_the_plan_read_it(
    as_role: AsRole, specialist: Client, handed_in: list[int]
) -> None:
    for file in handed_in:
        assert status_of_file(specialist, file) == 200
        for role in WHOLE_PROVINCE:
            assert status_of_file(as_role(role), file) == 200, role


def test_another_agency_finds_nothing(as_role: AsRole, handed_in: list[int]) -> None:
    for role in STRANGERS:
        browser = as_role(role)
        assert {status_of_file(browser, file) for file in handed_in} == {404}, role
    assert Client().get(f"/work/files/{handed_in[0]}/").status_code == 302


def test_the_lead_that_asked_reads_what_the_asked_handed_in(
    as_role: AsRole, specialist: Client, duty: int
) -> None:
    day = clock.today() + timedelta(days=9)
    part = actions.ask_contribution(
        obligation=duty, agency="GL-625", text="Số liệu", due=day, by=of(AGENCY), at=clock.now()
    )
    send(as_role("reporter"), part, whole(number="3/BC-UBND"))
    file = story(part)[0].evidence[0].file
    assert status_of_file(specialist, file) == 200
    assert status_of_file(as_role("reporter"), file) == 200
    assert status_of_file(as_role("document_clerk"), file) == 404


def test_a_file_that_waits_is_its_senders_alone(as_role: AsRole, specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf()), do="keep"))
    draft = get_draft(duty, account("specialist"))
    assert draft
    (file,) = draft.content["documents"][0]["files"]
    assert status_of_file(specialist, file) == 200
    for role in (*STRANGERS, *WHOLE_PROVINCE):
        assert status_of_file(as_role(role), file) == 404, role


def test_a_foreign_file_is_not_taken_by_its_number(as_role: AsRole, specialist: Client, duty: int) -> None:
    send(specialist, duty, form(paper(0, pdf()), do="keep"))
    draft = get_draft(duty, account("specialist"))
    assert draft
    (file,) = draft.content["documents"][0]["files"]
    part = actions.ask_contribution(
        obligation=duty,
        agency="GL-625",
        text="Số liệu",
        due=clock.today() + timedelta(days=9),
        by=of(AGENCY),
        at=clock.now(),
    )
    page = send(as_role("reporter"), part, form(paper(0, kept=[file]))).content.decode()
    assert "Hãy chọn tệp của văn bản." in page
    assert row(part).state == "OPEN"


def test_whoever_goes_to_another_agency_leaves_files_behind(specialist: Client, handed_in: list[int]) -> None:
    assert status_of_file(specialist, handed_in[0]) == 200
    today, now = clock.today(), clock.now()
    organisations.end_position(position=position("specialist"), on=today, by=BY, at=now)
    organisations.assign(
        account=account("specialist"),
        agency="GL-STP",
        title="Chuyên viên",
        role="specialist",
        on=today,
        by=BY,
        at=now,
    )
    assert status_of_file(signed_in("specialist"), handed_in[0]) == 404


def test_the_heir_reads_it_and_the_heir_of_another_does_not(as_role: AsRole, duty: int) -> None:
    """Handed in, then its agency is merged into that of the clerk: the reporter's stays a stranger."""
    send(as_role("specialist"), duty, whole())
    file = story(duty)[0].evidence[0].file
    assert status_of_file(as_role("document_clerk"), file) == 404
    actions.hand_over(predecessor=AGENCY, successor="GL-SNV", on=clock.today(), by=MONITOR, at=clock.now())
    actions.hand_over(predecessor="GL-622", successor="GL-625", on=clock.today(), by=MONITOR, at=clock.now())
    assert row(duty).agency == "GL-SNV"
    assert status_of_file(as_role("document_clerk"), file) == 200
    assert status_of_file(as_role("reporter"), file) == 404
