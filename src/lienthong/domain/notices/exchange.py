"""Notices -> the letter of a morning."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from lienthong.connectors.mail.messages import Letter
from lienthong.domain.accounts.queries import AccountRow
from lienthong.domain.notices.queries import NoticeRow

PAGE: Final = "/notices/"
"""Where a person finds all of them."""


def digest(account: AccountRow, day: date, rows: Sequence[NoticeRow], more: int) -> Letter:
    """One letter with all that is new, what is urgent first; ``more`` is what it leaves to the page. Vietnamese."""
    with override("vi"):
        total = len(rows) + more
        subject = ngettext("%(count)d new notice, %(day)s", "%(count)d new notices, %(day)s", total)
        told = {"count": total, "day": f"{day:%d/%m/%Y}"}
        body = "\n\n".join(_parts(account, rows, more))
    return Letter(
        to=account.email, subject=subject % told, body=body + "\n", key=f"digest:{account.id}:{day}"
    )


def _parts(account: AccountRow, rows: Sequence[NoticeRow], more: int) -> Iterator[str]:
    yield _("Dear %(name)s,") % {"name": account.full_name}
    urgent = [row for row in rows if row.is_urgent]
    others = [row for row in rows if not row.is_urgent]
    for title, group in ((_("URGENT"), urgent), (_("OTHER NOTICES") if urgent else _("NEW NOTICES"), others)):
        if group:
            yield f"{title} ({len(group)})"
            yield from (_lines(number, row) for number, row in enumerate(group, start=1))
    if more:
        yield (_("And %(count)d more on the page of your notices:") % {"count": more} + f"\n{_link(PAGE)}")
    yield _("Whether and what we write to you in the morning you choose here:") + f"\n{_link(PAGE)}"


def _lines(number: int, row: NoticeRow) -> str:
    lines = [f"{number}. {row.title}", row.body.strip(), _link(row.address)]
    return "\n   ".join(line.replace("\n", "\n   ") for line in lines if line)


def _link(path: str) -> str:
    link: str = settings.LIENTHONG_PAGE_LINK
    return link.format(path=path)
