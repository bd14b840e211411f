"""Procedures known only from old cases: they have a name, held until the day on which the cases came, and no more."""

import re
from datetime import date, datetime
from typing import Final

from django.db import transaction

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.actions.common import CODE, tell
from lienthong.domain.procedures.actions.drafting import add_version
from lienthong.domain.procedures.rules.record import Record, Step, Task
from lienthong.domain.procedures.rules.vocabulary import State
from lienthong.spine.actor import Actor
from lienthong.spine.clock import local

SINCE: Final = date(2000, 1, 1)
BASIS: Final = "Nhập hồ sơ từ hệ thống cũ"
STEPS: Final = (
    Step("Tiếp nhận", "one_stop", "one_stop_officer", tasks=(Task("Tiếp nhận"),)),
    Step("Ký kết quả", "leadership", "agency_leader", after=(1,), tasks=(Task("Ký kết quả", ends=True),)),
)
"""So much is known of any process: what is open still can be brought to its end."""


def is_code(text: str) -> bool:
    """Whether a procedure may bear it."""
    return re.fullmatch(CODE, text) is not None


@transaction.atomic
def enter_historic(*, code: str, name: str, field: str, keeper: str, by: Actor, at: datetime) -> int:
    """The version that old cases keep; it was in force until today and nothing new is filed under it."""
    procedure = m.Procedure.objects.create(code=code, keeper=keeper, recorded_at=at)
    version = add_version(procedure, 1, Record(name=name or code, field=field, steps=STEPS), by=by, at=at)
    today = local(at).date()
    m.Version.objects.filter(pk=version.pk).update(
        submitted_at=at,
        submitted_by=by.account,
        announced_at=at,
        decision=BASIS,
        decided_on=today,
        effective_from=SINCE,
        published_at=at,
        effective_to=today,
        ended=State.ABOLISHED.value,
        end_decision=BASIS,
        end_reason=BASIS,
    )
    tell(version, "enter_historic", by=by, at=at, words=name or code)
    return version.pk
