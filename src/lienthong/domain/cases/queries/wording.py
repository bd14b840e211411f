"""What the papers of one case say: plain values for their templates, each figure and day from the case's own rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import Q

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.layouts import LayoutRow
from lienthong.domain.cases.queries.one import Story, get_story
from lienthong.domain.cases.queries.rows import CaseRow, HappeningRow, case_row
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.forms import (
    ONE_STOP,
    Kind,
    formal,
    outcome,
    place_of,
    short_instant,
    write_instant,
    write_paper,
    write_time,
)
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import duration_of
from lienthong.domain.cases.rules.vocabulary import ReturnBy
from lienthong.domain.organisations.queries import get_names, get_path
from lienthong.domain.payments.queries import DemandRow, payee_of, qr_of
from lienthong.domain.procedures.queries import Handling, get_handling
from lienthong.spine import clock
from lienthong.spine.money import format_money
from lienthong.spine.qr import draw_qr
from lienthong.spine.text import write_date

type Words = dict[str, Any]
RETURNED = {
    ReturnBy.COUNTER: ONE_STOP,
    ReturnBy.POST: "Địa chỉ nêu trên, qua dịch vụ bưu chính công ích",
    ReturnBy.ELECTRONIC: "Bản điện tử gửi trên Cổng dịch vụ công",
}
SHORT_RETURNED = {
    ReturnBy.COUNTER: "Trực tiếp",
    ReturnBy.POST: "Bưu chính",
    ReturnBy.ELECTRONIC: "Trực tuyến",
}


@dataclass(frozen=True, slots=True)
class Reach:
    """How the applicant is reached, as far as it may be put on this paper."""

    address: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True)
class Slip:
    """A paper of a case in the making: on which layout, of which day. What else it needs is read when it is asked."""

    row: CaseRow
    story: Story
    layout: LayoutRow
    at: datetime
    reach: Reach = field(default_factory=Reach)
    number: str = ""

    @property
    def day(self) -> date:
        return clock.local(self.at).date()

    @cached_property
    def handling(self) -> Handling:
        return get_handling(self.row.version)

    @cached_property
    def issuer(self) -> str:
        """The agency that answers for the case; of a receipt, the one at whose counter the papers were given."""
        return self.row.taken_by if self.layout.kind is Kind.RECEIPT else self.row.owner

    @cached_property
    def path(self) -> list[str]:
        """From the agency that hands the paper out up to the root."""
        return get_path(self.issuer, self.day)[::-1] or [self.issuer]

    @cached_property
    def agencies(self) -> dict[str, str]:
        told = self.story.happenings
        codes = {self.row.owner, *self.path, *(one.agency for one in told)}
        codes |= {str(one.data["agency"]) for one in told if "agency" in one.data}
        return get_names(codes - {""}, self.day)

    def agency(self, code: str) -> str:
        return self.agencies.get(code, code)

    @property
    def content(self) -> str:
        return f"{self.row.title}: {self.row.content}" if self.row.content else self.row.title

    def about(self, happening: int) -> HappeningRow:
        return next(one for one in self.story.happenings if one.id == happening)

    def due(self) -> datetime | None:
        """The day that was promised last."""
        due = self.story.due
        return self.row.due_at or (due.at if due else None)


def slip_of(
    case: int,
    layout: LayoutRow,
    *,
    at: datetime,
    story: Story | None = None,
    reach: Reach | None = None,
    number: str = "",
) -> Slip:
    """Whoever asks has been asked whether they see the case; ``story`` of whoever has read it."""
    stand = now_standing().select_related("case").get(case=case)
    return Slip(case_row(stand, at), story or get_story(case), layout, at, reach or Reach(), number)


def address_of(case: int) -> str:
    """Where the case is looked at; what the code on its papers says."""
    return f"{settings.LIENTHONG_PUBLIC_ORIGIN}/cases/{case}/"


def head_words(layout: LayoutRow, *, day: date, agency: str, superior: str = "", number: str = "") -> Words:
    """What stands on every form. ``superior`` and ``agency`` are names."""
    return {
        "circular": layout.circular,
        "form": layout.number,
        "title": layout.title,
        "agency": formal(agency),
        "superior": formal(superior),
        "unit": ONE_STOP,
        "number": number,
        "place": place_of((agency, superior)),
        "day": day.isoformat(),
        "dated": write_date(day),
        "reissue": "",
        "qr": "",
        "url": "",
    }


def _head(slip: Slip) -> Words:
    row, url = slip.row, address_of(slip.row.id)
    superior = slip.agency(slip.path[1]) if len(slip.path) > 1 else ""
    words = head_words(
        slip.layout, day=slip.day, agency=slip.agency(slip.issuer), superior=superior, number=slip.number
    )
    return words | {
        "qr": draw_qr(url, scale=4),
        "url": url,
        "case": row.number,
        "applicant": row.applicant_name,
        "procedure": row.title,
        "content": slip.content,
        "address": slip.reach.address,
        "phone": slip.reach.phone,
        "email": slip.reach.email,
        "giver": row.submitter_name or row.applicant_name,
        "received": write_instant(row.received_at or row.filed_at),
        "received_words": _capital(write_date(clock.local(row.received_at or row.filed_at).date())),
    }


def receipt_words(slip: Slip, *, book: str, reissue: str = "") -> Words:
    row, handling = slip.row, slip.handling
    time, due = duration_of(handling, row.channel), slip.due()
    clerk = next(one for one in slip.story.happenings if one.verb == Verb.RECEIVED)
    brought = f"{row.submitter_name} ({row.authority})" if row.submitter_name else ""
    return _head(slip) | {
        "brought_by": brought,
        "papers": [
            write_paper(paper) for place, paper in enumerate(handling.papers, 1) if place in row.papers
        ],
        "sets": "01 bộ",
        "time": write_time(*time) if time else "",
        "due": write_instant(due) if due else "",
        "return_at": _return_at(slip),
        "book": book,
        "clerk": clerk.name,
        "reissue": reissue,
    }


def _return_at(slip: Slip) -> str:
    """Where the result is had. Of what was taken for another agency, the one that decides and gives it."""
    row, where = slip.row, RETURNED[ReturnBy(slip.row.return_by)]
    if not row.point:
        return where
    owner = slip.agency(row.owner)
    at_its_counter = f"{where} của {owner}" if row.return_by == ReturnBy.COUNTER else where
    return f"{at_its_counter}. Cơ quan giải quyết: {owner}"


def fee_words(row: DemandRow, day: date) -> Words | None:
    """What is still owed, and the code that a bank's app reads; None where nothing is, or no account is named."""
    account = payee_of(row.agency, day) if row.owed else None
    if account is None:
        return None
    return {"amount": format_money(row.owed), "code": row.code, "qr": draw_qr(qr_of(row, account), scale=4)}


