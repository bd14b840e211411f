"""A plan with one procedure in force, and its review as far as it is wanted."""

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from tests.domain.procedures import made as procedures

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import create_agency
from lienthong.domain.organisations.queries import Kind, Level
from lienthong.domain.reviews import actions, queries
from lienthong.domain.reviews.queries import Answer, Cost, EntryGiven, PlanGiven, Proposal, Verdict
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import actions as calendars

AT = datetime(2021, 3, 1, 9, tzinfo=clock.ZONE)
"""A Monday."""
OFFICE = "GL-VPUBND"
WRITER = Actor(account="writer", name="Nay H’Thuy", agency="GL-SXD", origin="test")
LEADER = Actor(account="leader", name="Đặng Ngọc Nga", agency="GL-SXD", origin="test")
CONTROLLER = Actor(account="controller", name="Phạm Văn Kiểm", agency=OFFICE, origin="test")
CODE = "T-1"
ENTRY = EntryGiven(
    "Cấp giấy phép xây dựng", (CODE,), "GL-SXD", date(2021, 3, 1), date(2021, 6, 30), "Báo cáo", ("GL-SNV",)
)
BEFORE = (
    Cost("Chuẩn bị bản vẽ", Decimal("2.5"), other=20_000, people=1_200),
    Cost("Nộp hồ sơ", Decimal(4), other=50_000, fee=75_000, people=1_200),
)
AFTER = (Cost("Nộp hồ sơ qua mạng", Decimal("0.5"), fee=75_000, people=1_200),)


def ground() -> None:
    """Agencies, calendar and one procedure in force."""
    procedures.units()
    procedures.agencies("GL", "GL-SXD", "GL-SNV", "GL-622")
    create_agency(
        code=OFFICE, name="Văn phòng", kind=Kind.OFFICE, level=Level.PROVINCE, parent="GL",
        on=date(2015, 1, 1), by=CONTROLLER, at=AT,
    )  # fmt: skip
    calendars.load_reference(folder=DATA / "calendars", by=CONTROLLER, at=AT)
    in_force(CODE)


def in_force(code: str) -> int:
    record = replace(procedures.RECORD, agencies=("GL-622",))
    return procedures.published(procedures.a_draft(record, code=code))


def plan(*entries: EntryGiven, **more: Any) -> int:
    given = PlanGiven(2021, "Kế hoạch rà soát năm 2021", entries or (ENTRY,))
    return actions.draw_up(plan=replace(given, **more), office=OFFICE, by=CONTROLLER, at=AT)


def issued(number: str = "15/QĐ-UBND") -> int:
    made = plan()
    actions.issue(plan=made, number=number, decided_on=date(2021, 2, 26), by=CONTROLLER, at=AT)
    return made


def begun(number: str = "15/QĐ-UBND") -> int:
    (entry,) = queries.get_plan(issued(number), AT.date()).entries
    return actions.begin(entry=entry.id, code=CODE, by=WRITER, at=AT)


def seen(review: int) -> int:
    return queries.get_review(review, AT.date()).revision


def complete(
    review: int, verdict: Verdict | None = Verdict.SIMPLIFY, before: Any = BEFORE, after: Any = AFTER
) -> int:
    """Answers everything well, proposes to drop the last item, and reckons."""
    sheet, _gaps = queries.get_sheet(review)
    answers = [good(one) for one in sheet.answers]
    if verdict is not Verdict.KEEP:
        answers[-1] = replace(answers[-1], proposal=Proposal.DROP, reason="Nhà nước đã có")
    actions.answer(
        review=review, answers=answers, verdict=verdict, conclusion="Bớt giấy tờ." if verdict else "",
        seen=seen(review), by=WRITER, at=AT,
    )  # fmt: skip
    actions.reckon(review=review, before=before, after=after, seen=seen(review), by=WRITER, at=AT)
    return review


def good(answer: Answer) -> Answer:
    return replace(answer, necessary=True, lawful=True, reasonable=True)


def submitted(number: str = "15/QĐ-UBND", at: datetime = AT) -> int:
    review = complete(begun(number))
    actions.submit(review=review, seen=seen(review), by=LEADER, at=at)
    return review


def agreed(number: str = "15/QĐ-UBND") -> int:
    review = submitted(number)
    actions.agree(review=review, opinion="Thống nhất.", by=CONTROLLER, at=AT)
    return review


def plan_of(review: int) -> int:
    entry = queries.get_review(review, AT.date()).entry
    assert entry
    return queries.find_entry(entry, AT.date())[0].id


def decided(number: str = "15/QĐ-UBND") -> tuple[int, int]:
    """The review and the decision."""
    review = agreed(number)
    decision = actions.decide(
        plan=plan_of(review), reviews=[review], number=f"9{number}", decided_on=AT.date(), by=CONTROLLER, at=AT
    )  # fmt: skip
    return review, decision
