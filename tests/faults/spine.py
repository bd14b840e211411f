"""The actions of the spine, and what must hold whenever they are killed."""

import io
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

from django.conf import settings
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from lienthong.spine.actor import Actor
from lienthong.spine.files import actions as files
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import count_damaged
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.actions import record, seal
from lienthong.spine.ledger.models import Entry
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.actions import issue
from lienthong.spine.numbering.queries import BookKey, iter_book, list_numbers_of
from lienthong.spine.outbox.actions import state
from lienthong.spine.outbox.delivery import deliver
from lienthong.spine.outbox.facts import Fact
from lienthong.spine.outbox.handlers import on
from lienthong.spine.outbox.models import Delivery, StatedFact
from lienthong.spine.schedule import daily
from lienthong.spine.schedule.actions import catch_up
from lienthong.spine.schedule.models import DailyProgress
from tests.faults.harness import Swept

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
CLERK = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")
BOOK = BookKey("GL-SNV", "QD")
PAPERS = Use("faults", (FileType.PDF,))


@dataclass(frozen=True)
class BellRung(Fact):
    bell_id: int


@on(BellRung, key="faults.hear")
def hear(fact: BellRung, at: datetime) -> None:
    record(by=CLERK, verb="faults.hear", subject=f"bell:{fact.bell_id}", agency="GL", at=at)


@daily("faults.daily", at=time(7, 30))
def write_diary(day: date, at: datetime) -> None:
    for agency in ("GL-SNV", "GL"):
        record(by=CLERK, verb="faults.day", subject=f"diary:{day}", agency=agency, at=at)


def days_later(k: int) -> datetime:
    """Each run finds business time a day further on."""
    return NOON + timedelta(days=k)


def take_turns(now: datetime) -> None:
    catch_up(until=now, only=["faults.daily"])


def each_day_once(now: datetime, done: bool) -> None:
    days = [entry.subject for entry in ledger.list_entries(subject=f"diary:{now:%Y-%m-%d}")]
    assert len(days) == 2, "the last day is not done, or done twice"
    progress = DailyProgress.objects.get(name="faults.daily")
    assert progress.done_through == now.date()
    known = (progress.done_through - progress.began_on).days + 1
    assert Entry.objects.filter(verb="faults.day").count() == 2 * known
    assert verify().is_sound


def nth(k: int) -> int:
    return k


def ring(bell: int) -> None:
    with transaction.atomic():
        state(BellRung(bell), subject=f"bell:{bell}", at=NOON)
    for job in list(ProcrastinateJob.objects.filter(task_name="outbox.deliver").order_by("id")):
        deliver(delivery=job.args["delivery"])


def heard_once(bell: int, done: bool) -> None:
    """A fact that was stated was handled, once; an answered statement is there."""
    stated = StatedFact.objects.filter(subject=f"bell:{bell}").count()
    assert stated <= 1
    assert stated or not done, "stated, answered, lost"
    assert len(ledger.list_entries(subject=f"bell:{bell}")) == stated
    assert not Delivery.objects.exclude(state=Delivery.State.DONE).exists()
    assert verify().is_sound


def number(k: int) -> None:
    with transaction.atomic():
        issue(book=BOOK, year=2021, subject=f"doc:{k}", by=CLERK, at=NOON)
        record(by=CLERK, verb="faults.number", subject=f"doc:{k}", agency="GL-SNV", at=NOON)


def gapless(k: int, done: bool) -> None:
    values = [row.value for row in iter_book(BOOK, year=2021)]
    assert values == list(range(1, len(values) + 1))
    mine = list_numbers_of(f"doc:{k}")
    assert len(mine) <= 1
    assert mine or not done, "issued, answered, lost"
    assert len(ledger.list_entries(subject=f"doc:{k}")) == len(mine), "a number without its entry"
    assert verify().is_sound


def write_both_chains(k: int) -> None:
    with transaction.atomic():
        for agency in ("GL-SNV", "GL"):
            record(by=CLERK, verb="faults.note", subject=f"note:{k}", agency=agency, at=NOON)


def both_or_neither(k: int, done: bool) -> None:
    entries = ledger.list_entries(subject=f"note:{k}")
    assert len(entries) in ((2,) if done else (0, 2))
    assert verify().is_sound


def seal_again(_k: object) -> None:
    seal()


def sealed_and_sound(_k: object, done: bool) -> None:
    report = verify()
    assert report.is_sound, report.faults


def pdf(k: int) -> bytes:
    return b"%PDF-1.7\n% " + str(k).encode()


def accept(k: int) -> None:
    with transaction.atomic():
        content = io.BytesIO(pdf(k))
        row = files.put(content=content, name=f"{k}.pdf", use=PAPERS, agency="GL-SNV", by=CLERK, at=NOON)
        record(by=CLERK, verb="faults.accept", subject=f"file:{row.digest}", agency="GL-SNV", at=NOON)


def sweep_at_once(_k: object) -> None:
    files.sweep(grace=-1)


def no_orphan(k: int, done: bool) -> None:
    digest = sha256(pdf(k)).hexdigest()
    entries = len(ledger.list_entries(subject=f"file:{digest}"))
    assert entries == StoredFile.objects.filter(digest=digest).count()
    assert entries == 1 if done else entries <= 1
    kept = {path.name for path in settings.LIENTHONG_FILES_DIR.rglob("*") if path.is_file()}
    assert kept == set(StoredFile.objects.values_list("digest", flat=True)), "an orphan file or row"
    assert count_damaged()["changed"] == 0


SWEPT = [
    Swept(
        "accept a file",
        setup=nth,
        action=accept,
        recover=sweep_at_once,
        holds=no_orphan,
    ),
    Swept("issue a number", setup=nth, action=number, holds=gapless),
    Swept("state a fact and handle it", setup=nth, action=ring, holds=heard_once),
    Swept(
        "take the turns of days gone by",
        setup=days_later,
        action=take_turns,
        recover=take_turns,
        holds=each_day_once,
    ),
    Swept("record an act in two chains", setup=nth, action=write_both_chains, holds=both_or_neither),
    Swept(
        "seal the chains",
        setup=write_both_chains,
        action=seal_again,
        recover=seal_again,
        holds=sealed_and_sound,
    ),
]
