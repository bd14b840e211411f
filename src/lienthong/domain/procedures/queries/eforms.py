"""What filing online needs of a version besides its handling."""

from collections.abc import Collection
from dataclasses import dataclass

from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.errors import ProcedureNotFound
from lienthong.domain.procedures.queries.versions import Handling
from lienthong.domain.procedures.rules.eform import EForm
from lienthong.domain.procedures.rules.vocabulary import Audience, Channel, OnlineLevel


@dataclass(frozen=True, slots=True)
class Filing:
    form: EForm
    audience: tuple[Audience, ...]
    returns_by_post: bool
    result: str

    @property
    def is_for_bodies(self) -> bool:
        return bool({Audience.BUSINESS, Audience.ORGANISATION} & set(self.audience))

    @property
    def is_for_people(self) -> bool:
        return not self.audience or bool({Audience.CITIZEN, Audience.FOREIGN} & set(self.audience))


def get_filing(version: int) -> Filing:
    """Raises ProcedureNotFound."""
    columns = ("form", "audience", "returns_by_post", "result")
    found = m.Version.objects.filter(pk=version).values_list(*columns).first()
    if found is None:
        raise ProcedureNotFound
    form, audience, by_post, result = found
    return Filing(EForm(form), tuple(Audience(one) for one in audience), by_post, result)


def which_go_by_post(versions: Collection[int]) -> frozenset[int]:
    """Those of the versions that were announced for the public post."""
    rows = m.Version.objects.filter(pk__in=versions, returns_by_post=True)
    return frozenset(rows.values_list("pk", flat=True))


def which_reach_level_three(versions: Collection[int]) -> frozenset[int]:
    """Those of the versions that are served online at level 3 or 4."""
    rows = m.Version.objects.filter(pk__in=versions, online_level__gte=OnlineLevel.FILING)
    return frozenset(rows.values_list("pk", flat=True))


def is_filed_online(handling: Handling, filing: Filing) -> bool:
    """Whether there is an online way with its legal time, and a form to fill in."""
    timed = {way.channel for way in handling.ways if way.duration is not None}
    return Channel.ONLINE in timed and bool(filing.form.schema.get("properties"))
