"""Each move of a case is whole or has not happened: event, stretches, number, fact and entry, or none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from hashlib import sha256
from io import BytesIO
from uuid import uuid4

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.cases import actions
from lienthong.domain.cases import models as m
from lienthong.domain.cases.actions.common import columns
from lienthong.domain.cases.actions.importing import PLACES_FROM
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.cases.rules.blocking import Named
from lienthong.domain.cases.rules.certifying import Certified
from lienthong.domain.cases.rules.consulting import questions
from lienthong.domain.cases.rules.custody import custody
from lienthong.domain.cases.rules.historic import OldAct, OldCase
from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.sides import sides
from lienthong.domain.cases.rules.standing import Event, history
from lienthong.domain.cases.rules.vocabulary import Channel
from lienthong.domain.organisations import actions as organisations
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.numbering.models import Number
from lienthong.spine.outbox.models import StatedFact
from tests.domain.cases.printing import FORMS
from tests.domain.cases.running import (
    BEGUN,
    BOSS,
    BUILDER,
    CHIEF,
    CITY,
    CLERK,
    COMMUNE,
    LOADED,
    OFFICER,
    TAXMAN,
    WORKS,
    forked,
    hour,
    intake,
    procedure,
    province,
    to_office,
    to_sign,
)
from tests.domain.cases.running import received as a_received
from tests.domain.plans.running import PDF
from tests.faults.harness import Swept

AT = hour("18/10 09:00")


@dataclass(frozen=True)
class Moved:
    """One run's case (none yet for a receipt: then the form that makes it), and how many events it had before."""

    case: int = 0
    form: actions.Intake | None = None
    events: int = 0


@cache
def version() -> int:
    province()
    actions.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    return procedure()


def at_the_counter(_k: int) -> Moved:
    return Moved(form=intake(version()))


def received(_k: int) -> Moved:
    return Moved(a_received(version()), events=1)


def at_the_office(_k: int) -> Moved:
    return Moved(to_office(version()), events=2)


def asked(_k: int) -> Moved:
    moved = Moved(to_office(version()), events=3)
    consult(moved)
    return moved


def to_be_signed(_k: int) -> Moved:
    return Moved(to_sign(version()), events=3)


def signed(_k: int) -> Moved:
    moved = to_be_signed(_k)
    sign(moved)
    return Moved(moved.case, events=4)


def at_hand(_k: int) -> Moved:
    moved = signed(_k)
    bring(moved)
    return Moved(moved.case, events=5)


def receive(moved: Moved) -> None:
    assert moved.form
    actions.receive(intake=moved.form, by=CLERK, at=BEGUN)


def hand_over(moved: Moved) -> None:
    actions.hand_over(case=moved.case, by=CLERK, at=AT)


def ask(moved: Moved) -> None:
    actions.ask_supplement(case=moved.case, items=["Bản vẽ"], reason="Thiếu", by=OFFICER, at=AT)


def take(moved: Moved) -> None:
    """As one of many that were marked in a list."""
    act = partial(actions.take, case=moved.case, by=OFFICER, at=AT)
    seen = m.Stand.objects.get(case=moved.case, until=None, superseded_at=None).pk
    actions.unless_moved(case=moved.case, seen=seen, verb=Verb.TAKEN, act=act, by=OFFICER, at=AT)


def consult(moved: Moved) -> None:
    actions.consult(case=moved.case, agencies=[WORKS], question="Ý kiến?", days=3, by=OFFICER, at=AT)


def sign(moved: Moved) -> None:
    actions.sign_off(case=moved.case, document="15/GPXD", by=CHIEF, at=AT)


def bring(moved: Moved) -> None:
    actions.bring(case=moved.case, by=CLERK, at=AT)


def give(moved: Moved) -> None:
    actions.give(case=moved.case, by=CLERK, at=AT)


def scan(moved: Moved) -> None:
    actions.add_scan(case=moved.case, place=1, content=BytesIO(PDF), name="don.pdf", by=CLERK, at=BEGUN)


