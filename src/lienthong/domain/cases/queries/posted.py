"""How much the public post is used: per agency and procedure, what came and what went by it in a period."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lienthong.domain.cases import models as m
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.posted import Part, Share, Use, shares
from lienthong.domain.cases.rules.vocabulary import Channel, ReturnBy
from lienthong.domain.procedures.queries import get_titles, which_go_by_post
from lienthong.spine import clock


@dataclass(frozen=True, slots=True)
class PostLine:
    agency: str
    procedure: str
    title: str
    use: Use


@dataclass(frozen=True, slots=True)
class PostUse:
    """``lines`` hold procedures announced for the post that had a case; the shares add them up."""

    lines: tuple[PostLine, ...]

    @property
    def agencies(self) -> list[str]:
        return sorted({one.agency for one in self.lines})

    def shares(self, agency: str = "") -> dict[Share, Part]:
        """Of one agency, or of all: there a procedure counts once, wherever it was used."""
        by_procedure: dict[str, Use] = defaultdict(Use)
        for one in self.lines:
            if not agency or one.agency == agency:
                by_procedure[one.procedure] += one.use
        return shares(by_procedure.values())


def post_use(agencies: Collection[str] | None, *, since: date, until: date) -> PostUse:
    """Of cases received and results given from one day to another, both within; None: of all agencies."""
    begin, end = _start(since), _start(until + timedelta(days=1))
    stands = now_standing() if agencies is None else now_standing().filter(owner__in=agencies)
    received = _counted(
        stands.filter(received_at__gte=begin, received_at__lt=end), Q(channel=Channel.POST.value)
    )
    by_post = m.Happening.objects.filter(
        case=OuterRef("case"), verb=Verb.GIVEN.value, data__way=ReturnBy.POST.value
    )
    given = stands.filter(state=State.GIVEN.value, ended_at__gte=begin, ended_at__lt=end)
    returned = _counted(given.annotate(posted=Exists(by_post)), Q(posted=True))
    announced = which_go_by_post({version for _agency, _code, version in received.keys() | returned.keys()})
    uses: dict[tuple[str, str], Use] = defaultdict(Use)
    for (agency, code, version), (count, posted) in received.items():
        if version in announced:
            uses[agency, code] += Use(received=count, received_by_post=posted)
    for (agency, code, version), (count, posted) in returned.items():
        if version in announced:
            uses[agency, code] += Use(returned=count, returned_by_post=posted)
    titles = get_titles({code for _agency, code in uses}, until)
    lines = [
        PostLine(agency, code, titles[code].name if code in titles else code, use)
        for (agency, code), use in sorted(uses.items())
    ]
    return PostUse(tuple(lines))


type _Counts = dict[tuple[str, str, int], tuple[int, int]]


def _counted(stands: QuerySet[m.Stand], posted: Q) -> _Counts:
    rows = stands.values_list("owner", "procedure", "case__version")
    found = rows.annotate(count=Count("pk"), by_post=Count("pk", filter=posted)).order_by()
    return {(agency, code, version): (count, by_post) for agency, code, version, count, by_post in found}


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), clock.ZONE)