def letter_words(slip: Slip, happening: int) -> Words:
    """Of a letter, all that its event laid down; who did it signs it."""
    one = slip.about(happening)
    data = one.data
    words = _head(slip) | {
        "reason": data.get("reason", ""),
        "document": data.get("document", ""),
        "signer": one.name,
        "signer_title": one.position or "Thủ trưởng cơ quan",
    }
    match slip.layout.kind:
        case Kind.SUPPLEMENT:
            return words | {"asked": _asked(slip.handling, data)}
        case Kind.APOLOGY:
            due, before = (datetime.fromisoformat(data["due"]["due"]), datetime.fromisoformat(data["before"]))
            return words | {"due": write_instant(due), "before": write_instant(before)}
        case _:
            return words


def _asked(handling: Handling, data: Mapping[str, Any]) -> list[str]:
    names = {place: paper.name for place, paper in enumerate(handling.papers, 1)}
    listed = [names.get(place, str(place)) for place in data.get("papers_asked", ())]
    return [*listed, *data.get("items", ())]


def control_words(slip: Slip) -> Words:
    """Each hand-over with who gave it and who took it, and whether the step before was left in time."""
    stays = slip.story.stays(slip.at)
    lay_at = list(dict.fromkeys(slip.agency(stay.agency) for stay in stays))
    due = slip.due()
    return _head(slip) | {
        "handlers": slip.agency(slip.row.owner),
        "others": "; ".join(name for name in lay_at if name != slip.agency(slip.row.owner)),
        "due": write_instant(due) if due else "",
        "rows": list(_hand_overs(slip)),
    }