def attached_whole_or_not(moved: Moved, done: bool) -> None:
    """The row with its bytes and its entry, or none of them."""
    scans = list(m.Scan.objects.filter(case=moved.case))
    assert len(scans) == 1 if done else len(scans) in (0, 1), "done, answered, lost"
    entries = [entry.verb for entry in ledger.list_entries(subject=f"case:{moved.case}")]
    assert entries.count("cases.add_scan") == len(scans)
    for one in scans:
        kept = get_file(one.file)
        assert kept
        with open_content(kept) as content:
            assert content.read() == PDF


def send_back(moved: Moved) -> None:
    actions.send_back(case=moved.case, step=2, reason="Thiếu", by=CHIEF, at=AT)


def print_receipt(moved: Moved) -> None:
    actions.issue_receipt(case=moved.case, by=CLERK, at=AT)


def is_handed_out_whole(moved: Moved, done: bool) -> None:
    """The paper with its bytes, its number and its entry, or none of them."""
    papers = list(m.Paper.objects.filter(case=moved.case))
    assert len(papers) == 1 or not done, "done, answered, lost"
    numbers = Number.objects.filter(subject=f"case_paper:{moved.case}").count()
    entries = [entry.verb for entry in ledger.list_entries(subject=f"case:{moved.case}")]
    assert numbers == entries.count("cases.issue_paper") == len(papers)
    for paper in papers:
        kept = get_file(paper.file)
        assert kept
        with open_content(kept) as content:
            assert content.read(5) == b"%PDF-"


def answer(moved: Moved) -> None:
    actions.give_opinion(case=moved.case, opinion="Không vướng.", by=BUILDER, at=AT)


def keep(moved: Moved) -> None:
    actions.take_originals(case=moved.case, names=["Giấy chứng nhận"], by=CLERK, at=AT)


def kept(_k: int) -> Moved:
    moved = Moved(a_received(version()), events=3)
    keep(moved)
    actions.hand_over(case=moved.case, by=CLERK, at=AT)
    return moved


def sign_for(moved: Moved) -> None:
    actions.sign_originals(case=moved.case, originals=[1], by=OFFICER, at=AT)


def side_by_side(_k: int) -> Moved:
    version()
    case = a_received(forked_version())
    actions.hand_over(case=case, commune=COMMUNE, by=CLERK, at=BEGUN)
    return Moved(case, events=2)


@cache
def forked_version() -> int:
    return forked()


def finish_beside(moved: Moved) -> None:
    actions.finish_beside(case=moved.case, by=TAXMAN, at=AT)


def correct(moved: Moved) -> None:
    actions.correct(case=moved.case, content="Nhà 2 tầng, thửa 112", reason="Gõ nhầm", by=CLERK, at=BEGUN)


def letters(_k: int) -> Moved:
    version()
    return Moved(events=m.Block.objects.count())


def stop(_moved: Moved) -> None:
    letter = actions.Letter("15/QĐ-CCTHADS", date(2021, 10, 1), "Chi cục Thi hành án dân sự")
    words = "thửa 99, tờ bản đồ 9, phường Hoa Lư"
    actions.block(named=Named.PLOT, words=words, letter=letter, by=CLERK, at=AT)


def stopped_or_not(moved: Moved, done: bool) -> None:
    rows = list(m.Block.objects.order_by("id"))
    assert len(rows) - moved.events in ((1,) if done else (0, 1)), "done and lost, or done twice"
    for row in rows:
        entries = [entry.verb for entry in ledger.list_entries(subject=f"block:{row.pk}")]
        assert entries == ["cases.blocked"], "a letter without its entry"
    assert verify().is_sound


def holds(verb: Verb) -> Callable[[Moved, bool], None]:
    def whole_or_not_at_all(moved: Moved, done: bool) -> None:
        rows = (
            m.Case.objects.filter(key=moved.form.key) if moved.form else m.Case.objects.filter(pk=moved.case)
        )
        case = rows.first()
        happened = _happened(case, verb, moved.events) if case else 0
        assert happened == 1 or not done, "done, answered, lost"
        assert case is None or happened or not moved.form, "a case that nobody received"
        _assert_numbers_belong()
        assert verify().is_sound

    return whole_or_not_at_all


