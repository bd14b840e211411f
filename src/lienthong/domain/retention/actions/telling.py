"""At the beginning of a year who lists is told how many cases are past their time."""

from datetime import date, datetime

from lienthong.domain.cases.queries import list_owners
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import get_heir, list_who_may
from lienthong.domain.retention.permissions import Permission
from lienthong.domain.retention.queries.due import MOST, count_due
from lienthong.spine.actor import Actor


def tell_year(*, day: date, by: Actor, at: datetime) -> int:
    """Once a year and person; agencies with nothing due hear nothing."""
    notes: list[Note] = []
    for agency in sorted({get_heir(owner, day) for owner in list_owners()} - {""}):
        clerks = sorted(list_who_may(Permission.LIST, agency, day))
        if clerks and (count := count_due(agency, day)):
            notes += [_note(account, agency, count, day) for account in clerks]
    return tell(notes=notes, by=by, at=at)


def _note(account: str, agency: str, count: int, day: date) -> Note:
    told = f"Hơn {MOST}" if count > MOST else str(count)
    return Note(
        account=account,
        subject=f"agency:{agency}",
        kind="retention.due",
        title=f"{told} hồ sơ đã quá thời hạn bảo quản: lập danh mục tiêu hủy",
        address="/retention/",
        key=f"retention.due:{agency}:{day.year}",
    )
