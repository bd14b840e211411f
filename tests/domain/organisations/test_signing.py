"""Rights to sign through the actions: written, limited, never substituted."""

from datetime import date, timedelta
from uuid import UUID

import pytest

from lienthong.domain.organisations import actions, errors, queries
from lienthong.domain.organisations.queries import SigningForm
from tests.domain.organisations.conftest import AT, BY, START

pytestmark = pytest.mark.usefixtures("province")

DAY, END = date(2021, 7, 1), date(2021, 12, 31)
LATER = AT + timedelta(hours=1)


def grant(form: SigningForm = SigningForm.TL, **more: object) -> str:
    words: dict[str, object] = {"account": "p1", "agency": "A", "basis": "GUQ 01", "on": DAY, "until": END}
    return actions.grant_signing(form=form, by=BY, at=AT, **words | more)  # type: ignore[arg-type]


def pass_on(authority: str, **more: object) -> str:
    words: dict[str, object] = {"account": "p2", "basis": "QĐ 9", "on": DAY, "until": END}
    return actions.pass_on_signing(authority=authority, by=BY, at=LATER, **words | more)  # type: ignore[arg-type]


@pytest.fixture
def deputy(province: None) -> None:
    actions.assign(account="p2", agency="A", title="Phó", role="head", on=START, by=BY, at=AT)


def test_it_holds_for_its_days_agency_and_document_types() -> None:
    grant(SigningForm.TUQ, limits=["CV", "TB"])
    found = queries.find_signing("p1", "A", "CV", DAY)
    assert found is not None
    assert (found.form, found.basis, found.until) == ("TUQ", "GUQ 01", END)
    assert queries.find_signing("p1", "A", "QD", DAY) is None
    assert queries.find_signing("p1", "B", "CV", DAY) is None
    assert queries.find_signing("p1", "A", "CV", END) is None
    assert queries.find_signing("p1", "A", "CV", DAY - timedelta(1)) is None


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"basis": ""}, errors.NotInWriting),
        ({"form": SigningForm.TUQ, "until": None}, errors.MandateWithoutEnd),
        ({"until": DAY}, errors.WrongPeriod),
        ({"agency": "Z"}, errors.NotInForce),
    ],
)
def test_it_refuses_what_the_decree_does_not_allow(more: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        grant(**more)  # type: ignore[arg-type]


def test_work_substitution_gives_no_right_to_sign() -> None:
    hat = actions.assign(account="p1", agency="A", title="Trưởng", role="head", on=START, by=BY, at=AT)
    grant(SigningForm.KT)
    actions.substitute(position=hat, account="p3", on=DAY, until=END, by=BY, at=AT)
    assert queries.find_signing("p1", "A", "CV", DAY) is not None
    assert queries.find_signing("p3", "A", "CV", DAY) is None


@pytest.mark.usefixtures("deputy")
def test_tl_is_passed_on_to_ones_own_deputy_and_falls_with_its_source() -> None:
    source = grant()
    pass_on(source)
    assert queries.find_signing("p2", "A", "CV", DAY) is not None
    actions.revoke_signing(authority=source, on=DAY + timedelta(30), by=BY, at=LATER)
    assert [row.account for row in queries.list_signing("A", DAY)] == ["p1", "p2"]
    assert queries.list_signing("A", DAY + timedelta(30)) == []
    known_before = queries.list_signing("A", DAY + timedelta(30), known=AT)
    assert [row.account for row in known_before] == ["p1"]


@pytest.mark.usefixtures("deputy")
def test_tuq_is_never_passed_on_and_tl_only_once() -> None:
    with pytest.raises(errors.CannotBePassedOn):
        pass_on(grant(SigningForm.TUQ))
    passed = pass_on(grant())
    with pytest.raises(errors.CannotBePassedOn):
        pass_on(passed)


def test_tl_is_not_passed_on_outside_the_agency() -> None:
    actions.assign(account="p2", agency="B", title="Phó", role="head", on=START, by=BY, at=AT)
    with pytest.raises(errors.CannotBePassedOn):
        pass_on(grant())


@pytest.mark.usefixtures("deputy")
@pytest.mark.parametrize(
    "more", [{"until": END + timedelta(1)}, {"until": None}, {"limits": ["QD"]}, {"limits": []}]
)
def test_what_is_passed_on_is_not_wider_than_its_source(more: dict[str, object]) -> None:
    source = grant(limits=["CV", "TB"])
    with pytest.raises(errors.BeyondTheSource):
        pass_on(source, **{"limits": ["CV"]} | more)
    pass_on(source, limits=["CV"])


def test_what_was_revoked_is_unknown_from_then_on() -> None:
    source = grant()
    actions.revoke_signing(authority=source, on=DAY, by=BY, at=LATER)
    with pytest.raises(errors.UnknownAuthority):
        actions.revoke_signing(authority=source, on=DAY, by=BY, at=LATER)


def test_the_rights_of_a_person_are_read_in_one_place_with_those_to_come() -> None:
    given = grant()
    later = grant(SigningForm.KT, on=END, until=None)
    assert [row.authority for row in queries.list_signing_of("p1", DAY)] == [later, given]
    middle = date(2021, 8, 1)
    actions.revoke_signing(authority=given, on=middle, by=BY, at=LATER, reason="Nghỉ hưu")
    assert [row.authority for row in queries.list_signing_of("p1", middle)] == [later]
    assert queries.get_signing(UUID(given), middle - timedelta(1)) is not None
    assert queries.get_signing(UUID(given), middle) is None
