"""Telling whose turn it is. Nobody is told of an own act."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import list_who_may
from lienthong.domain.workfiles import models as m
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.rules.keeping import NOTICE, owed_by
from lienthong.domain.workfiles.rules.moves import ListState, State
from lienthong.spine import clock
from lienthong.spine.actor import Actor

FILES = "/documents/files/"


def tell_of_list(*, listing: int, state: str, by: Actor, at: datetime) -> int:
    """Who approves, once it is submitted; who joined it, once that is decided."""
    row = m.Listing.objects.get(pk=listing)
    title = {
        ListState.SUBMITTED: f"Danh mục hồ sơ năm {row.year} chờ duyệt",
        ListState.APPROVED: f"Danh mục hồ sơ năm {row.year} đã được duyệt",
        ListState.DRAFT: f"Danh mục hồ sơ năm {row.year} bị trả lại",
    }[ListState(state)]
    if state == ListState.SUBMITTED:
        accounts = _who_may(Permission.APPROVE, row.agency, at) - {row.submitted_by}
    else:
        accounts = frozenset({row.submitted_by})
    notes = [
        _note(account, f"listing:{row.pk}", title, f"{FILES}lists/{row.year}/", row.moved_at, row.note)
        for account in sorted(accounts - {""})
    ]
    return tell(notes=notes, by=by, at=at)


def tell_of_hand_over(*, hand_over: int, by: Actor, at: datetime) -> int:
    row = m.HandOver.objects.get(pk=hand_over)
    title = f"{row.given_name} nộp lưu {len(row.files)} hồ sơ, chờ tiếp nhận"
    accounts = _who_may(Permission.ARCHIVE, row.agency, at) - {row.given_by}
    return tell(notes=_of_hand_over(row, accounts, title, row.given_at), by=by, at=at)


def tell_of_receipt(*, hand_over: int, by: Actor, at: datetime) -> int:
    row = m.HandOver.objects.get(pk=hand_over)
    back = len(row.files) - len(row.received)
    told = f", trả lại {back} hồ sơ" if back else ""
    title = f"Lưu trữ đã nhận {len(row.received)} hồ sơ{told}"
    accounts = {row.given_by} - {row.taken_by}
    return tell(notes=_of_hand_over(row, accounts, title, row.taken_at or at), by=by, at=at)


def tell_of_clearance(*, clearance: int, by: Actor, at: datetime) -> int:
    row = m.Clearance.objects.get(pk=clearance)
    accounts = _who_may(Permission.APPROVE, row.agency, at) - {row.proposed_by}
    title = f"Danh mục {len(row.files)} hồ sơ hết thời hạn bảo quản chờ duyệt"
    address = f"{FILES}clearances/{row.pk}/"
    notes = [
        _note(account, f"clearance:{row.pk}", title, address, row.proposed_at, row.reason)
        for account in sorted(accounts)
    ]
    return tell(notes=notes, by=by, at=at)


def tell_of_owed(*, day: date, by: Actor, at: datetime) -> int:
    """Of closed files that are owed to the archive thirty days later: each keeper once, and who takes them in."""
    notes: list[Note] = []
    for agency, files in _owed_by(day + NOTICE).items():
        keepers = Counter(row.keeper for row in files)
        told = dict.fromkeys(_who_may(Permission.ARCHIVE, agency, at), f"{len(files)} hồ sơ")
        told |= {account: f"{count} hồ sơ của bạn" for account, count in keepers.items()}
        notes += [_note_of_owed(account, agency, whose, day) for account, whose in sorted(told.items())]
    return tell(notes=notes, by=by, at=at)


def _owed_by(last: date) -> dict[str, list[m.Workfile]]:
    """By agency. A year has no one length, so a few days are fetched and the rule decides."""
    some = (last - timedelta(days=367), last - timedelta(days=364))
    rows = m.Workfile.objects.filter(state=State.CLOSED.value, ended_on__range=some).order_by("agency", "id")
    owed: dict[str, list[m.Workfile]] = {}
    for row in rows:
        if row.ended_on and owed_by(row.ended_on) == last:
            owed.setdefault(row.agency, []).append(row)
    return owed


def _note_of_owed(account: str, agency: str, whose: str, day: date) -> Note:
    return Note(
        account=account,
        subject=f"agency:{agency}",
        kind="workfiles.owed",
        title=f"{whose} phải nộp lưu chậm nhất ngày {day + NOTICE:%d/%m/%Y}",
        address=f"{FILES}?queue=owed",
        key=f"workfiles.owed:{agency}:{day.isoformat()}:{account}",
    )


def _of_hand_over(row: m.HandOver, accounts: Iterable[str], title: str, since: datetime) -> list[Note]:
    address = f"{FILES}hand-overs/{row.pk}/"
    return [
        _note(account, f"hand_over:{row.pk}", title, address, since, row.note) for account in sorted(accounts)
    ]


def _note(account: str, subject: str, title: str, address: str, since: datetime, body: str) -> Note:
    return Note(
        account=account,
        subject=subject,
        kind="workfiles.told",
        title=title[:200],
        address=address,
        key=f"workfiles:{subject}:{since.isoformat()}:{account}",
        body=body,
    )


def _who_may(permission: Permission, agency: str, at: datetime) -> frozenset[str]:
    return list_who_may(permission, agency, clock.local(at).date())
