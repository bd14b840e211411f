"""The shapes of answers, as the OpenAPI description shows them."""

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import Field

type Comparator = Literal[">=", ">", "=", "<=", "<"]
type DeadlineKind = Literal["by", "window", "continuous", "recurring", "external", "unstated"]


class PlanShape(Schema):
    """One plan in its version of the day asked about."""

    slug: str
    number: str
    issued_on: dt.date
    issuer: str
    agency: str
    year: int
    title: str
    version: int
    recorded_at: dt.datetime


class Document(Schema):
    number: str | None
    issued_on: dt.date | None
    issuer: str | None
    title: str | None
    year: int | None


class AreaShape(Schema):
    numeral: str
    title: str


class PartyShape(Schema):
    text: str = Field(description="the plan's own words")
    agency: str | None = Field(description="stable code, null where nobody was matched")
    group: str | None
    inherited: bool = Field(description="goes on from the cell above")


class Occurrence(Schema):
    start: dt.date
    due: dt.date


class DeadlineShape(Schema):
    text: str
    subject: str | None
    kind: DeadlineKind
    start: dt.date | None
    due: dt.date | None
    occurrences: list[Occurrence]
    inherited: bool


class TargetShape(Schema):
    text: str
    comparator: Comparator
    value: int | float
    unit: str


class Caution(Schema):
    code: str
    message: str


class DocumentCaution(Caution):
    line: int | None


class TaskShape(Schema):
    area: str | None
    number: int | None
    title: str | None
    details: list[str]
    outputs: list[str]
    lead: list[PartyShape]
    coordinating: list[PartyShape]
    deadlines: list[DeadlineShape]
    targets: list[TargetShape]
    citations: list[str]
    warnings: list[Caution]


class NamedTask(TaskShape):
    ref: str = Field(description="how people call the task: VI.11")


class ObligationShape(Schema):
    """What one agency owes once, and how it stood at the end of the day asked about."""

    id: int
    task: str | None = Field(description="ref of its task, null for a report asked for outside the plan")
    key: str
    part: Literal["LEAD", "CONTRIBUTION", "REQUEST"]
    title: str
    outputs: list[str]
    agency: str
    kind: DeadlineKind
    due: dt.date | None = Field(description="the day in force")
    first_due: dt.date | None = Field(description="the day it was laid with")
    status: str
    on_time: bool | None
    evidence_on: dt.date | None = Field(description="own day of the accepted document that completed it")
    submitted_at: dt.datetime | None
    accepted_at: dt.datetime | None


class CitationShape(Schema):
    type: str
    number: str | None
    issued_on: dt.date | None
    issuer: str | None


class PlanContract(Schema):
    """A whole plan; the same object as ``plan import --json`` prints."""

    document: Document
    objectives: list[str]
    areas: list[AreaShape]
    tasks: list[TaskShape]
    citations: list[CitationShape]
    warnings: list[DocumentCaution]


class CodeShape(Schema):
    scheme: str
    code: str
    confirmed: bool


class AgencyShape(Schema):
    """An agency as it was on the day asked about; ``since`` null: before all records."""

    code: str
    name: str
    short_name: str
    aliases: list[str]
    kind: str
    level: str
    parent: str
    since: dt.date | None
    decision: str
    confirmed: bool
    official_codes: list[CodeShape]


class VersionShape(Schema):
    """One stretch of an agency's history; ``until`` is the first day it no longer held."""

    name: str
    short_name: str
    parent: str
    since: dt.date | None
    until: dt.date | None
    decision: str


class EdgeShape(Schema):
    """Where work went: ``principal`` marks the heir of what was open."""

    kind: str
    predecessor: str
    successor: str
    on: dt.date
    partial: bool
    principal: bool
    decision: str


class AgencyHistory(Schema):
    """``agency`` is null when none was in force under the code on the day; ``heir`` answers then."""

    code: str
    agency: AgencyShape | None
    heir: str
    history: list[VersionShape]
    successors: list[EdgeShape]
    predecessors: list[EdgeShape]


class Problem(Schema):
    """RFC 9457: what is wrong, in a sentence for people and a code for programs."""

    type: str
    title: str
    status: int
    detail: str
    code: str