_MOVED = (
    Verb.RECEIVED,
    Verb.HANDED_OVER,
    Verb.SENT_BACK,
    Verb.PUT_TO_SIGN,
    Verb.SIGNED,
    Verb.BROUGHT,
    Verb.GIVEN,
)
_NOTED = {
    Verb.RECEIVED: "Tiếp nhận hồ sơ",
    Verb.SENT_BACK: "Trả lại",
    Verb.PUT_TO_SIGN: "Trình ký",
    Verb.SIGNED: "Đã ký kết quả",
    Verb.BROUGHT: "Kết quả về Bộ phận Một cửa",
    Verb.GIVEN: "Đã trả kết quả",
}


def _hand_overs(slip: Slip) -> list[Words]:
    """A row a move, in order; a step's due day is what its stay kept."""
    names = {row: step.name for row, step in enumerate(slip.handling.steps, 1)}
    rows, giver, seat, due = [], slip.row.submitter_name or slip.row.applicant_name, "", None
    for one in slip.story.happenings:
        if one.verb in _MOVED:
            seat = str(one.data.get("agency", seat or slip.row.owner))
            taker = _taker(slip, one, seat, names)
            rows.append(
                {
                    "giver": giver,
                    "taker": taker,
                    "moment": write_instant(one.occurred_at),
                    "outcome": outcome(due, one.occurred_at) if one.verb != Verb.RECEIVED else "",
                    "note": _note(one),
                }
            )
            giver = taker
        if "step_due" in one.data:
            kept = one.data["step_due"]
            due = datetime.fromisoformat(kept["due"]) if kept else None
    return rows


def _taker(slip: Slip, one: HappeningRow, seat: str, names: Mapping[int, str]) -> str:
    if one.verb == Verb.GIVEN:
        return str(one.data.get("to", slip.row.applicant_name))
    step = names.get(int(one.data.get("step", 0)), "")
    where = slip.agency(seat)
    return f"{where} ({step})" if step else where


def _note(one: HappeningRow) -> str:
    by = f"{one.name}" if one.account != "platform" else ""
    told = [_NOTED.get(Verb(one.verb), ""), by, str(one.data.get("reason") or one.data.get("note") or "")]
    return ". ".join(words for words in told if words)


def book_of(case: m.Case) -> str:
    """Its place in the year's register of the agency: 2021, số thứ tự 17."""
    if case.day is None:
        return ""
    earlier = Q(day__lt=case.day) | Q(day=case.day, place__lte=case.place)
    days = (date(case.day.year, 1, 1), case.day)
    before = m.Case.objects.filter(earlier, in_book(case.numbered_by), day__range=days).count()
    return f"{case.day.year}, số thứ tự: {before}"


def in_book(agency: str) -> Q:
    """Cases in an agency's own book: its own, and those that it took for others under its own number."""
    return Q(owner=agency, book="") | Q(book=agency)


def register_cells(
    rows: Sequence[CaseRow], *, agency: str, reaches: Mapping[int, Reach], given: Mapping[int, datetime]
) -> list[list[str]]:
    """A line of the register for each case, in the order of its book."""
    return [
        [
            str(place),
            row.number,
            row.title,
            "1",
            row.applicant_name,
            "; ".join(words for words in (reach.address, reach.phone) if words),
            agency,
            short_instant(row.received_at or row.filed_at),
            short_instant(due) if (due := row.due_at or row.legal_at) else "",
            short_instant(given[row.id]) if row.id in given else "",
            SHORT_RETURNED[ReturnBy(row.return_by)],
            "",
            _remark(row),
        ]
        for place, row in enumerate(rows, 1)
        for reach in [reaches.get(row.applicant, Reach())]
    ]


def _remark(row: CaseRow) -> str:
    ended = {
        "WITHDRAWN": "Rút hồ sơ",
        "STOPPED": "Dừng giải quyết",
        "DENIED": "Từ chối giải quyết",
        "WAITING_PAPERS": "Chờ bổ sung",
        "WAITING_DUTY": "Chờ nghĩa vụ tài chính",
    }
    told = [ended.get(row.state, ""), "Đã hẹn lại" if row.reappointed else ""]
    if row.submitter_name:
        told.append(f"Nộp thay: {row.submitter_name}")
    return "; ".join(words for words in told if words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
