"""The three shares of the public post against counts made by hand."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lienthong.domain.cases import actions
from lienthong.domain.cases.exchange import write_post_use
from lienthong.domain.cases.queries import Channel, Part, ReturnBy, Share, Use, definitions_on, post_use
from lienthong.domain.cases.rules.posted import Filings, online_shares, shares
from tests.domain.cases.running import CHIEF, CITY, CLERK, PLAIN, hour, procedure, province, to_sign

POSTED = replace(PLAIN, name="Cấp giấy, trả qua bưu chính", returns_by_post=True)
SINCE, UNTIL = date(2021, 10, 1), date(2021, 10, 31)


def test_procedures_without_a_share_have_none() -> None:
    found = online_shares([]) | shares([])
    assert {share: part.percent for share, part in found.items()} == dict.fromkeys(Share)


def test_shares_are_of_procedures_cases_and_results() -> None:
    found = shares([Use(10, 1, 5, 2), Use(30, 0, 15, 0), Use(2, 0, 0, 0)])
    assert found == {
        Share.PROCEDURES: Part(1, 3), Share.RECEIVED: Part(1, 42), Share.RETURNED: Part(2, 20),
    }  # fmt: skip
    assert found[Share.RETURNED].percent == 10


def test_shares_online_are_of_procedures_that_can_be_filed_online() -> None:
    found = online_shares([Filings(10, 4), Filings(30, 0)])
    assert found == {Share.ONLINE_PROCEDURES: Part(1, 2), Share.ONLINE_CASES: Part(4, 40)}
    told = definitions_on(UNTIL, of=list(Share))
    assert [one.required for one in told] == [60, 25, 50, 10, 20]


def test_a_definition_holds_from_its_day_on() -> None:
    assert [(one.share, one.required) for one in definitions_on(UNTIL)] == [
        (Share.PROCEDURES, 50), (Share.RECEIVED, 10), (Share.RETURNED, 20),
    ]  # fmt: skip
    assert definitions_on(date(2020, 12, 31)) == []


def given(version: int, way: ReturnBy | None, channel: Channel = Channel.COUNTER) -> None:
    case = to_sign(version, channel=channel)
    actions.sign_off(case=case, by=CHIEF, at=hour("18/10 09:00"))
    actions.bring(case=case, by=CLERK, at=hour("18/10 10:00"))
    if way:
        actions.give(case=case, way=way, by=CLERK, at=hour("18/10 11:00"))


@pytest.mark.django_db
def test_a_period_counts_what_came_and_went_of_announced_procedures() -> None:
    province()
    posted, other = procedure(POSTED), procedure(replace(POSTED, name="Cấp giấy khác"))
    unannounced = procedure(PLAIN)
    given(posted, ReturnBy.POST, Channel.POST)
    given(posted, ReturnBy.POST)
    given(posted, ReturnBy.COUNTER)
    given(posted, None)
    given(other, ReturnBy.COUNTER)
    given(unannounced, ReturnBy.POST, Channel.POST)
    found = post_use([CITY], since=SINCE, until=UNTIL)
    assert sorted((one.title, one.use) for one in found.lines) == [
        ("Cấp giấy khác", Use(1, 0, 1, 0)),
        ("Cấp giấy, trả qua bưu chính", Use(4, 1, 3, 2)),
    ]
    assert found.shares() == {
        Share.PROCEDURES: Part(1, 2), Share.RECEIVED: Part(1, 5), Share.RETURNED: Part(2, 4),
    }  # fmt: skip
    assert found.shares(CITY) == found.shares() == post_use(None, since=SINCE, until=UNTIL).shares()
    assert post_use(["GL-623"], since=SINCE, until=UNTIL).lines == ()
    assert post_use([CITY], since=date(2021, 10, 19), until=UNTIL).lines == ()
    (sheet,) = load_workbook(
        BytesIO(write_post_use(found, definitions_on(UNTIL), {CITY: "Pleiku"}, since=SINCE, until=UNTIL))
    )
    rows = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert rows[3][:5] == ["TTHC có hồ sơ qua bưu chính công ích", 1, 2, 50, 50]
    assert rows[5][:5] == ["Kết quả trả qua bưu chính công ích", 2, 4, 50, 20]
    assert rows[9][1:2] + rows[9][3:] in (
        ["Pleiku", "Cấp giấy khác", 1, 0, 1, 0], ["Pleiku", "Cấp giấy, trả qua bưu chính", 4, 1, 3, 2],
    )  # fmt: skip
