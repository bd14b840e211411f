"""Each verb on a duty is whole or has not happened: event, documents, stretches, fact and entry, or none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO

from lienthong.domain.plans import actions
from lienthong.domain.plans import models as m
from lienthong.domain.plans.actions.common import COLUMNS, events_of, terms_of
from lienthong.domain.plans.actions.succession import release_gone
from lienthong.domain.plans.rules.standing import Verb, history
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import count_damaged
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.models import StatedFact
from tests.domain.plans.running import PDF
from tests.domain.plans.small import MONITOR, Row, document, duties, in_force, of
from tests.faults.harness import Swept

AT = datetime(2021, 7, 10, 5, tzinfo=UTC)
BEFORE = datetime(2021, 3, 1, 5, tzinfo=UTC)
DAY, LONGER = date(2021, 3, 1), date(2021, 8, 31)


@dataclass(frozen=True)
class Duty:
    """One run's duties, of an agency of its own, and how many events they had before."""

    ids: tuple[int, ...]
    agency: str
    events: int

    @property
    def first(self) -> int:
        return self.ids[0]


def laid(k: int, *, kind: str, count: int = 1) -> Duty:
    agency = f"{kind}{k}"
    plan = in_force(*(Row([agency]) for _ in range(count)))
    return Duty(tuple(duties(plan)), agency, 0)


def open_duty(k: int) -> Duty:
    return laid(k, kind="OPEN")


def handed_in(k: int) -> Duty:
    duty = laid(k, kind="IN")
    submit(duty, at=BEFORE)
    return Duty(duty.ids, duty.agency, 1)


def asked_for_longer(k: int) -> Duty:
    duty = laid(k, kind="LONG")
    by = of(duty.agency)
    actions.ask_extension(obligation=duty.first, until=LONGER, reason="Chờ", by=by, at=BEFORE)
    return Duty(duty.ids, duty.agency, 1)


def three_duties(k: int) -> Duty:
    return laid(k, kind="OLD", count=3)


def three_of_somebody(k: int) -> Duty:
    """All given to one person, who holds no position there."""
    duty = laid(k, kind="GONE", count=3)
    for one in duty.ids:
        actions.assign(obligation=one, focal=_leaver(duty), by=of(duty.agency), at=BEFORE)
    return Duty(duty.ids, duty.agency, 1)


def _leaver(duty: Duty) -> str:
    return f"of {duty.agency}"


def led(k: int) -> Duty:
    """A duty whose task another agency coordinates."""
    plan = in_force(Row([f"LEAD{k}"], coordinating=[f"PART{k}"]))
    return Duty(tuple(duties(plan)), f"LEAD{k}", 0)


def submit(duty: Duty, at: datetime = AT) -> None:
    papers = [document(DAY, [0], number="1/BC"), document(DAY, [0], number="2/BC")]
    actions.submit(obligation=duty.first, documents=papers, by=of(duty.agency), at=at)


def accept(duty: Duty) -> None:
    actions.accept(obligation=duty.first, by=MONITOR, at=AT)


def send_back(duty: Duty) -> None:
    actions.send_back(obligation=duty.first, reason="Thiếu", by=MONITOR, at=AT)


def grant(duty: Duty) -> None:
    actions.decide_extension(obligation=duty.first, grant=True, by=MONITOR, at=AT)


def take_back(duty: Duty) -> None:
    actions.take_back(obligation=duty.first, reason="Nhầm", by=of(duty.agency), at=AT)


def assign(duty: Duty) -> None:
    actions.assign(obligation=duty.first, head="binh", focal="an", by=of(duty.agency), at=AT)


def explain(duty: Duty) -> None:
    actions.explain(obligation=duty.first, cause="DATA", text="Chờ số liệu", by=of(duty.agency), at=AT)


def ask_extension(duty: Duty) -> None:
    actions.ask_extension(obligation=duty.first, until=LONGER, reason="Chờ", by=of(duty.agency), at=AT)


def excuse(duty: Duty) -> None:
    actions.excuse(obligation=duty.first, reason="Không phát sinh", by=MONITOR, at=AT)


def release(duty: Duty) -> None:
    release_gone(account=_leaver(duty), by=MONITOR, at=AT)


def ask_contribution(duty: Duty) -> None:
    asked = duty.agency.replace("LEAD", "PART")
    actions.ask_contribution(
        obligation=duty.first, agency=asked, text="Số liệu", due=LONGER, by=of(duty.agency), at=AT
    )


def hand_over(duty: Duty) -> None:
    heir = f"{duty.agency}-HEIR"
    actions.hand_over(predecessor=duty.agency, successor=heir, on=date(2021, 7, 1), by=MONITOR, at=AT)


