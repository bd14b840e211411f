"""What an incoming document says is read once, so that it can be found; one that turns out secret is told of."""

from collections import Counter
from datetime import datetime

from lienthong.domain.correspondence import models as m
from lienthong.domain.correspondence.permissions import Permission
from lienthong.domain.documents.queries import is_secret
from lienthong.domain.notices.actions import Note, tell
from lienthong.domain.notices.queries import Urgency
from lienthong.domain.organisations.queries import list_who_may
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.fulltext.actions import read, recognise
from lienthong.spine.fulltext.queries import Outcome, unnamed


def read_texts(*, incoming: int, by: Actor, at: datetime) -> list[Outcome]:
    """Of all its files. A mark of secrecy on a first page is told to the clerks, and no word of that file is kept."""
    row = m.Incoming.objects.get(pk=incoming)
    found = [read(file=file, is_secret=lambda page: is_secret([page]), at=at) for file in row.files]
    if Outcome.WITHHELD in found:
        _warn(row, by, at)
    return [outcome for outcome in found if outcome]


def recognise_texts(*, incoming: int, by: Actor, at: datetime) -> list[Outcome]:
    """The words of its scanned pages, as ``read_texts`` those of its text."""
    row = m.Incoming.objects.get(pk=incoming)
    found = [recognise(file=file, is_secret=lambda page: is_secret([page]), at=at) for file in row.files]
    if Outcome.WITHHELD in found:
        _warn(row, by, at)
    return [outcome for outcome in found if outcome]


def sweep_texts(*, after: int, by: Actor, at: datetime) -> tuple[int, Counter[str]] | None:
    """Reads the next incoming document behind ``after`` whose files were never read, and what of it are pictures;
    its id, and how many files had which outcome. None behind the last one.
    """
    row = m.Incoming.objects.filter(pk__gt=after).order_by("pk").first()
    if row is None:
        return None
    done = list(read_texts(incoming=row.pk, by=by, at=at)) if unnamed(row.files) else []
    return row.pk, Counter([*done, *recognise_texts(incoming=row.pk, by=by, at=at)])


def _warn(row: m.Incoming, by: Actor, at: datetime) -> None:
    clerks = list_who_may(Permission.REGISTER, row.agency, clock.local(at).date())
    notes = [
        Note(
            account=account,
            subject=f"incoming:{row.pk}",
            kind="correspondence.told",
            title=f"Văn bản đến số {row.number:02}/{row.year} có dấu chỉ mức độ mật: dừng xử lý",
            address=f"/documents/incoming/{row.pk}/",
            key=f"correspondence.secret:{row.pk}:{account}",
            body="Không in, không chuyển tiếp. Chuyển trả nơi gửi hoặc giao người phụ trách bí mật nhà nước.",
            urgency=Urgency.URGENT,
        )
        for account in sorted(clerks)
    ]
    tell(notes=notes, by=by, at=at)