def _happened(case: m.Case, verb: Verb, before: int) -> int:
    events = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    happened = events.count() - before
    assert happened in (0, 1), "it happened twice"
    assert events.filter(verb=verb).count() == happened
    subject = f"case:{case.pk}"
    assert StatedFact.objects.filter(subject=subject).count() == events.count(), "an event without its fact"
    entries = [entry.verb for entry in ledger.list_entries(subject=subject)]
    assert entries.count(f"cases.{verb.lower()}") == happened, "an event without its entry"
    told = [columns(stand) for stand in history([Event(e.verb, e.occurred_at, e.data) for e in events])]
    kept = m.Stand.objects.filter(case=case, superseded_at=None).order_by("since")
    assert [{name: getattr(row, name) for name in told[0]} for row in kept] == told, (
        "a stretch no event tells"
    )
    made = questions([Event(e.verb, e.occurred_at, e.data) for e in events])
    rows = m.Consultation.objects.filter(case=case).order_by("id")
    assert [(row.agency, row.outcome) for row in rows] == [(one.agency, one.outcome) for one in made]
    beside = m.Side.objects.filter(case=case).order_by("id")
    assert [(row.step, row.state) for row in beside] == [
        (one.step, one.state) for one in sides([Event(e.verb, e.occurred_at, e.data) for e in events])
    ]
    papers = custody([Event(e.verb, e.occurred_at, e.data) for e in events])
    lying = m.Original.objects.filter(case=case).order_by("place")
    assert [(row.custody, row.agency, row.keeper) for row in lying] == [
        (one.custody, one.agency, one.keeper) for one in papers
    ]
    return happened


def _assert_numbers_belong() -> None:
    """Every number that was handed out is a case's, in its place; another system's are of no book of ours."""
    ours = m.Case.objects.exclude(number="").filter(place__lt=PLACES_FROM)
    given = {(f"case:{case.pk}", case.place) for case in ours}
    issued = Number.objects.filter(subject__startswith="case:")
    assert set(issued.values_list("subject", "value")) == given, "a number without its case"


def keep_filter(name: str) -> None:
    actions.keep_list(name=name, query="queue=late", by=CLERK, at=AT)


def kept_once_or_not(name: str, done: bool) -> None:
    rows = list(m.KeptList.objects.filter(account=CLERK.account, name=name))
    assert len(rows) == 1 if done else len(rows) <= 1
    assert all(row.query == "queue=late" for row in rows)
    m.KeptList.objects.filter(account=CLERK.account).delete()  # else the next run has too many


def old_cases(k: int) -> list[OldCase]:
    version()
    return [
        OldCase(
            row=row,
            number=f"CU-{k}-{row}",
            agency=CITY,
            procedure="CU.1",
            applicant="Rơ Châm H’Yưn",
            channel=Channel.COUNTER,
            acts=(OldAct(Verb.RECEIVED, BEGUN.replace(year=2020), row),),
        )
        for row in (2, 3)
    ]


def bring_in(cases: list[OldCase]) -> None:
    source = actions.Source("ho-so.csv", sha256(cases[0].number.encode()).hexdigest())
    actions.import_history(cases=cases, source=source, by=CLERK, at=AT)


def brought_in_or_not(cases: list[OldCase], done: bool) -> None:
    """All of them with one entry, or none."""
    found = m.Case.objects.filter(number__in=[case.number for case in cases])
    assert found.count() == 2 if done else found.count() in (0, 2), "half an import"
    digest = sha256(cases[0].number.encode()).hexdigest()
    entries = ledger.list_entries(subject=f"cases:{digest[:16]}")
    assert len(entries) == found.count() // 2
    assert m.Stand.objects.filter(case__in=found).count() == found.count()
    assert verify().is_sound


def lines(_k: int) -> Moved:
    version()
    signer()
    return Moved(events=m.Certification.objects.count())


def certify(moved: Moved) -> None:
    asked = actions.CertificationAsked(
        key=uuid4(),
        kind=Certified.COPY,
        requester="Rơ Châm H’Yưn",
        papers=(actions.PaperAsked("Giấy khai sinh", copies=2),),
    )
    del moved
    actions.certify(asked=asked, signer=signer(), by=CLERK, at=AT)


@cache
def signer() -> str:
    """Somebody who signs at the city."""
    chief = accounts.open_account(username="chief.swept", full_name="Nay H’Blŭn", by=CLERK, at=LOADED)
    organisations.assign(
        account=chief,
        agency=CITY,
        title="Phó Chủ tịch",
        role="agency_leader",
        on=LOADED.date(),
        by=CLERK,
        at=LOADED,
    )
    return chief


