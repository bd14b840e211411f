"""The people at home are told what their case asks of them. Nobody's data stand in it."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from lienthong.domain.applications import models as m
from lienthong.domain.cases.facts import CaseMoved
from lienthong.domain.cases.queries import CaseRow, Verb, follow, people_of
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.parties.queries import accounts_of, may_be_told
from lienthong.domain.short_messages.actions import Told
from lienthong.domain.short_messages.actions import tell as tell_by_telephone
from lienthong.domain.short_messages.queries import Occasion
from lienthong.spine import clock
from lienthong.spine.actor import Actor

LEADS: Final[Mapping[str, str]] = {
    Verb.RECEIVED: "Hồ sơ đã được tiếp nhận",
    Verb.TURNED_AWAY: "Hồ sơ không được tiếp nhận",
    Verb.SUPPLEMENT_ASKED: "Hồ sơ cần bổ sung giấy tờ",
    Verb.PAUSED: "Hồ sơ chờ bạn nộp tiền",
    Verb.REAPPOINTED: "Xin lỗi, kết quả trễ hẹn",
    Verb.BROUGHT: "Đã có kết quả",
    Verb.GIVEN: "Kết quả đã được trao",
    Verb.STOPPED: "Hồ sơ không được giải quyết tiếp",
    Verb.DENIED: "Hồ sơ không được giải quyết",
}
BY_TELEPHONE: Final[Mapping[str, Occasion]] = {
    Verb.RECEIVED: Occasion.RECEIVED,
    Verb.TURNED_AWAY: Occasion.TURNED_AWAY,
    Verb.SUPPLEMENT_ASKED: Occasion.SUPPLEMENT,
    Verb.PAUSED: Occasion.PAY,
    Verb.REAPPOINTED: Occasion.LATE,
    Verb.BROUGHT: Occasion.READY,
    Verb.GIVEN: Occasion.GIVEN,
    Verb.STOPPED: Occasion.ENDED,
    Verb.DENIED: Occasion.ENDED,
}
URGENT: Final = frozenset({Verb.SUPPLEMENT_ASKED, Verb.PAUSED, Verb.TURNED_AWAY})


def concerns(fact: CaseMoved) -> bool:
    """Whether anybody at home may have to be told. Asked while the case is moved: most of what comes over a counter is
    of people without an account, and a job for each would hear of nobody.
    """
    if fact.verb not in LEADS:
        return False
    is_sent = m.Application.objects.filter(case=fact.case).exclude(account="").exists()
    return is_sent or may_be_told(people_of(fact.case))


def tell_people(*, case: int, happening: int, verb: str, by: Actor, at: datetime) -> int:
    """Tells who sent it, and the accounts of who applies and who brought it; gives how many are new. Whom a telephone
    reaches hears the number of the case and a sentence.
    """
    row = follow(case, now=at)
    _by_telephone(row, BY_TELEPHONE[verb], f"applications.happening:{happening}", by=by, at=at)
    urgency = Urgency.URGENT if verb in URGENT else Urgency.NORMAL
    notes = [_note(account, row, verb, happening, urgency) for account in sorted(_accounts(case, at))]
    return tell(notes=notes, by=by, at=at)


OF_PARCELS: Final[Mapping[str, str]] = {
    "failed": "Bưu điện chưa giao được kết quả, đang chuyển lại Một cửa",
    "back": "Kết quả gửi qua bưu điện đã quay lại Một cửa",
    "wanted": "Bưu điện chờ bạn cho biết địa chỉ và số điện thoại nhận kết quả",
}


def tell_of_parcel(*, case: int, order: int, news: str, by: Actor, at: datetime) -> int:
    """Tells the people of a case what they may have to do about its parcel; gives how many are new."""
    if not (accounts := sorted(_accounts(case, at))):
        return 0
    row = follow(case, now=at)
    title = f"{OF_PARCELS[news]}: {' '.join(filter(None, (row.number, row.title)))}"[:200]
    notes = [
        Note(
            account=account,
            subject=f"case:{case}",
            kind="applications.parcel",
            title=title,
            address=f"/my/cases/{case}/post/" if news == "wanted" else f"/my/cases/{case}/",
            key=f"applications.parcel:{order}:{news}",
            urgency=Urgency.URGENT,
        )
        for account in accounts
    ]
    _by_telephone(row, Occasion.PARCEL, f"applications.parcel:{order}:{news}", by=by, at=at)
    return tell(notes=notes, by=by, at=at)


def tell_of_identity(*, account: str, by: Actor, at: datetime) -> int:
    note = Note(
        account=account,
        subject=f"account:{account}",
        kind="applications.identity",
        title="Danh tính của bạn đã được xác minh",
        address="/my/",
        key=f"applications.identity:{account}:{at.isoformat()}",
        body="Từ nay bạn thấy mọi hồ sơ đứng tên mình.",
    )
    return tell(notes=[note], by=by, at=at)


def tell_of_export(*, account: str, export: int, by: Actor, at: datetime) -> int:
    note = Note(
        account=account,
        subject=f"account:{account}",
        kind="applications.export",
        title="Bản sao dữ liệu của bạn đã sẵn sàng",
        address="/my/data/",
        key=f"applications.export:{export}",
    )
    return tell(notes=[note], by=by, at=at)


def _accounts(case: int, at: datetime) -> Iterable[str]:
    day = clock.local(at).date()
    sender = m.Application.objects.filter(case=case).exclude(account="").values_list("account", flat=True)
    return {*sender, *(account for party in people_of(case) for account in accounts_of(party, day))}


def _by_telephone(row: CaseRow, occasion: Occasion, key: str, *, by: Actor, at: datetime) -> None:
    """What has no number yet (an application turned away) is told under its telling alone: on the page."""
    if row.number:
        told = Told(f"case:{row.id}", occasion, row.number, key)
        tell_by_telephone(parties=people_of(row.id), told=told, by=by, at=at)


def _note(account: str, row: CaseRow, verb: str, happening: int, urgency: Urgency) -> Note:
    return Note(
        account=account,
        subject=f"case:{row.id}",
        kind="applications.told",
        title=f"{LEADS[verb]}: {' '.join(filter(None, (row.number, row.title)))}"[:200],
        address=f"/my/cases/{row.id}/",
        key=f"applications.happening:{happening}",
        urgency=urgency,
    )
