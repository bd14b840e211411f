"""Services that must be online, held against what is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from lienthong.domain.procedures.rules.vocabulary import OnlineExtent, OnlineLevel

EXTENTS: Final[Mapping[OnlineExtent, OnlineLevel]] = {
    OnlineExtent.PARTIAL: OnlineLevel.FILING,
    OnlineExtent.FULL: OnlineLevel.PAYMENT,
}
"""The words of Decree 42/2022 on the scale of Decree 43/2011, so that lists before and after it are held alike."""
ONLINE_FROM: Final = OnlineLevel.FILING
"""The level from which people file online; what lies below it is no service online."""


class Verdict(StrEnum):
    MISSING = "MISSING"
    BELOW = "BELOW"
    MET = "MET"
    EXTRA = "EXTRA"


VERDICT_LABELS: dict[Verdict, Promise] = {
    Verdict.MISSING: pgettext_lazy("online", "not published"),
    Verdict.BELOW: pgettext_lazy("online", "below the level"),
    Verdict.MET: pgettext_lazy("online", "met"),
    Verdict.EXTRA: pgettext_lazy("online", "beyond the list"),
}


@dataclass(frozen=True, slots=True)
class Need:
    """A row of the list: the procedure must be online at least at ``level``."""

    code: str
    name: str
    level: OnlineLevel


@dataclass(frozen=True, slots=True)
class Service:
    """What is published of a procedure; ``level`` 0 where it is not said."""

    code: str
    name: str
    keeper: str
    level: int


@dataclass(frozen=True, slots=True)
class Held:
    """A procedure of the list, of what is published, or of both."""

    code: str
    name: str
    keeper: str
    required: int
    published: int | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class ListEntry:
    """A list of required services as it is entered, in force from a day on until a later one is."""

    decision: str
    decided_on: date
    effective_from: date
    needs: tuple[Need, ...]


def level_of(level: int | None, extent: str) -> int:
    """The higher of what both scales say."""
    said = EXTENTS.get(OnlineExtent(extent), 0) if extent else 0
    return max(level or 0, said)


def hold_against(needs: Iterable[Need], services: Mapping[str, Service]) -> list[Held]:
    """The rows of the list in its order, then what is online beyond it by code."""
    listed = {need.code: _held(need, services.get(need.code)) for need in needs}
    beyond = (
        one for code, one in sorted(services.items()) if code not in listed and one.level >= ONLINE_FROM
    )
    extra = [Held(one.code, one.name, one.keeper, 0, one.level, Verdict.EXTRA) for one in beyond]
    return [*listed.values(), *extra]


def _held(need: Need, service: Service | None) -> Held:
    if service is None:
        return Held(need.code, need.name, "", need.level, None, Verdict.MISSING)
    verdict = Verdict.MET if service.level >= need.level else Verdict.BELOW
    return Held(need.code, service.name, service.keeper, need.level, service.level, verdict)
