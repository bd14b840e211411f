"""Reference data of procedures: units that rows of a process may name, events of life that lead to them."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.conf import settings
from django.db import transaction

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.event import LifeEventEntry
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


@transaction.atomic
def load_life_events(*, events: Iterable[LifeEventEntry], by: Actor, at: datetime) -> int:
    """Adds what is not there yet; how many rows."""
    columns = ("code", "field", "words", "effective_from")
    known = set(m.LifeEvent.objects.values_list(*columns))
    missing = [one for one in events if tuple(getattr(one, name) for name in columns) not in known]
    m.LifeEvent.objects.bulk_create(m.LifeEvent(**asdict(one)) for one in missing)
    if missing:
        record(
            by=by,
            verb="procedures.load_life_events",
            subject="procedures:life_events",
            agency=settings.LIENTHONG_PROVINCE,
            at=at,
            details={"events": [*sorted({one.code for one in missing})]},
        )
    return len(missing)
