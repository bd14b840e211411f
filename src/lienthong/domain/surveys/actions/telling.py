"""The agency is told of a remark, its person of the answer."""

from datetime import datetime

from lienthong.domain.cases.queries import people_of
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.organisations.queries import list_who_may
from lienthong.domain.parties.queries import accounts_of
from lienthong.domain.surveys import models as m
from lienthong.domain.surveys.permissions import Permission
from lienthong.domain.surveys.queries.remarks import remark_row
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.text import write_date


def tell_agency(*, remark: int, by: Actor, at: datetime) -> int:
    """Whoever may answer there; how many are new."""
    row = m.Remark.objects.select_related("case", "rule").get(pk=remark)
    told = remark_row(row)
    accounts = list_who_may(Permission.ANSWER, row.agency, clock.local(at).date())
    title = f"Phản ánh, kiến nghị {told.label}, trả lời trước {write_date(row.due_on)}"
    notes = [
        _note(account, row.pk, "surveys.remark", title, f"/voice/remarks/{row.pk}/")
        for account in sorted(accounts)
    ]
    return tell(notes=notes, by=by, at=at)


def tell_person(*, remark: int, by: Actor, at: datetime) -> int:
    """The accounts of who applied or brought the case; others find the answer where they follow it."""
    row = m.Remark.objects.select_related("case", "rule").get(pk=remark)
    day = clock.local(at).date()
    accounts = {account for party in people_of(row.case_id) for account in accounts_of(party, day)}
    title = f"Đã có trả lời cho phản ánh, kiến nghị {remark_row(row).label}"
    address = f"/my/cases/{row.case_id}/remarks/"
    notes = [_note(account, row.pk, "surveys.answer", title, address) for account in sorted(accounts)]
    return tell(notes=notes, by=by, at=at)


def _note(account: str, remark: int, kind: str, title: str, address: str) -> Note:
    return Note(
        account=account,
        subject=f"remark:{remark}",
        kind=kind,
        title=title,
        address=address,
        key=f"{kind}:{remark}",
    )