def holds(verb: Verb) -> Callable[[Duty, bool], None]:
    """What must be true of each duty, and of all of them alike."""

    def all_or_none(duty: Duty, done: bool) -> None:
        happened = {_happened(one, verb, duty.events) for one in duty.ids}
        assert len(happened) == 1, "some of them only"
        assert happened == {True} or not done, "done, answered, lost"
        assert verify().is_sound

    return all_or_none


def _happened(duty: int, verb: Verb, before: int) -> bool:
    """Whether the verb took place, after asserting that everything agrees on it."""
    row = m.Obligation.objects.get(pk=duty)
    happenings = m.Happening.objects.filter(obligation=row)
    happened = happenings.count() - before
    assert happened in (0, 1), "it happened twice"
    assert happenings.filter(verb=verb, recorded_at=AT).count() == happened
    subject = f"obligation:{duty}"
    assert StatedFact.objects.filter(subject=subject).count() == happenings.count(), (
        "an event without its fact"
    )
    entries = [entry.verb for entry in ledger.list_entries(subject=subject)]
    of_verb = happenings.filter(verb=verb).count()
    assert entries.count(f"plans.{verb.lower()}") == of_verb, "an event without its entry"
    submissions = happenings.filter(verb=Verb.SUBMITTED).count()
    assert m.Evidence.objects.filter(obligation=row).count() == 2 * submissions, (
        "a submission without its documents"
    )
    _assert_folded(row)
    return bool(happened)


def asked_whole(duty: Duty, done: bool) -> None:
    """The contribution stands with its stretch, its fact and its entry, or there is none."""
    asked = list(m.Obligation.objects.filter(of=duty.first))
    assert len(asked) <= 1, "asked twice"
    assert asked or not done, "done, answered, lost"
    for row in asked:
        subject = f"obligation:{row.pk}"
        assert StatedFact.objects.filter(subject=subject).count() == 1, "asked without its fact"
        entries = [entry.verb for entry in ledger.list_entries(subject=subject)]
        assert entries == ["plans.ask_contribution"], "asked without its entry"
        _assert_folded(row)
    assert verify().is_sound


def draft_kept(k: int) -> Duty:
    """A file waits in somebody's draft."""
    duty = laid(k, kind="DRAFT")
    by = of(duty.agency)
    file = actions.receive_evidence(content=BytesIO(PDF + f"%{k}".encode()), name="a.pdf", by=by, at=BEFORE)
    content = {"documents": [{"files": [file.id]}], "note": ""}
    actions.keep_draft(obligation=duty.first, content=content, by=by, at=BEFORE)
    return duty


def drop_draft(duty: Duty) -> None:
    actions.drop_draft(obligation=duty.first, by=of(duty.agency), at=AT)


def dropped_whole(duty: Duty, done: bool) -> None:
    """Draft and file are there or gone together; no row is left without its content."""
    drafts = m.SubmissionDraft.objects.filter(obligation=duty.first)
    files = StoredFile.objects.filter(put_by=of(duty.agency).account)
    assert drafts.count() == files.count(), "one without the other"
    assert not (done and drafts.exists()), "done, answered, still there"
    assert count_damaged()["missing"] == 0
    assert verify().is_sound


def _assert_folded(row: m.Obligation) -> None:
    kept = m.Standing.objects.filter(obligation=row, superseded_at__isnull=True).order_by("since")
    told = history(terms_of(row), events_of(row))
    values = [tuple(getattr(stand, name) for name in COLUMNS[:-1]) for stand in told]
    assert list(kept.values_list(*COLUMNS[:-1])) == values, "a stretch that no event tells"
    assert not m.Touch.objects.exists()


SWEPT = [
    Swept("submit", setup=open_duty, action=submit, holds=holds(Verb.SUBMITTED)),
    Swept("accept", setup=handed_in, action=accept, holds=holds(Verb.ACCEPTED)),
    Swept("send back", setup=handed_in, action=send_back, holds=holds(Verb.RETURNED)),
    Swept("grant an extension", setup=asked_for_longer, action=grant, holds=holds(Verb.EXTENSION_GRANTED)),
    Swept("take back", setup=handed_in, action=take_back, holds=holds(Verb.TAKEN_BACK)),
    Swept("assign", setup=open_duty, action=assign, holds=holds(Verb.ASSIGNED)),
    Swept("explain", setup=open_duty, action=explain, holds=holds(Verb.EXPLAINED)),
    Swept("ask for an extension", setup=open_duty, action=ask_extension, holds=holds(Verb.EXTENSION_ASKED)),
    Swept("excuse", setup=open_duty, action=excuse, holds=holds(Verb.EXCUSED)),
    Swept("release duties", setup=three_of_somebody, action=release, holds=holds(Verb.ASSIGNED)),
    Swept("ask for a contribution", setup=led, action=ask_contribution, holds=asked_whole),
    Swept("drop a draft", setup=draft_kept, action=drop_draft, holds=dropped_whole),
    Swept("hand duties over", setup=three_duties, action=hand_over, holds=holds(Verb.HANDED_OVER)),
]
