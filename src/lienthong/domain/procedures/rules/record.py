"""The whole of what one version says, as frozen values: read, checked, compared, kept."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from lienthong.domain.procedures.rules.vocabulary import (
    Audience,
    Channel,
    FeeKind,
    Level,
    OnlineExtent,
    OnlineLevel,
    Pause,
    StepKind,
    TimeUnit,
)
from lienthong.spine.calendar.rules.values import Supplement as Clock

Effect = Clock
"""What asking for completion does to the clock: pause it or begin it anew."""


@dataclass(frozen=True, slots=True)
class Duration:
    amount: Decimal
    unit: TimeUnit = TimeUnit.WORKING_DAY


@dataclass(frozen=True, slots=True)
class Way:
    """A channel in which papers may be filed, and the legal time there; None where nobody said it yet."""

    channel: Channel
    duration: Duration | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """One component. ``held_by``: where the State holds it already, so that nobody may ask for it; "" nowhere known."""

    name: str
    originals: int = 0
    copies: int = 0
    certified: bool = False
    electronic: bool = False
    required: bool = True
    held_by: str = ""

    @property
    def is_counted(self) -> bool:
        return bool(self.originals or self.copies or self.electronic)


@dataclass(frozen=True, slots=True)
class Fee:
    """``amount`` in đồng, 0 free, None when ``rule`` tells how it is reckoned; of one ``channel`` or, None, of all.

    In force from ``since`` before ``until``.
    """

    name: str
    amount: int | None
    kind: FeeKind = FeeKind.CHARGE
    channel: Channel | None = None
    rule: str = ""
    exemptions: str = ""
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Basis:
    """A document of law that the procedure rests on."""

    number: str
    title: str = ""
    issued_on: date | None = None
    issuer: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """A prescribed sheet: ``code`` as the law numbers it, ``basis`` where it is printed."""

    name: str
    code: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Supplement:
    """How often and how soon completion may be asked for, and what that does to the clock."""

    rounds: int
    within: Decimal
    effect: Effect
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """``days`` are a hint inside the step. ``ends``: the business clock stops here, at the signature."""

    name: str
    days: Decimal | None = None
    ends: bool = False
    pauses: Pause | None = None
    resumes: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the internal process. Rows are called by their place from 1 on.

    It begins when every row of ``after`` is done; rows with a common predecessor run side by side. ``returns``: rows to
    which its people may send the case back. ``unit`` is a unit's or an agency's code, ``role`` the hat that works.
    ``online`` is the time for what was filed online, None: as ``time``; both in ``measure``.
    """

    name: str
    unit: str
    role: str = ""
    time: Decimal | None = None
    online: Decimal | None = None
    measure: TimeUnit = TimeUnit.WORKING_DAY
    kind: StepKind = StepKind.HANDLE
    after: tuple[int, ...] = ()
    returns: tuple[int, ...] = ()
    tasks: tuple[Task, ...] = ()

    def time_of(self, channel: Channel) -> Decimal | None:
        return self.time if self.online is None or channel is not Channel.ONLINE else self.online


@dataclass(frozen=True, slots=True)
class Record:
    """``agencies``: codes of agencies or groups that decide. ``form``: a JSON Schema of what the applicant fills in."""

    name: str
    field: str = ""
    levels: tuple[Level, ...] = ()
    agencies: tuple[str, ...] = ()
    coordinating: str = ""
    audience: tuple[Audience, ...] = ()
    sequence: str = ""
    conditions: str = ""
    result: str = ""
    validity: str = ""
    online_level: OnlineLevel | None = None
    online_extent: OnlineExtent | None = None
    returns_by_post: bool = False
    originals_travel: bool = False
    copies_of_file: int = 1
    fee_text: str = ""
    ways: tuple[Way, ...] = ()
    papers: tuple[Paper, ...] = ()
    fees: tuple[Fee, ...] = ()
    bases: tuple[Basis, ...] = ()
    forms: tuple[Form, ...] = ()
    supplement: Supplement | None = None
    steps: tuple[Step, ...] = ()
    form: Mapping[str, Any] = dataclasses.field(default_factory=dict)
