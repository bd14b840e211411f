"""Telling officials what waits for them: a decision, a draft to control or sent back, days that come near."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Final

from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.domain.procedures import models as m
from lienthong.domain.procedures.permissions import Permission
from lienthong.domain.procedures.queries.announcing import DemandRow, list_demands
from lienthong.domain.procedures.queries.units import office_of
from lienthong.domain.procedures.rules.announcing import OF_THE_KEEPER, Stage, is_reminded
from lienthong.domain.procedures.rules.vocabulary import State
from lienthong.spine import clock
from lienthong.spine.actor import Actor

PAGE: Final = "/work/procedures/announcing/"
LISTED: Final = 12
STAGES: Final = {
    Stage.TO_DRAFT: "chưa lập dự thảo",
    Stage.DRAFTING: "đang dự thảo",
    Stage.CONTROL: "chờ kiểm soát và công bố",
    Stage.TO_ABOLISH: "chờ quyết định bãi bỏ",
    Stage.TO_PUBLISH: "đã công bố, chờ công khai",
}


def tell_of_trigger(*, trigger: int, by: Actor, at: datetime) -> int:
    """The officials who draft for each agency concerned hear of a decision; how many were told."""
    day = clock.local(at).date()
    held = m.Trigger.objects.get(pk=trigger)
    by_keeper: dict[str, list[DemandRow]] = defaultdict(list)
    for row in [] if held.withdrawn_at else list_demands(day, trigger=trigger):
        by_keeper[row.keeper].append(row)
    notes = [
        _note(
            account,
            f"trigger:{trigger}",
            f"Quyết định {held.number}: {len(rows)} thủ tục phải công bố trước {rows[0].announce_by:%d/%m/%Y}",
            f"{PAGE}{trigger}/",
            f"procedures.trigger:{trigger}:{keeper}",
            "\n".join(f"{row.code} {row.name}" for row in rows[:LISTED]),
        )
        for keeper, rows in by_keeper.items()
        for account in sorted(list_who_may(Permission.DRAFT, keeper, day) - {held.recorded_by})
    ]
    return tell(notes=notes, by=by, at=at)


def tell_submitted(*, version: int, by: Actor, at: datetime) -> int:
    """The office hears of a draft that waits for its control, unless that is over already."""
    held = m.Version.objects.select_related("procedure").filter(pk=version).first()
    if held is None or held.state is not State.SUBMITTED:
        return 0
    day = clock.local(at).date()
    accounts = list_who_may(Permission.CONTROL, office_of(day), day) - {held.submitted_by}
    return tell(notes=_of_draft(held, "Dự thảo chờ kiểm soát", accounts), by=by, at=at)


def tell_sent_back(*, version: int, by: Actor, at: datetime) -> int:
    """Who wrote the draft hears why it came back."""
    held = m.Version.objects.select_related("procedure").filter(pk=version).first()
    if held is None or held.state is not State.DRAFT:
        return 0
    story = list(m.Happening.objects.filter(procedure=held.procedure, version=held.number).order_by("-id"))
    sent = next((one for one in story if one.verb == "send_back"), None)
    if sent is None:
        return 0
    drafters = list_who_may(Permission.DRAFT, held.procedure.keeper, clock.local(at).date())
    writers = drafters & {one.account for one in story}
    accounts = (writers or drafters) - {sent.account}
    notes = _of_draft(held, "Dự thảo bị trả lại", accounts, sent.words, f":{sent.pk}", Urgency.URGENT)
    return tell(notes=notes, by=by, at=at)


def _of_draft(
    held: m.Version,
    lead: str,
    accounts: Collection[str],
    words: str = "",
    key: str = "",
    urgency: Urgency = Urgency.NORMAL,
) -> list[Note]:
    title = f"{lead}: {held.procedure.code} {held.name}"[:200]
    about, page = f"procedure:{held.procedure_id}", f"/work/procedures/{held.pk}/"
    when = key or f":{held.submitted_at:%Y%m%d%H%M%S}"
    named = f"procedures.draft:{held.pk}{when}"
    return [_note(account, about, title, page, named, words, urgency) for account in sorted(accounts)]


def tell_morning(*, day: date, by: Actor, at: datetime) -> int:
    """One note a person with all that comes near or is late and waits for them; how many were told."""
    due: dict[str, list[DemandRow]] = defaultdict(list)
    for row in list_demands(day):
        if is_reminded(row.left):
            for account in sorted(_waited_for(row, day)):
                due[account].append(row)
    notes = [
        _note(
            account,
            "procedures:due",
            _lead(rows),
            PAGE,
            f"procedures.due:{day}",
            _lines(rows),
            Urgency.URGENT,
        )
        for account, rows in due.items()
    ]
    return tell(notes=notes, by=by, at=at)


def _waited_for(row: DemandRow, day: date) -> frozenset[str]:
    if row.stage in OF_THE_KEEPER:
        return list_who_may(Permission.DRAFT, row.keeper, day)
    wanted = Permission.PUBLISH if row.stage is Stage.TO_PUBLISH else Permission.CONTROL
    return list_who_may(wanted, row.waits_for, day)


def _lead(rows: Sequence[DemandRow]) -> str:
    late = sum(row.is_late for row in rows)
    near = len(rows) - late
    parts = [f"{near} việc sắp đến hạn"] if near else []
    parts += [f"{late} việc quá hạn"] if late else []
    return f"Công bố thủ tục: {', '.join(parts)}"


def _lines(rows: Iterable[DemandRow]) -> str:
    told = [f"{row.code} {row.name}: {_when(row)}, {STAGES[row.stage]}" for row in rows]
    more = [f"và {len(told) - LISTED} việc khác"] if len(told) > LISTED else []
    return "\n".join(told[:LISTED] + more)


def _when(row: DemandRow) -> str:
    if row.is_late:
        return f"quá hạn {-row.left} ngày làm việc"
    return f"còn {row.left} ngày làm việc" if row.left else "hết hạn hôm nay"


def _note(
    account: str,
    about: str,
    title: str,
    page: str,
    key: str,
    body: str,
    urgency: Urgency = Urgency.NORMAL,
) -> Note:
    return Note(
        account=account,
        subject=about,
        kind="procedures.told",
        title=title,
        address=page,
        key=key,
        body=body,
        urgency=urgency,
    )
