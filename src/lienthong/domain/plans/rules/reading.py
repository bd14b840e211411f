"""What was read from a plan: values with the places their words came from, and what a person should look
at.
"""

from dataclasses import dataclass, field
from datetime import date

from lienthong.domain.plans.rules.agencies import AgencyReading
from lienthong.domain.plans.rules.citations import Citation
from lienthong.domain.plans.rules.deadlines import Deadline
from lienthong.domain.plans.rules.source import Cell, Place
from lienthong.domain.plans.rules.targets import Target


@dataclass(frozen=True)
class Caution:
    """Something a person should look at: a stable code, the words it is about, where they stand."""

    code: str
    about: str = ""
    place: Place = field(default=Place())


@dataclass(frozen=True)
class DocumentReading:
    """The document that issued the plan; what it does not say is None."""

    number: str | None = None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None
    year: int | None = None


@dataclass(frozen=True)
class Section:
    """A part of the body with its address: "II", "II.6", "II.6.đ"."""

    address: str
    text: str
    place: Place


@dataclass(frozen=True)
class Area:
    """A field of reform, by its Roman numeral."""

    numeral: str
    title: str
    place: Place


@dataclass(frozen=True)
class TaskReading:
    """One task. ``sources``: the cells its words came from, in reading order."""

    area: str | None
    number: int | None
    title: str | None
    details: tuple[str, ...] = ()
    outputs: tuple[str, ...] = ()
    lead: tuple[AgencyReading, ...] = ()
    coordinating: tuple[AgencyReading, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[str, ...] = ()
    cautions: tuple[Caution, ...] = ()
    sources: tuple[Cell, ...] = ()


@dataclass(frozen=True)
class PlanReading:
    """A whole plan as read."""

    document: DocumentReading
    objectives: tuple[str, ...]
    sections: tuple[Section, ...]
    areas: tuple[Area, ...]
    tasks: tuple[TaskReading, ...]
    citations: tuple[Citation, ...]
    cautions: tuple[Caution, ...]
