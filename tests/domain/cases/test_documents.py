"""A case's result as a document of the register: signed once, at the leader's signature, by who may sign there."""

from uuid import uuid4

import pytest

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions, errors, queries
from lienthong.domain.cases.queries import Purpose, State, about_of, case_in
from lienthong.domain.cases.reactions import document_issued
from lienthong.domain.documents import actions as documents
from lienthong.domain.documents.facts import DocumentIssued
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.documents.queries import Content, Kind
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations.queries import build_actor
from lienthong.spine.actor import Actor
from lienthong.spine.signatures import holders
from tests.domain.cases.running import (
    BEGUN,
    CITY,
    CLERK,
    HANDLER,
    LOADED,
    STRANGER,
    hour,
    procedure,
    province,
    seen,
    someone,
    to_office,
    to_sign,
    told,
)
from tests.domain.documents.office import PIN, give_key
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db
DRAFTER = someone("drafter", CITY, *HANDLER, Documents.FOLLOW, Documents.DRAFT, Documents.INITIAL)
REGISTRAR = someone("registrar", CITY, Documents.FOLLOW, Documents.REGISTER)
WRITTEN, SIGNED = hour("15/10 14:00"), hour("15/10 15:30")


@pytest.fixture
def leader(db: None) -> Actor:
    province()
    account = accounts.open_account(username="chutich", full_name="Nay H’Blŭn", by=CLERK, at=LOADED)
    organisations.assign(
        account=account,
        agency=CITY,
        title="Chủ tịch UBND thành phố",
        role="agency_leader",
        on=LOADED.date(),
        by=CLERK,
        at=LOADED,
    )
    give_key(holders.account(account), "Nay H’Blŭn")
    return build_actor(account, "Nay H’Blŭn", "test", BEGUN)


def drafted(case: int, leader: Actor, purpose: Purpose = Purpose.RESULT, by: Actor = DRAFTER) -> int:
    content = Content(
        kind=Kind.DECISION,
        subject="Cấp phép",
        body="Điều 1. Cấp phép.",
        recipients="Lưu: VT",
        signer=leader.account,
    )
    return actions.draft_document(case=case, purpose=purpose, key=uuid4(), content=content, by=by, at=WRITTEN)


def issued(case: int, leader: Actor, purpose: Purpose = Purpose.RESULT) -> int:
    """Numbered is enough here; the agency's signature adds nothing to what is asked."""
    document = drafted(case, leader, purpose)
    documents.submit(document=document, why="Đủ điều kiện", proposal="Ký", by=DRAFTER, at=WRITTEN)
    read = documents.Read(document, 1)
    documents.sign(read=read, pin=PIN, helpers=desk.helpers(), by=leader, at=SIGNED)
    documents.number(document=document, by=REGISTRAR, at=hour("18/10 08:00"))
    document_issued(DocumentIssued(document, about_of(case, purpose)), hour("18/10 08:05"))
    return document


def test_the_signed_document_signs_the_case_at_the_moment_of_the_signature(leader: Actor) -> None:
    case = to_sign(procedure())
    document = issued(case, leader)
    last = queries.get_story(case).happenings[-1]
    assert (last.verb, last.account, last.occurred_at) == ("SIGNED", leader.account, SIGNED)
    assert last.data["document"] == "01/QĐ-UBND"
    assert last.data["document_id"] == document
    document_issued(DocumentIssued(document, about_of(case, Purpose.RESULT)), hour("18/10 09:00"))
    assert told(case).count("SIGNED") == 1


def test_an_apology_moves_nothing_and_a_case_elsewhere_waits_for_a_hand(leader: Actor) -> None:
    version = procedure()
    apologised, at_the_office = to_sign(version), to_office(version)
    issued(apologised, leader, Purpose.APOLOGY)
    assert seen(apologised).state is State.TO_SIGN
    issued(at_the_office, leader)
    assert seen(at_the_office).state is State.HANDLING


def test_only_where_the_case_lies_and_while_it_is_open(leader: Actor) -> None:
    case = to_sign(procedure())
    with pytest.raises((errors.NotYours, errors.CaseNotFound)):
        drafted(case, leader, by=STRANGER)
    issued(case, leader)
    with pytest.raises(errors.NotNow):
        drafted(case, leader)


def test_what_a_document_is_about_is_read_back() -> None:
    assert case_in(about_of(12, Purpose.RESULT)) == (12, Purpose.RESULT)
    for other in ("", "case:x/result", "plan:1/result", "case:1/other", "case:1"):
        assert case_in(other) is None
