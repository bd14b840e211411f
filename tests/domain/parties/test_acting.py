"""Authority with its basis, limits and end; consents; papers that are not asked for twice."""

from datetime import date, timedelta

import pytest

from lienthong.domain.parties import actions, errors, queries
from lienthong.domain.parties.actions import AuthorityKind, Birth, Channel, Origin, PaperGiven, Purpose
from tests.domain.parties.conftest import AT, BY, DAY, company, person

pytestmark = pytest.mark.usefixtures("province")

NEXT = DAY + timedelta(days=1)
YEAR = date(2022, 10, 16)
LAND, BIRTH = "1.001193", "2.000635"


@pytest.fixture
def mother() -> int:
    return person()


@pytest.fixture
def son() -> int:
    return person("Rơ Châm Tuấn", numbers=(), sex="M", birth=Birth(2010, 5, 1))


def give(party: int, holder: int, kind: AuthorityKind = AuthorityKind.MANDATE, **more: object) -> int:
    given: dict[str, object] = {"basis": "Giấy ủy quyền số 12, UBND xã Ia Mới", "on": DAY} | more
    return actions.give_authority(party=party, holder=holder, kind=kind, by=BY, at=AT, **given)  # type: ignore[arg-type]


def test_a_mandate_holds_for_a_year_unless_it_says_otherwise(mother: int, son: int) -> None:
    give(mother, son)
    (row,) = queries.who_may_act_for(mother, DAY)
    assert (row.holder, row.holder_name, row.kind, row.until) == (son, "Rơ Châm Tuấn", "MANDATE", YEAR)
    assert queries.may_act_for(son, mother, YEAR - timedelta(1))
    assert not queries.may_act_for(son, mother, YEAR)
    assert not queries.may_act_for(son, mother, DAY - timedelta(1))
    assert not queries.may_act_for(mother, son, DAY)


def test_a_mandate_covers_the_procedures_it_names(mother: int, son: int) -> None:
    give(mother, son, limits=[LAND], until=NEXT + timedelta(30))
    assert queries.may_act_for(son, mother, DAY, LAND)
    assert not queries.may_act_for(son, mother, DAY, BIRTH)
    assert [row.limits for row in queries.who_may_act_for(mother, DAY, LAND)] == [(LAND,)]
    assert queries.who_may_act_for(mother, DAY, BIRTH) == []


def test_a_parent_acts_until_the_child_comes_of_age(mother: int, son: int) -> None:
    give(son, mother, AuthorityKind.PARENT, basis="Giấy khai sinh số 05/2010")
    assert queries.may_act_for(mother, son, date(2028, 4, 30))
    assert not queries.may_act_for(mother, son, date(2028, 5, 1))
    assert [row.party for row in queries.list_represented(mother, DAY)] == [son]
    assert [row.holder for row in queries.list_authority(mother, DAY)] == [mother]
    assert queries.list_authority(son, DAY) == queries.list_authority(mother, DAY)


def test_a_legal_representative_acts_for_a_company_until_replaced(mother: int, son: int) -> None:
    firm = company()
    first = give(firm, mother, AuthorityKind.LEGAL_REPRESENTATIVE, basis="GCN ĐKDN 0100109106")
    actions.end_authority(authority=first, on=NEXT, reason="Thay người đại diện", by=BY, at=AT)
    give(firm, son, AuthorityKind.LEGAL_REPRESENTATIVE, basis="GCN ĐKDN thay đổi lần 2", on=NEXT)
    assert [row.holder for row in queries.who_may_act_for(firm, DAY)] == [mother]
    assert [row.holder for row in queries.who_may_act_for(firm, NEXT)] == [son]


def test_everyone_acts_for_themselves(mother: int) -> None:
    assert queries.may_act_for(mother, mother, DAY)
    with pytest.raises(errors.ForOneself):
        give(mother, mother)


def test_it_refuses_what_the_law_does_not_know(mother: int, son: int) -> None:
    with pytest.raises(errors.AuthorityDoesNotFit):
        give(mother, son, AuthorityKind.LEGAL_REPRESENTATIVE)
    with pytest.raises(errors.NotInWriting):
        give(mother, son, basis=" ")
    with pytest.raises(errors.WrongPeriod):
        give(mother, son, until=DAY)
    with pytest.raises(errors.WrongPeriod):
        give(son, mother, AuthorityKind.PARENT, on=date(2030, 1, 1))
    with pytest.raises(errors.UnknownParty):
        give(mother, son + 999)


