"""The register of online services: what must be online held against what is published."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.rules.online import Held, Need, Service, Verdict, hold_against, level_of
from lienthong.domain.procedures.rules.vocabulary import OnlineLevel

MOST = 20_000


@dataclass(frozen=True, slots=True)
class ListRow:
    id: int
    decision: str
    decided_on: date
    effective_from: date
    recorded_at: datetime
    recorder: str


@dataclass(frozen=True, slots=True)
class Register:
    """``of`` is the list that counts on the day; None while there is none. ``counts`` of each verdict."""

    of: ListRow | None
    rows: list[Held]
    counts: dict[Verdict, int]

    @property
    def required(self) -> int:
        return sum(count for verdict, count in self.counts.items() if verdict is not Verdict.EXTRA)

    @property
    def share(self) -> int:
        """Of what is required, in tenths of a per cent, never rounded up."""
        return 1_000 * self.counts[Verdict.MET] // self.required if self.required else 0


def get_register(as_of: date) -> Register:
    found = (
        m.RequiredList.objects.filter(effective_from__lte=as_of).order_by("-effective_from", "-id").first()
    )
    needs = _needs(found) if found else []
    rows = hold_against(needs, _services(as_of))
    counts = {verdict: sum(row.verdict is verdict for row in rows) for verdict in Verdict}
    return Register(_row(found) if found else None, rows, counts)


def _needs(of: m.RequiredList) -> list[Need]:
    rows = m.RequiredService.objects.filter(of=of).order_by("position")[:MOST]
    return [Need(row.code, row.name, OnlineLevel(row.level)) for row in rows]


def _services(as_of: date) -> dict[str, Service]:
    """Published procedures in force on a day, by code."""
    found = m.Version.objects.filter(
        Q(effective_to=None) | Q(effective_to__gt=as_of),
        published_at__isnull=False,
        effective_from__lte=as_of,
    )
    rows = found.values_list("procedure__code", "name", "procedure__keeper", "online_level", "online_extent")
    return {
        code: Service(code, name, keeper, level_of(level, extent))
        for code, name, keeper, level, extent in rows[:MOST]
    }


def _row(row: m.RequiredList) -> ListRow:
    return ListRow(row.pk, row.decision, row.decided_on, row.effective_from, row.recorded_at, row.recorder)
