"""Rows of a plan, of what it obliges to, and of what happened since."""

from lienthong.domain.plans.models.budget import BudgetEntry
from lienthong.domain.plans.models.document import (
    Area,
    Citation,
    Deadline,
    Lineage,
    Objective,
    Party,
    Plan,
    Section,
    Target,
    Task,
    Version,
    Warning,
)
from lienthong.domain.plans.models.draft import SubmissionDraft
from lienthong.domain.plans.models.feed import CalendarFeed
from lienthong.domain.plans.models.measure import Measure, Measurement
from lienthong.domain.plans.models.obligation import Evidence, Happening, Obligation, Standing
from lienthong.domain.plans.models.pulse import Pulse, Touch
from lienthong.domain.plans.models.report import ProgressReport
from lienthong.domain.plans.models.review import Settlement
from lienthong.domain.plans.models.urging import UrgingLetter, UrgingStep

__all__ = [
    "Area",
    "BudgetEntry",
    "CalendarFeed",
    "Citation",
    "Deadline",
    "Evidence",
    "Happening",
    "Lineage",
    "Measure",
    "Measurement",
    "Objective",
    "Obligation",
    "Party",
    "Plan",
    "ProgressReport",
    "Pulse",
    "Section",
    "Settlement",
    "Standing",
    "SubmissionDraft",
    "Target",
    "Task",
    "Touch",
    "UrgingLetter",
    "UrgingStep",
    "Version",
    "Warning",
]
