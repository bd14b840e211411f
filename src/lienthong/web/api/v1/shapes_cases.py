"""The shapes of procedures, cases, their figures and the calendar."""

import datetime as dt
from decimal import Decimal
from typing import Any

from ninja import Schema
from pydantic import ConfigDict, Field


class ProcedureShape(Schema):
    """One procedure in its version of the day asked about."""

    code: str
    name: str
    field: str
    levels: list[str]
    online_level: int | None = Field(description="1 to 4; 3 and 4 are filed online")


class DurationShape(Schema):
    amount: Decimal
    unit: str


class WayShape(Schema):
    channel: str
    duration: DurationShape | None
    note: str


class PaperShape(Schema):
    name: str
    originals: int
    copies: int
    electronic: bool
    required: bool


class FeeShape(Schema):
    name: str
    amount: int | None = Field(description="in đồng; null where a rule says it in words")
    kind: str
    rule: str


class BasisShape(Schema):
    number: str
    title: str


class FormAnswers(Schema):
    """Answers to an electronic form, by the names of its definition."""

    answers: dict[str, Any]


class FormFault(Schema):
    path: list[str | int]
    message: str


class ProcedureWhole(ProcedureShape):
    """``until`` is the first day on which this version no longer holds."""

    agencies: list[str]
    ways: list[WayShape]
    papers: list[PaperShape]
    fees: list[FeeShape]
    bases: list[BasisShape]
    result: str
    decision: str
    effective_from: dt.date | None
    until: dt.date | None


class HolidayShape(Schema):
    on: dt.date
    kind: str
    name: str
    swapped_with: dt.date | None
    decision: str
    confirmed: bool


class CaseStatus(Schema):
    """No personal data: who asks knows whose case it is."""

    number: str
    procedure: str
    title: str
    agency: str
    status: int = Field(description="the national portal's status code, 1 to 10")
    words: str
    received_at: dt.datetime | None
    promised_at: dt.datetime | None
    legal_at: dt.datetime | None
    signed_at: dt.datetime | None
    ready_at: dt.datetime | None
    ended_at: dt.datetime | None


class CountsShape(Schema):
    """Columns (3) to (13) of form II.06a/VPCP/KSTT; received = resolved + pending."""

    received: int
    received_online: int
    received_direct_post: int
    carried_over: int
    resolved: int
    resolved_early: int
    resolved_on_time: int
    resolved_late: int
    pending: int
    pending_in_time: int
    pending_late: int


class LineShape(CountsShape):
    key: str
    name: str


class DaysShape(Schema):
    model_config = ConfigDict(populate_by_name=True)

    since: dt.date = Field(alias="from")
    to: dt.date


class BoardShape(Schema):
    """The same document as ``cases board --json`` prints."""

    period: DaysShape
    total: CountsShape
    rows: list[LineShape]
