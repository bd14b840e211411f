"""Units that rows of a process may name."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.unit import UnitEntry
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record


@transaction.atomic
def load_units(*, units: Iterable[UnitEntry], by: Actor, at: datetime) -> int:
    """Adds the units that are not known yet; how many."""
    known = set(m.Unit.objects.values_list("code", flat=True))
    missing = [unit for unit in units if unit.code not in known]
    m.Unit.objects.bulk_create(
        m.Unit(
            code=unit.code,
            name=unit.name,
            place=unit.place.value,
            agency=unit.agency,
            level=unit.level.value,
            role=unit.role,
            effective_from=unit.effective_from,
            effective_to=unit.effective_to,
            source=unit.source,
            confirmed=unit.confirmed,
        )
        for unit in missing
    )
    if missing:
        record(
            by=by,
            verb="procedures.load_units",
            subject="procedures:units",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"units": [unit.code for unit in missing]},
        )
    return len(missing)
