"""Telling people what came to them, and each working morning what falls due. Nobody is told of an own act."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from lienthong.domain.cases import models as m
from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries.lists import Queue, in_queue
from lienthong.domain.cases.queries.sight import now_standing
from lienthong.domain.cases.rules.consulting import Outcome
from lienthong.domain.cases.rules.invented import is_invented
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
    Verb.CONSULTED: "Được lấy ý kiến",
    Verb.OPINION_GIVEN: "Đã có ý kiến trả lời",
    Verb.QUESTION_DROPPED: "Không cần trả lời ý kiến nữa",
    Verb.SIDE_DONE: "Bước làm song song đã xong",
    Verb.EXPLAINED: "Hồ sơ trễ hạn, cơ quan được ghi có phần trễ",
    Verb.CONTESTED: "Cơ quan không nhận phần trễ hạn",
}
"""Whoever gets the case hears of these; of a question the heads of the agency that was asked."""

TO_THE_HOLDER = frozenset({Verb.SUPPLEMENT_RECEIVED, Verb.RESUMED, Verb.OPINION_GIVEN, Verb.SIDE_DONE})
WORDS = ("reason", "note", "opinion", "question")
"""What of an event is told word for word: the first that it has."""

LAST_CALL = "Nếu không kịp, hôm nay là hạn cuối để xin lỗi và hẹn lại."


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Tells who gets the case of what happened; gives how many were told."""
    row = m.Happening.objects.select_related("case").get(pk=happening)
    lead = LEADS.get(Verb(row.verb))
    if lead is None:
        return 0
    words = next((str(row.data[name]) for name in WORDS if row.data.get(name)), "")
    urgency = Urgency.URGENT if row.verb == Verb.SENT_BACK else Urgency.NORMAL
    key = f"cases.happening:{row.pk}"
    accounts = sorted(_concerned(row, clock.local(at).date()) - {row.account, ""})
    notes = [_note(account, row.case, lead, key, words, urgency) for account in accounts]
    return _tell(notes, by, at)


def _tell(notes: Iterable[Note], by: Actor, at: datetime) -> int:
    return tell(notes=[note for note in notes if not is_invented(note.account)], by=by, at=at)


def _concerned(row: m.Happening, day: date) -> frozenset[str]:
    """Whom the event itself names, and who directs where rows begin beside; for a signature that names nobody, all who
    sign there; else who holds it now.
    """
    beside = [heads_of(side["agency"], day) for side in row.data.get("sides", ())]
    return frozenset().union(_of_event(row, day), *beside)


def _of_event(row: m.Happening, day: date) -> frozenset[str]:
    if holder := row.data.get("holder"):
        return frozenset({str(holder)})
    if row.verb == Verb.PUT_TO_SIGN:
        return list_who_may(Permission.SIGN, row.data.get("agency", row.agency), day)
    if row.verb in {Verb.CONSULTED, Verb.QUESTION_DROPPED}:
        return heads_of(row.data["asked"], day)
    if row.verb == Verb.EXPLAINED:
        others = {one["agency"] for one in row.data["causes"]} - {row.agency}
        return frozenset().union(*(heads_of(agency, day) for agency in sorted(others)))
    if row.verb == Verb.CONTESTED:
        return heads_of(row.case.owner, day)
    stand = now_standing().get(case=row.case_id)
    if row.verb == Verb.OPINION_GIVEN and not stand.holder:
        return heads_of(stand.agency, day)
    is_holders = row.verb in TO_THE_HOLDER
    return frozenset({stand.holder}) if is_holders else frozenset()


def heads_of(agency: str, day: date) -> frozenset[str]:
    """Who directs the handling there; where nobody does, whoever handles."""
    return list_who_may(Permission.DIRECT, agency, day) or list_who_may(Permission.HANDLE, agency, day)


def tell_of_opinions(*, day: date, by: Actor, at: datetime) -> int:
    """Reminds the agency that was asked on the day itself; a day late the heads of both and who holds the case.

    Once each. An agency with a day off hears of it on its next working day.
    """
    known = almanac()
    tomorrow = clock.local(at).replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    open_ = m.Consultation.objects.filter(outcome=Outcome.OPEN.value, due_at__lt=tomorrow)
    notes: list[Note] = []
    for row in open_.select_related("case").order_by("agency", "due_at", "id").iterator(500):
        if known.calendar(*places_of(row.agency, get_path(row.agency, day)[::-1][1:])).is_working(day):
            notes += _owed(row, day)
    return _tell(notes, by, at)


def _owed(row: m.Consultation, day: date) -> Iterable[Note]:
    due = clock.local(row.due_at).date()
    if due == day:
        lead, accounts = "Ý kiến phải trả lời hôm nay", heads_of(row.agency, day)
    else:
        holder = now_standing().get(case=row.case_id).holder
        both = heads_of(row.agency, day) | heads_of(row.asker, day)
        lead, accounts = f"Ý kiến quá hạn từ {due:%d/%m}", both | ({holder} if holder else frozenset())
    for account in sorted(accounts):
        key = f"cases.opinion:{row.pk}:{due == day}"
        yield _note(account, row.case, lead, key, row.words, Urgency.URGENT)


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
        told += _tell(_morning(agency, stands, day, known), by, at)
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
