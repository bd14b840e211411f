"""Telling and being told. What a person does with an own notice is written on the notice; telling is an act."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched

from django.conf import settings
from django.db import transaction

from lienthong.domain.accounts.queries import list_reached_by_letter
from lienthong.domain.notices.errors import NoSuchNotice
from lienthong.domain.notices.facts import DigestDue
from lienthong.domain.notices.models import Digest, Notice, Preference, Urgency
from lienthong.domain.notices.queries import iter_accounts_to_mail
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.ledger.actions import record
from lienthong.spine.outbox.actions import state

CHUNK = 1_000


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be told to ``account`` (public id), in Vietnamese, about ``subject`` (``kind:id``).

    ``key`` names this telling for ever ("plans.overdue:obligation:12:2021-10-15"); ``address`` is the path of the
    page where the person sees it or acts ("/plans/...").
    """

    account: str
    subject: str
    kind: str
    title: str
    address: str
    key: str
    body: str = ""
    urgency: Urgency = Urgency.NORMAL


@transaction.atomic
def tell(*, notes: Sequence[Note], by: Actor, at: datetime) -> int:
    """Tells what was not told yet; gives how many notices are new. Nothing new leaves no trace."""
    told = _told_already(notes)
    fresh = list(
        {(note.account, note.key): note for note in notes if (note.account, note.key) not in told}.values()
    )
    if not fresh:
        return 0
    Notice.objects.bulk_create((_notice(note, at) for note in fresh), batch_size=1_000, ignore_conflicts=True)
    kinds = Counter(note.kind for note in fresh)
    agency = by.agency or settings.LIENTHONG_PROVINCE
    about = fresh[0].subject if len({note.subject for note in fresh}) == 1 else "notices:many"
    record(by=by, verb="notices.tell", subject=about, agency=agency, at=at, details={**kinds})
    return len(fresh)


def read(*, notice: int, by: Actor, at: datetime) -> str:
    """Marks an own notice as read and gives the path it leads to. Raises NoSuchNotice."""
    mine = Notice.objects.filter(account=by.account, pk=notice)
    address = mine.values_list("address", flat=True).first()
    if address is None:
        raise NoSuchNotice
    mine.filter(read_at=None).update(read_at=at)
    return address


def read_all(*, up_to: int, by: Actor, at: datetime) -> int:
    """Marks all own notices up to the id ``up_to`` as read: what came after the page was drawn stays new."""
    return Notice.objects.filter(account=by.account, read_at=None, pk__lte=up_to).update(read_at=at)


@transaction.atomic
def prefer(*, digest: Digest, by: Actor, at: datetime) -> None:
    """Says what the own morning letter holds from now on."""
    Preference.objects.update_or_create(
        account=by.account, defaults={"digest": Digest(digest), "chosen_at": at}
    )
    agency = by.agency or settings.LIENTHONG_PROVINCE
    subject = f"account:{by.account}"
    record(
        by=by, verb="notices.prefer", subject=subject, agency=agency, at=at, details={"digest": str(digest)}
    )


@transaction.atomic
def call_for_letters(*, day: date, at: datetime) -> int:
    """States for each account with something new and an address that its letter of ``day`` is due; gives how many."""
    new = batched(iter_accounts_to_mail(day), CHUNK)
    accounts = [account for chunk in new for account in list_reached_by_letter(chunk)]
    for account in accounts:
        state(DigestDue(account, day.isoformat()), subject=f"account:{account}", at=at)
    return len(accounts)


def note_mailed(*, account: str, notices: Sequence[int], at: datetime) -> None:
    """These stood in a letter; they do not stand in another."""
    Notice.objects.filter(account=account, pk__in=notices, mailed_at=None).update(mailed_at=at)


def forget(*, subject: str) -> int:
    """Takes back what was told about a subject whose data are destroyed; how many. Whoever calls it keeps the proof."""
    count, _each = Notice.objects.filter(subject=subject).delete()
    return count


def forget_account(*, account: str) -> int:
    """Removes all that was told to an account that is erased, and how it wished to be told. Whoever calls it keeps the
    proof.
    """
    count, _each = Notice.objects.filter(account=account).delete()
    Preference.objects.filter(account=account).delete()
    return count


def _told_already(notes: Sequence[Note]) -> set[tuple[str, str]]:
    keys = {note.key for note in notes}
    accounts = {note.account for note in notes}
    rows = Notice.objects.filter(account__in=accounts, key__in=keys).order_by()
    return set(rows.values_list("account", "key"))


def _notice(note: Note, at: datetime) -> Notice:
    return Notice(
        account=note.account,
        subject=note.subject,
        kind=note.kind,
        title=note.title,
        body=note.body,
        address=note.address,
        urgency=note.urgency,
        key=note.key,
        day=clock.local(at).date(),
        created_at=at,
    )
