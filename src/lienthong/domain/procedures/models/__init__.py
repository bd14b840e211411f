"""Rows of procedures: versions with all they say, units that work on them, and what happened to them."""

from lienthong.domain.procedures.models.event import LifeEvent
from lienthong.domain.procedures.models.happening import Answer, Happening
from lienthong.domain.procedures.models.online import RequiredList, RequiredService
from lienthong.domain.procedures.models.parts import Basis, Fee, Form, Paper, Way
from lienthong.domain.procedures.models.process import Step, Task, Unit
from lienthong.domain.procedures.models.sending import Divergence, Reconciliation, Sending
from lienthong.domain.procedures.models.trigger import Demand, Trigger
from lienthong.domain.procedures.models.version import Procedure, Version

__all__ = [
    "Answer",
    "Basis",
    "Demand",
    "Divergence",
    "Fee",
    "Form",
    "Happening",
    "LifeEvent",
    "Paper",
    "Procedure",
    "Reconciliation",
    "RequiredList",
    "RequiredService",
    "Sending",
    "Step",
    "Task",
    "Trigger",
    "Unit",
    "Version",
    "Way",
]
