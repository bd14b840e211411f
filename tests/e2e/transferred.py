"""Agreements with the post as pages show them: one that Sở Nội vụ keeps, one under which the post works at Pleiku."""

from datetime import date
from typing import Any
from uuid import uuid4

from django.test import Client
from tests.e2e import states
from tests.e2e.people import account

from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import queries as case_queries
from lienthong.domain.parties.actions import Draft
from lienthong.domain.procedures.queries import get_handling
from lienthong.domain.transfers import actions, queries
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.queries import AgreementRow, Blame, Step
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant

POST, HOME, CITY = "GL-BUUDIEN", "GL-SNV", "GL-622"


def an_agreement(_client: Client) -> int:
    """With somebody trained, and a fault that waits for an answer."""
    return _of(HOME).id


def somebody_of_the_post(_client: Client) -> int:
    return _of(HOME).workers[0].id


def a_fault(_client: Client) -> int:
    return queries.list_faults(_of(HOME).id)[0].id


def an_agreement_of_the_city(_client: Client) -> int:
    return _of(CITY).id


def an_agreement_to_work_under(client: Client) -> int:
    """It transfers the procedure of the example's cases."""
    made = _of(CITY)
    code = _code(states.a_case_by_post(client))
    actions.set_tasks(
        agreement=made.id,
        shown=[code],
        chosen=[(code, step) for step in Step],
        by=_keeper(CITY),
        at=clock.now(),
    )
    return made.id


def a_case_taken_in(client: Client) -> int:
    """By somebody of the post."""
    row = _of_post(client)
    example = case_queries.get_case(states.a_case_by_post(client), by=_keeper(CITY), now=clock.now())
    applicant = cases.Applicant(Draft(name="Siu H’Lê"), "Người khác")
    intake = cases.Intake(key=uuid4(), version=example.version, applicant=applicant, papers=(1, 2))
    return cases.receive(intake=intake, by=queries.acting(row, _postman()), at=clock.now()).case


def a_result_to_give(client: Client) -> int:
    """It lies at the one-stop of Pleiku."""
    an_agreement_to_work_under(client)
    case = states.a_signed_case_by_post(client)
    cases.bring(case=case, by=_keeper(CITY), at=clock.now())
    return case


def _of_post(client: Client) -> AgreementRow:
    made = an_agreement_to_work_under(client)
    return queries.get_own(made, by=_postman(), day=clock.today())


def _of(agency: str) -> AgreementRow:
    known = queries.list_agreements(_keeper(agency), clock.today())
    return known[0] if known else _make(agency)


def _make(agency: str) -> AgreementRow:
    by, now = _keeper(agency), clock.now()
    terms = actions.Terms(
        number="05/TT-BĐ", post=POST, signed_on=date(2021, 9, 1), since=date(2021, 9, 15), until=None,
        answers="Bưu điện chịu trách nhiệm khi làm mất, làm hỏng giấy tờ hoặc chậm bàn giao.",
    )  # fmt: skip
    made = actions.make(terms=terms, by=by, at=now)
    actions.name_worker(
        agreement=made, account=account("post_staff"), name="Nguyễn Văn Bính", trained_on=date(2021, 9, 10),
        training="Tập huấn tiếp nhận và trả kết quả tại Một cửa", by=by, at=now,
    )  # fmt: skip
    told: dict[str, Any] = {"blame": Blame.LATE, "number": "", "words": "Bàn giao hồ sơ chậm một buổi."}
    actions.note_fault(agreement=made, worker=None, day=date(2021, 10, 1), **told, by=by, at=now)
    return queries.get_agreement(made, by=by, day=clock.today())


def _keeper(agency: str) -> Actor:
    names = (Permission.SEE, Permission.KEEP, "cases.follow", "cases.receive")
    grants = tuple(Grant(str(name), frozenset({agency})) for name in names)
    return Actor("keeper", "Trần Như Quỳnh", agency, "Trưởng phòng", grants=grants, origin="test")


def _postman() -> Actor:
    grants = (Grant(str(Permission.WORK), frozenset({POST})),)
    return Actor(
        account("post_staff"), "Nguyễn Văn Bính", POST, "Giao dịch viên", grants=grants, origin="test"
    )


def _code(case: int) -> str:
    row = case_queries.get_case(case, by=_keeper(CITY), now=clock.now())
    return get_handling(row.version).code