def numbered_or_not(moved: Moved, done: bool) -> None:
    rows = list(m.Certification.objects.order_by("id"))
    assert len(rows) - moved.events in ((1,) if done else (0, 1)), "done and lost, or done twice"
    assert [row.number for row in rows] == list(range(1, len(rows) + 1)), (
        "a gap, or a line without its number"
    )
    issued = Number.objects.filter(subject__startswith="certification:")
    assert set(issued.values_list("subject", "value")) == {
        (f"certification:{row.pk}", row.number) for row in rows
    }
    for row in rows:
        entries = {entry.verb for entry in ledger.list_entries(subject=f"certification:{row.pk}")}
        assert entries == {"cases.certification_received", "cases.certified"}
    assert verify().is_sound


def a_slip(_k: int) -> Moved:
    form = intake(version())
    actions.print_slips(count=1, printing=form.key, by=CLERK, at=LOADED)
    return Moved(form=form)


def enter_slip(moved: Moved) -> None:
    assert moved.form
    slip = m.Slip.objects.get(printing=moved.form.key)
    on_slip = actions.OnSlip(slip.pk, BEGUN, "Mất điện")
    actions.receive(intake=moved.form, on_slip=on_slip, by=CLERK, at=AT)


def entered_once_or_not(moved: Moved, done: bool) -> None:
    holds(Verb.RECEIVED)(moved, done)
    assert moved.form
    slip = m.Slip.objects.get(printing=moved.form.key)
    case = m.Case.objects.filter(key=moved.form.key).first()
    assert slip.case == case, "a case without its slip, or a slip without its case"


def late(_k: int) -> Moved:
    return Moved(to_office(version()), events=2)


def explain(moved: Moved) -> None:
    actions.explain(case=moved.case, causes=[("STAFF", CITY)], by=BOSS, at=hour("01/11 09:00"))


SWEPT = [
    Swept("receive a case", setup=at_the_counter, action=receive, holds=holds(Verb.RECEIVED)),
    Swept("hand a case over", setup=received, action=hand_over, holds=holds(Verb.HANDED_OVER)),
    Swept("take a case up", setup=at_the_office, action=take, holds=holds(Verb.TAKEN)),
    Swept("ask for papers", setup=at_the_office, action=ask, holds=holds(Verb.SUPPLEMENT_ASKED)),
    Swept("ask another agency", setup=at_the_office, action=consult, holds=holds(Verb.CONSULTED)),
    Swept("give an opinion", setup=asked, action=answer, holds=holds(Verb.OPINION_GIVEN)),
    Swept("keep an original", setup=received, action=keep, holds=holds(Verb.ORIGINALS_TAKEN)),
    Swept("sign for an original", setup=kept, action=sign_for, holds=holds(Verb.ORIGINALS_SIGNED)),
    Swept("correct what was typed", setup=received, action=correct, holds=holds(Verb.CORRECTED)),
    Swept("enter a letter that stops", setup=letters, action=stop, holds=stopped_or_not),
    Swept("finish a step beside", setup=side_by_side, action=finish_beside, holds=holds(Verb.SIDE_DONE)),
    Swept("sign a result", setup=to_be_signed, action=sign, holds=holds(Verb.SIGNED)),
    Swept("hand a receipt out", setup=received, action=print_receipt, holds=is_handed_out_whole),
    Swept("certify a copy", setup=lines, action=certify, holds=numbered_or_not),
    Swept("enter a slip", setup=a_slip, action=enter_slip, holds=entered_once_or_not),
    Swept("say why a case is late", setup=late, action=explain, holds=holds(Verb.EXPLAINED)),
    Swept("keep a filter", setup=lambda k: f"lọc {k}", action=keep_filter, holds=kept_once_or_not),
    Swept("bring old cases in", setup=old_cases, action=bring_in, holds=brought_in_or_not),
    Swept("bring a result to the counter", setup=signed, action=bring, holds=holds(Verb.BROUGHT)),
    Swept("return a result", setup=at_hand, action=give, holds=holds(Verb.GIVEN)),
    Swept("attach a scan", setup=received, action=scan, holds=attached_whole_or_not),
    Swept("send a case back", setup=to_be_signed, action=send_back, holds=holds(Verb.SENT_BACK)),
]
