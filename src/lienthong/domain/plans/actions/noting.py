"""Telling people what happened to a duty of theirs, or waits for their word. Nobody is told of an own act."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import get_names
from lienthong.domain.plans import models as m
from lienthong.domain.plans.queries.obligations import ObligationRow, get_obligation
from lienthong.domain.plans.queries.urging import People
from lienthong.domain.plans.rules.standing import UNDONE, Verb
from lienthong.domain.plans.rules.urging import desk_of, place_of, shorten
from lienthong.spine import clock
from lienthong.spine.actor import Actor


@dataclass(frozen=True, slots=True)
class Scene:
    """What happened, to which duty, and the people who may have to hear of it."""

    happening: m.Happening
    duty: ObligationRow
    plan: m.Plan
    people: People

    @property
    def judges(self) -> frozenset[str]:
        return self.people.judges(self.duty, self.plan)

    @property
    def focal(self) -> frozenset[str]:
        return self.people.focal(self.duty.agency, self.duty.focal)

    @property
    def both(self) -> frozenset[str]:
        return self.focal | self.people.head(self.duty.agency, self.duty.head)

    @property
    def named(self) -> frozenset[str]:
        """Whom an assignment names."""
        return frozenset(self.happening.data.get(part, "") for part in ("head", "focal")) - {""}


@dataclass(frozen=True, slots=True)
class Telling:
    """Who hears of a verb, and how: ``%s`` is the agency in ``lead``, always before what is owed.

    Judges go to the plan, where they decide; everybody else to the desk, where the duty is seen to.
    """

    who: Callable[[Scene], frozenset[str]]
    lead: str
    is_urgent: bool = False
    is_for_judges: bool = False


TOLD: Mapping[Verb, Telling] = {
    Verb.SUBMITTED: Telling(lambda scene: scene.judges, "%s nộp", is_for_judges=True),
    Verb.EXTENSION_ASKED: Telling(lambda scene: scene.judges, "%s xin gia hạn", is_for_judges=True),
    Verb.RETURNED: Telling(lambda scene: scene.both, "Bị trả lại", is_urgent=True),
    Verb.REOPENED: Telling(lambda scene: scene.both, "Phải làm lại", is_urgent=True),
    Verb.RESTORED: Telling(lambda scene: scene.both, "Lại phải thực hiện", is_urgent=True),
    Verb.ACCEPTED: Telling(lambda scene: scene.focal, "Được chấp nhận"),
    Verb.EXTENSION_GRANTED: Telling(lambda scene: scene.focal, "Được gia hạn"),
    Verb.EXTENSION_REFUSED: Telling(lambda scene: scene.focal, "Không được gia hạn", is_urgent=True),
    Verb.DATED: Telling(lambda scene: scene.focal, "Đã có thời hạn"),
    Verb.EXCUSED: Telling(lambda scene: scene.focal, "Không phải thực hiện"),
    Verb.ASSIGNED: Telling(lambda scene: scene.named, "Được giao"),
}
"""Reminders tell people themselves; what is not here is told to nobody."""


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Tells those whom an event concerns; gives how many."""
    row = m.Happening.objects.select_related("obligation__plan").get(pk=happening)
    if row.verb == Verb.HANDED_OVER:
        return _tell_heir(row, by=by, at=at)
    telling = TOLD.get(Verb(row.verb))
    if telling is None:
        return 0
    day = clock.local(at).date()
    duty = get_obligation(row.obligation_id, as_of=day)
    scene = Scene(row, duty, row.obligation.plan, People(day))
    accounts = telling.who(scene) - {row.account}
    agency = get_names([duty.agency], day).get(duty.agency, duty.agency)
    lead = telling.lead.replace("%s", agency)
    notes = [_note(scene, telling, lead, account) for account in sorted(accounts)]
    return tell(notes=notes, by=by, at=at)