def test_it_rests_on_a_paper_of_one_of_the_two(mother: int, son: int) -> None:
    paper = PaperGiven(code="GUQ", title="Giấy ủy quyền", origin=Origin.SCAN)
    theirs = actions.keep_paper(party=mother, paper=paper, by=BY, at=AT)
    strange = actions.keep_paper(party=company(), paper=paper, by=BY, at=AT)
    give(mother, son, paper=theirs)
    assert queries.who_may_act_for(mother, DAY)[0].paper == theirs
    with pytest.raises(errors.NotInWriting):
        give(mother, son, paper=strange)


def test_authority_is_ended_once_with_a_reason(mother: int, son: int) -> None:
    authority = give(mother, son)
    with pytest.raises(errors.ReasonMissing):
        actions.end_authority(authority=authority, on=DAY, reason="", by=BY, at=AT)
    actions.end_authority(authority=authority, on=NEXT, reason="Người ủy quyền rút lại", by=BY, at=AT)
    assert queries.may_act_for(son, mother, DAY)
    assert not queries.may_act_for(son, mother, NEXT)
    assert queries.who_may_act_for(mother, DAY)[0].until == NEXT
    with pytest.raises(errors.Ended):
        actions.end_authority(authority=authority, on=NEXT, reason="x", by=BY, at=AT)


def consent(party: int, wording: str = "Tôi đồng ý nhận tin nhắn về hồ sơ") -> None:
    actions.give_consent(
        party=party, purpose=Purpose.SMS, channel=Channel.COUNTER, wording=wording, by=BY, at=AT
    )


def test_a_consent_is_kept_in_its_words_and_withdrawn_without_a_reason(mother: int) -> None:
    assert not queries.has_consented(mother, Purpose.SMS, DAY)
    consent(mother)
    (row,) = queries.list_consents(mother, DAY)
    assert (row.purpose, row.channel, row.wording) == ("SMS", "COUNTER", "Tôi đồng ý nhận tin nhắn về hồ sơ")
    assert not queries.has_consented(mother, Purpose.ZALO, DAY)
    tomorrow = AT + timedelta(days=1)
    actions.withdraw_consent(party=mother, purpose=Purpose.SMS, by=BY, at=tomorrow)
    assert queries.has_consented(mother, Purpose.SMS, DAY)
    assert not queries.has_consented(mother, Purpose.SMS, NEXT)
    with pytest.raises(errors.NoConsent):
        actions.withdraw_consent(party=mother, purpose=Purpose.SMS, by=BY, at=tomorrow)
    actions.give_consent(
        party=mother, purpose=Purpose.SMS, channel=Channel.PORTAL, wording="Đồng ý lại", by=BY, at=tomorrow
    )
    assert queries.has_consented(mother, Purpose.SMS, NEXT)


def test_a_consent_is_given_once_and_to_words(mother: int) -> None:
    with pytest.raises(errors.ReasonMissing):
        consent(mother, " ")
    consent(mother)
    with pytest.raises(errors.ConsentedAlready):
        consent(mother)


def keep(party: int, code: str = "GCN-QSDD", **more: object) -> int:
    given: dict[str, object] = {"title": "Giấy chứng nhận", "origin": Origin.RESULT} | more
    return actions.keep_paper(party=party, paper=PaperGiven(code=code, **given), by=BY, at=AT)  # type: ignore[arg-type]


def test_a_paper_is_reused_while_it_is_valid(mother: int) -> None:
    keep(
        mother, issued_on=date(2021, 1, 4), until=date(2021, 12, 31), number="BX 123456", issuer="UBND huyện"
    )
    keep(mother, "GKS")
    (row,) = queries.list_papers(mother, DAY, "GCN-QSDD")
    assert (row.number, row.issuer, row.since, row.until) == (
        "BX 123456",
        "UBND huyện",
        date(2021, 1, 4),
        date(2021, 12, 31),
    )
    assert [row.code for row in queries.list_papers(mother, DAY)] == ["GKS", "GCN-QSDD"]
    assert queries.list_papers(mother, date(2021, 12, 31), "GCN-QSDD") == []


def test_a_paper_that_was_revoked_is_not_reused(mother: int) -> None:
    paper = keep(mother)
    actions.end_paper(paper=paper, on=NEXT, reason="Bị thu hồi theo QĐ 5", by=BY, at=AT)
    assert [row.id for row in queries.list_papers(mother, DAY)] == [paper]
    assert queries.list_papers(mother, NEXT) == []
    with pytest.raises(errors.Ended):
        actions.end_paper(paper=paper, on=NEXT, reason="x", by=BY, at=AT)


def test_it_refuses_a_paper_without_code_title_or_time(mother: int) -> None:
    with pytest.raises(errors.CodeUnfit):
        keep(mother, "giấy")
    with pytest.raises(errors.NameMissing):
        keep(mother, title=" ")
    with pytest.raises(errors.WrongPeriod):
        keep(mother, issued_on=date(2021, 1, 4), until=date(2021, 1, 4))
