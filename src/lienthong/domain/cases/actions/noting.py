"""Telling people what came to them, and each working morning what falls due. Nobody is told of an own act."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from lienthong.domain.cases import models as m
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries.lists import Queue, in_queue
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.moves import AT_WORK, Verb
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import get_path, list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.calendar.queries import Almanac, almanac, places_of

LEADS: Mapping[Verb, str] = {
    Verb.ASSIGNED: "Được giao hồ sơ",
    Verb.HANDED_OVER: "Nhận hồ sơ chuyển đến",
    Verb.SENT_BACK: "Hồ sơ bị trả lại",
    Verb.PUT_TO_SIGN: "Hồ sơ chờ ký",
    Verb.SUPPLEMENT_RECEIVED: "Đã có giấy tờ bổ sung",
    Verb.RESUMED: "Hồ sơ tính giờ trở lại",
}
"""Whoever gets the case hears of these."""

LAST_CALL = "Nếu không kịp, hôm nay là hạn cuối để xin lỗi và hẹn lại."


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Tells who gets the case of what happened; gives how many were told."""
    row = m.Happening.objects.select_related("case").get(pk=happening)
    lead = LEADS.get(Verb(row.verb))
    if lead is None:
        return 0
    words = str(row.data.get("reason") or row.data.get("note") or "")
    urgency = Urgency.URGENT if row.verb == Verb.SENT_BACK else Urgency.NORMAL
    key = f"cases.happening:{row.pk}"
    accounts = sorted(_concerned(row, clock.local(at).date()) - {row.account, ""})
    notes = [_note(account, row.case, lead, key, words, urgency) for account in accounts]
    return tell(notes=notes, by=by, at=at)


def _concerned(row: m.Happening, day: date) -> frozenset[str]:
    """Whom the event itself names; for a signature that names nobody, all who sign there; else who holds it now."""
    if holder := row.data.get("holder"):
        return frozenset({str(holder)})
    if row.verb == Verb.PUT_TO_SIGN:
        return list_who_may(Permission.SIGN, row.data.get("agency", row.agency), day)
    if row.verb in {Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED}:
        return frozenset({now_standing().get(case=row.case_id).holder})
    return frozenset()


def tell_morning(*, day: date, by: Actor, at: datetime) -> int:
    """Tells who holds a case, and who directs there, that it falls due today or on the next working day, or is late.

    Due tomorrow is the last day on which an apology is in time. Agencies with a day off hear nothing.
    """
    known = almanac()
    near = in_queue(Queue.LATE, at) | in_queue(Queue.TODAY, at) | in_queue(Queue.SOON, at)
    rows = now_standing().filter(near, closed=False)
    by_agency: dict[str, list[m.Stand]] = defaultdict(list)
    for stand in rows.select_related("case").order_by("agency", "turn_at", "case").iterator(500):
        by_agency[stand.agency].append(stand)
    told = 0
    for agency, stands in by_agency.items():
        told += tell(notes=list(_morning(agency, stands, day, known)), by=by, at=at)
    return told


def _morning(agency: str, stands: Iterable[m.Stand], day: date, known: Almanac) -> Iterable[Note]:
    calendar = known.calendar(*places_of(agency, get_path(agency, day)[::-1][1:]))
    if not calendar.is_working(day):
        return
    tomorrow = calendar.next_working(day)
    heads = sorted(list_who_may(Permission.DIRECT, agency, day))
    for stand in stands:
        due = clock.local(stand.due_at).date() if stand.due_at else day
        if stand.state not in AT_WORK or due > tomorrow:
            continue
        lead = _lead(due, day)
        words = LAST_CALL if due == tomorrow and not stand.reappointed else ""
        for account in dict.fromkeys([stand.holder, *heads] if stand.holder else heads):
            key = f"cases.due:{stand.case_id}:{lead}:{due}"
            yield _note(account, stand.case, lead, key, words, Urgency.URGENT)


def _lead(due: date, day: date) -> str:
    if due < day:
        return "Hồ sơ quá hạn"
    return "Hồ sơ hết hạn hôm nay" if due == day else "Hồ sơ còn 1 ngày làm việc"


def _note(account: str, case: m.Case, lead: str, key: str, words: str, urgency: Urgency) -> Note:
    about = f"{case.number} {case.applicant_name}".strip()
    return Note(
        account=account,
        subject=f"case:{case.pk}",
        kind="cases.told",
        title=f"{lead}: {about}, {case.title}"[:200],
        address=f"/cases/{case.pk}/",
        key=key,
        body=words,
        urgency=urgency,
    )