def _tell_heir(row: m.Happening, *, by: Actor, at: datetime) -> int:
    """One note to each of an heir's people, of all that it took over at that instant."""
    plan, heir, day = row.obligation.plan, row.data["to"], clock.local(at).date()
    taken = m.Standing.objects.filter(
        plan=plan.pk, agency=heir, since=row.occurred_at, until__isnull=True, superseded_at__isnull=True
    )
    givers = set(taken.order_by().values_list("obligation__agency", flat=True)) - {heir}
    if not givers:
        return 0
    people, names = People(day), get_names(givers, day)
    notes = [
        Note(
            account=account,
            subject=f"plan:{plan.pk}",
            kind="plans.handed_over",
            title=shorten(f"Tiếp nhận {taken.count()} nghĩa vụ từ {', '.join(sorted(names.values()))}"),
            body=f"Kế hoạch cải cách hành chính năm {plan.year}, Quyết định số {plan.number}.",
            address="/work/?whose=agency",
            key=f"plans.handed_over:{plan.pk}:{heir}:{row.occurred_at.isoformat()}",
        )
        for account in sorted(people.focal(heir) | people.head(heir))
    ]
    return tell(notes=notes, by=by, at=at)


def _note(scene: Scene, telling: Telling, lead: str, account: str) -> Note:
    duty, happening = scene.duty, scene.happening
    is_of_plan = telling.is_for_judges and not duty.of  # the lead judges a contribution at its desk
    return Note(
        account=account,
        subject=f"obligation:{duty.id}",
        kind=f"plans.{happening.verb.lower()}",
        title=shorten(f"{lead}: {duty.title}"),
        body=_body(scene),
        address=place_of(scene.plan.slug, duty.ref, duty.id) if is_of_plan else desk_of(duty.id),
        key=f"plans.happening:{happening.pk}",
        urgency=Urgency.URGENT if telling.is_urgent else Urgency.NORMAL,
    )


def _body(scene: Scene) -> str:
    """Whose words it were, and the day in force."""
    data = scene.happening.data
    words = str(data.get("reason") or data.get("note") or data.get("basis") or "")
    due = f"Thời hạn: {scene.duty.due:%d/%m/%Y}." if scene.duty.due else ""
    asked = f"Xin đến ngày {scene.duty.extension:%d/%m/%Y}." if scene.duty.extension else ""
    return " ".join(part for part in (words, asked, due) if part)


def tell_asked(*, obligation: int, asked_by: str, by: Actor, at: datetime) -> int:
    """Tells an agency's people that a contribution or a report is asked of it."""
    day = clock.local(at).date()
    duty = get_obligation(obligation, as_of=day)
    accounts = People(day).focal(duty.agency, duty.focal) - {asked_by}
    is_report = duty.part == m.Obligation.Part.REQUEST
    lead = "Yêu cầu báo cáo" if is_report else "Đề nghị phối hợp"
    notes = [
        Note(
            account=account,
            subject=f"obligation:{obligation}",
            kind="plans.asked",
            title=shorten(f"{lead}: {duty.title}"),
            body=f"Thời hạn: {duty.due:%d/%m/%Y}." if duty.due else "",
            address=desk_of(obligation),
            key=f"plans.asked:{obligation}",
        )
        for account in sorted(accounts)
    ]
    return tell(notes=notes, by=by, at=at)


def tell_issued(*, plan: int, version: int, by: Actor, at: datetime) -> int:
    """Tells the people of each agency, and its leaders, how many duties a version that came into force leaves it."""
    held = m.Plan.objects.get(pk=plan)
    people = People(clock.local(at).date())
    notes = [
        note
        for agency, count in sorted(_owed(plan).items())
        for note in _issued(held, version, count, people.focal(agency) | people.head(agency))
    ]
    return tell(notes=notes, by=by, at=at)


def _owed(plan: int) -> Counter[str]:
    rows = m.Standing.objects.filter(
        plan=plan, until__isnull=True, superseded_at__isnull=True, state__in=UNDONE
    )
    return Counter(rows.values_list("agency", flat=True))


def _issued(plan: m.Plan, version: int, count: int, accounts: Iterable[str]) -> list[Note]:
    title = f"Kế hoạch cải cách hành chính năm {plan.year}: cơ quan có {count} nghĩa vụ phải thực hiện"
    body = f"Quyết định số {plan.number} ngày {plan.issued_on:%d/%m/%Y} của {plan.issuer}."
    return [
        Note(account, f"plan:{plan.pk}", "plans.issued", title, "/work/", f"plans.issued:{version}", body)
        for account in sorted(accounts)
    ]
