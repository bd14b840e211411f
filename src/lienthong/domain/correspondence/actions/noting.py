"""Telling whose turn it is, and the clerks of both sides what became of a sending. Nobody is told of an own act."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.correspondence.rules.moves import Verb
from lienthong.domain.correspondence.rules.parties import organ_of
from lienthong.domain.correspondence.rules.statuses import Status
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor

LEADS: Final[Mapping[Verb, str]] = {
    Verb.SUBMITTED: "Văn bản đến chờ cho ý kiến chỉ đạo",
    Verb.INSTRUCTED: "Văn bản đến được giao chủ trì",
    Verb.ASSIGNED: "Văn bản đến được giao xử lý",
    Verb.ANSWERED: "Văn bản đến đã được trả lời",
    Verb.CLOSED: "Văn bản đến đã kết thúc xử lý",
    Verb.GIVEN_BACK: "Văn bản đến bị chuyển trả văn thư",
    Verb.WITHDRAWN: "Văn bản đến đã bị thu hồi",
}
STATUS_LEADS: Final[Mapping[Status, str]] = {
    Status.ARRIVED: "Văn bản chờ vào sổ đến",
    Status.REFUSED: "Nơi nhận từ chối văn bản",
    Status.ASKED_BACK: "Nơi gửi đề nghị thu hồi văn bản",
    Status.AGREED: "Nơi nhận đồng ý thu hồi văn bản",
    Status.DECLINED: "Nơi nhận không đồng ý thu hồi văn bản",
}
TO_RECIPIENT: Final = frozenset({Status.ARRIVED, Status.ASKED_BACK})


def tell_of(*, happening: int, by: Actor, at: datetime) -> int:
    """Tells who has the next word, and those who support; gives how many were told."""
    event = m.Happening.objects.select_related("incoming").get(pk=happening)
    row, verb = event.incoming, Verb(event.verb)
    if verb not in LEADS:
        return 0
    words = event.data.get("reason") or event.data.get("text") or event.data.get("note") or ""
    urgent = bool(row.urgency) or verb is Verb.GIVEN_BACK
    notes = [
        Note(
            account=account,
            subject=f"incoming:{row.pk}",
            kind="correspondence.told",
            title=f"{_lead(event, account)}: {row.symbol or row.sender}, {row.subject}"[:200],
            address=f"/documents/incoming/{row.pk}/",
            key=f"correspondence.happening:{event.pk}",
            body=str(words),
            urgency=Urgency.URGENT if urgent else Urgency.NORMAL,
        )
        for account in sorted(_concerned(event, at) - {event.account, ""})
    ]
    return tell(notes=notes, by=by, at=at)


def _lead(event: m.Happening, account: str) -> str:
    is_helper = event.verb == Verb.INSTRUCTED and account in event.data["supporting"]
    return "Văn bản đến được giao phối hợp" if is_helper else LEADS[Verb(event.verb)]


def _concerned(event: m.Happening, at: datetime) -> frozenset[str]:
    row = event.incoming
    if event.verb == Verb.GIVEN_BACK:
        return list_who_may(Permission.REGISTER, row.agency, clock.local(at).date())
    if event.verb in {Verb.ANSWERED, Verb.CLOSED, Verb.WITHDRAWN}:
        return frozenset({row.holder, row.lead, *row.supporting})
    return frozenset({str(event.data["to"]), *event.data.get("supporting", [])})


def tell_of_amendment(*, amendment: int, by: Actor, at: datetime) -> int:
    """Tells the clerks of the recipient, and who answers for what it became there."""
    told = m.Amendment.objects.select_related("sending").get(pk=amendment)
    row = told.sending
    if organ_of(row.recipient):
        return 0
    made = m.Incoming.objects.filter(sending=row).first()
    people = list_who_may(Permission.REGISTER, row.recipient, clock.local(at).date())
    people |= {made.holder, made.lead} if made else set()
    address = f"/documents/incoming/{made.pk}/" if made else f"/documents/arriving/{row.pk}/"
    notes = [
        Note(
            account=account,
            subject=f"sending:{row.pk}",
            kind="correspondence.amended",
            title=f"Nơi gửi cập nhật thông tin văn bản: {row.code}, {told.subject}"[:200],
            address=address,
            key=f"correspondence.amendment:{told.pk}",
            body=told.reason,
            urgency=Urgency.URGENT if told.urgency else Urgency.NORMAL,
        )
        for account in sorted(people - {told.account, ""})
    ]
    return tell(notes=notes, by=by, at=at)


def tell_of_word(*, word: int, by: Actor, at: datetime) -> int:
    """Tells the clerks of the other side."""
    said = m.Word.objects.select_related("sending").get(pk=word)
    row, status = said.sending, Status(said.status)
    if status not in STATUS_LEADS:
        return 0
    goes_in = status in TO_RECIPIENT
    agency = row.recipient if goes_in else row.sender
    if organ_of(agency):
        return 0
    address = f"/documents/arriving/{row.pk}/" if goes_in else f"/documents/{row.document_id}/sent/"
    clerks = list_who_may(Permission.REGISTER, agency, clock.local(at).date())
    notes = [
        Note(
            account=account,
            subject=f"sending:{row.pk}",
            kind="correspondence.sent",
            title=f"{STATUS_LEADS[status]}: {row.code}, {row.subject}"[:200],
            address=address,
            key=f"correspondence.word:{said.pk}",
            body=said.reason,
            urgency=Urgency.URGENT if row.urgency or status is not Status.ARRIVED else Urgency.NORMAL,
        )
        for account in sorted(clerks - {said.account})
    ]
    return tell(notes=notes, by=by, at=at)
