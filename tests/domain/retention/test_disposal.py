"""Cases past their time: listed, decided by a second person, destroyed with their files; figures stay as reported."""

import itertools
from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction

from lienthong.domain.applications.actions import ATTACHED
from lienthong.domain.applications.models import Application, Attachment
from lienthong.domain.applications.queries import find_of_case
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import models as m
from lienthong.domain.cases import queries
from lienthong.domain.cases.actions.common import columns
from lienthong.domain.cases.errors import CaseNotFound, Erased, NotYours
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.cases.queries import Asked, By, Period
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.cases.rules.standing import Event, history
from lienthong.domain.cases.rules.vocabulary import Channel
from lienthong.domain.notices.models import Notice
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.models import Contact, Identifier, Profile
from lienthong.domain.parties.queries import find_parties
from lienthong.domain.parties.queries.rows import number_of
from lienthong.domain.retention import actions, errors
from lienthong.domain.retention.actions import telling
from lienthong.domain.retention.jobs import tell_of_year
from lienthong.domain.retention.models import Disposal, Item
from lienthong.domain.retention.queries import (
    Fate,
    HoldKind,
    State,
    get_disposal,
    kept_of,
    list_due,
    list_items,
)
from lienthong.spine.files.actions import put
from lienthong.spine.files.queries import get_file
from lienthong.spine.files.store import store
from lienthong.spine.ledger.verification import verify
from tests.domain.applications import filled
from tests.domain.cases.printing import FORMS
from tests.domain.cases.running import (
    BEGUN,
    CITY,
    CLERK,
    LOADED,
    OFFICER,
    STRANGER,
    hour,
    procedure,
    province,
    received,
    seen,
)
from tests.domain.retention.lists import (
    ARCHIVIST,
    BOTH,
    FOREIGN,
    HEAD,
    JOB,
    NEW_YEAR,
    REASON,
    RULER,
    approved,
    carried_out,
    ended,
    proposed,
    ten_years,
)

pytestmark = pytest.mark.django_db
TODAY = NEW_YEAR.date()


@pytest.fixture
def version() -> int:
    province()
    return procedure()


def numbers(day: date = TODAY, agency: str = CITY) -> list[int]:
    return [row.case.id for row in list_due(agency, day)]


def boards() -> list[object]:
    """Every board of a few periods, as known now and on days before and after."""
    periods = [Period(date(2021, 9, 15), date(2021, 10, 14)), Period(date(2021, 10, 15), date(2021, 11, 14))]
    periods += [Period(date(2020, 12, 15), date(2021, 12, 14)), Period(date(2031, 12, 15), date(2032, 1, 14))]
    known = [None, hour("17/10 23:59"), hour("31/12 23:59"), NEW_YEAR]
    later = NEW_YEAR + timedelta(days=9)
    asked = [Asked(period, later, known=one) for period, one in itertools.product(periods, known)]
    return [
        queries.get_board(one, by) for one in asked for by in (By.UNIT, By.FIELD, By.PROCEDURE, By.CHANNEL)
    ]


def test_a_case_is_due_from_the_first_day_after_its_time(version: int) -> None:
    case = ended(version)
    received(version)  # still open
    ten_years()
    assert numbers(date(2031, 12, 31)) == []
    assert numbers(date(2032, 1, 1)) == [case]
    assert numbers(agency="GL-623") == []


def test_whoever_took_an_agency_over_lists_its_cases(version: int) -> None:
    case = ended(version)
    ten_years()
    organisations.merge_agencies(
        codes=[CITY], into="GL-623", on=date(2025, 7, 1), decision="NQ 1", reason="x", by=CLERK, at=NEW_YEAR
    )
    assert numbers(agency="GL-623") == [case]


def test_nothing_is_due_by_a_rule_that_nobody_compared_with_its_text(version: int) -> None:
    case = ended(version)
    rule = ten_years(confirmed=False)
    assert numbers() == []
    kept = kept_of(case)
    assert kept
    assert kept.until == date(2031, 12, 31)
    assert "chưa đối chiếu" in kept.why
    with pytest.raises(errors.NothingDue):
        proposed()
    actions.confirm_rule(rule=rule, source="Thông tư 09/2011/TT-BNV, phụ lục", by=RULER, at=NEW_YEAR)
    assert numbers() == [case]


def test_what_is_kept_for_good_is_never_due(version: int) -> None:
    case = ended(version)
    ten_years()
    field = queries.get_ended(case).field  # type: ignore[union-attr]
    for_good = actions.Told(date(2011, 7, 18), None, "Hồ sơ địa chính", field=field, confirmed=True)
    actions.lay_down(rule=for_good, by=RULER, at=NEW_YEAR)
    assert numbers() == []
    kept = kept_of(case)
    assert kept
    assert (kept.until, kept.held) == (None, ())


def test_another_rule_holds_for_cases_that_ended_later(version: int) -> None:
    case = ended(version)
    ten_years()
    longer = actions.Told(date(2021, 10, 20), 20, "Thông tư 10/2022/TT-BNV", confirmed=True)
    actions.lay_down(rule=longer, by=RULER, at=NEW_YEAR)
    assert numbers() == []
    assert numbers(date(2042, 1, 1)) == [case]


@pytest.mark.parametrize(
    ("rule", "refusal"),
    [
        (actions.Told(TODAY, 5, "  "), errors.SourceMissing),
        (actions.Told(TODAY, 0, "x"), errors.YearsUnfit),
        (actions.Told(TODAY, 5, "x", procedure="A", field="B"), errors.OneNarrowing),
    ],
)
def test_a_rule_rests_on_a_text_and_names_some_years_and_one_scope(
    rule: actions.Told, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        actions.lay_down(rule=rule, by=RULER, at=NEW_YEAR)
    with pytest.raises(errors.NotYours):
        actions.lay_down(rule=rule, by=HEAD, at=NEW_YEAR)


def test_one_person_proposes_and_the_head_decides(version: int) -> None:
    ended(version)
    ten_years()
    for by in (HEAD, CLERK, OFFICER):
        with pytest.raises(errors.NotYours):
            actions.propose(reason=REASON, by=by, at=NEW_YEAR)
    with pytest.raises(errors.ReasonMissing):
        actions.propose(reason=" ", by=ARCHIVIST, at=NEW_YEAR)
    disposal = proposed(BOTH)
    with pytest.raises(errors.ListWaits):
        proposed()
    with pytest.raises(errors.OwnList):
        actions.approve(disposal=disposal, by=BOTH, at=NEW_YEAR)
    with pytest.raises(errors.NotYours):
        actions.approve(disposal=disposal, by=ARCHIVIST, at=NEW_YEAR)
    with pytest.raises(errors.NotWaiting):
        actions.approve(disposal=disposal, by=FOREIGN, at=NEW_YEAR)
    assert get_disposal(disposal, "GL-623") is None
    actions.approve(disposal=disposal, by=HEAD, at=NEW_YEAR)
    with pytest.raises(errors.NotWaiting):
        actions.approve(disposal=disposal, by=HEAD, at=NEW_YEAR)


def test_a_list_that_was_refused_or_withdrawn_destroys_nothing_and_its_cases_may_be_listed_again(
    version: int,
) -> None:
    case = ended(version)
    ten_years()
    first = proposed()
    assert numbers() == []
    actions.refuse(disposal=first, reason="Còn thiếu biên bản", by=HEAD, at=NEW_YEAR)
    second = proposed()
    with pytest.raises(errors.NotYours):
        actions.withdraw(disposal=second, by=HEAD, at=NEW_YEAR)
    actions.withdraw(disposal=second, by=ARCHIVIST, at=NEW_YEAR)
    for disposal in (first, second):
        actions.carry_out(disposal=disposal, by=JOB, at=NEW_YEAR)
    assert numbers() == [case]
    assert not seen(case).is_erased


def test_after_destruction_nobody_is_found_and_every_figure_stands(version: int) -> None:
    case = ended(version, content="Xây nhà ở thửa 112")
    other = ended(version, name="Siu Hbluk")
    open_ = received(version, name="Ksor Hnin")
    cases.correct(case=open_, content="Nhà 2 tầng", reason="Gõ nhầm", by=CLERK, at=BEGUN)
    before, number = boards(), seen(case).number
    ten_years()
    disposal = carried_out()
    assert boards() == before
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE"
        )  # the ledger closes its chains when a transaction ends
    assert verify().is_sound
    row = seen(case)
    assert row.is_erased
    assert (row.number, row.applicant_name, row.content) == (number, ERASED, "")
    assert row.ended_at == hour("20/10 09:00")
    for words in ("Rơ Châm", "ro cham h'yun", "thua 112", "Siu Hbluk"):
        assert queries.find_cases(words, by=CLERK, now=NEW_YEAR) == []
        assert find_parties(words, CLERK) == []
    assert [one.id for one in queries.find_cases("Ksor", by=CLERK, now=NEW_YEAR)] == [open_]
    assert [one.id for one in queries.find_cases(number, by=CLERK, now=NEW_YEAR)] == [case]
    gone = m.Case.objects.filter(pk__in=[case, other]).values_list("applicant", flat=True)
    for model in (Identifier, Contact, Profile):
        assert not model.objects.filter(party__in=list(gone)).exists()
    assert not Notice.objects.filter(subject__in=[f"case:{case}", f"case:{other}"]).exists()
    told = str(list(m.Happening.objects.filter(case__in=[case, other]).values_list("data", flat=True)))
    assert "Blưn" not in told
    assert {item.fate for item in list_items(disposal)} == {Fate.ERASED}
    kept = kept_of(case)
    assert kept
    assert kept.erased_by == disposal


def test_what_is_left_of_the_story_still_makes_the_same_stands(version: int) -> None:
    case = received(version)
    cases.correct(case=case, applicant_name="Rơ Châm H’Yưnh", reason="Gõ nhầm", by=CLERK, at=BEGUN)
    cases.link(case=case, other=received(version), reason="Cùng thửa", by=CLERK, at=BEGUN)
    cases.take_originals(case=case, names=["Giấy chứng nhận AB 123"], by=CLERK, at=BEGUN)
    cases.hand_over(case=case, by=CLERK, at=hour("15/10 10:00"))
    cases.ask_supplement(case=case, items=["Bản vẽ"], reason="Thiếu", by=OFFICER, at=hour("18/10 08:00"))
    cases.receive_supplement(case=case, papers=[2], by=CLERK, at=hour("19/10 08:00"))
    cases.withdraw(case=case, reason="Ông Blưn đổi ý", by=CLERK, at=hour("20/10 08:00"))
    _papers_back(case)
    ten_years()
    carried_out()
    events = m.Happening.objects.filter(case=case).order_by("occurred_at", "id")
    told = [columns(stand) for stand in history([Event(e.verb, e.occurred_at, e.data) for e in events])]
    rows = m.Stand.objects.filter(case=case, superseded_at=None).order_by("since")
    assert [{name: getattr(row, name) for name in told[0]} for row in rows] == told
    assert "Blưn" not in str([e.data for e in events])
    assert "AB 123" not in str(list(m.Original.objects.filter(case=case).values()))


def _papers_back(case: int) -> None:
    lying = m.Original.objects.get(case=case)
    if lying.agency == CITY and lying.custody == "SENT":
        cases.sign_originals(case=case, originals=[1], by=OFFICER, at=hour("20/10 08:10"))
    cases.return_originals(case=case, originals=[1], by=CLERK, at=hour("20/10 08:20"))


def test_somebody_whom_another_case_names_is_still_known(version: int) -> None:
    case = ended(version)
    row = m.Case.objects.get(pk=case)
    number = Identifier.objects.get(party=row.applicant)
    draft = cases.Applicant(_draft_of(row))
    cases.receive(intake=_intake(version, draft), by=CLERK, at=BEGUN)
    ten_years()
    carried_out()
    assert Identifier.objects.filter(pk=number.pk).exists()
    assert seen(case).applicant_name == ERASED


def _draft_of(row: m.Case) -> parties.Draft:
    held = Identifier.objects.get(party=row.applicant)
    number = parties.Number(held.kind, number_of(held))
    return parties.Draft(name=row.applicant_name, numbers=(number,))


def _intake(version: int, applicant: cases.Applicant) -> cases.Intake:
    return cases.Intake(key=uuid4(), version=version, papers=(1, 2), applicant=applicant)


def test_a_hold_stops_destruction_also_after_the_list_was_approved(version: int) -> None:
    case, other = ended(version), ended(version, name="Siu Hbluk")
    ten_years()
    disposal = approved()
    number = seen(case).number
    with pytest.raises(errors.NoSuchCase):
        actions.hold(number=number, kind=HoldKind.COURT, reason="Vụ án", by=FOREIGN, at=NEW_YEAR)
    with pytest.raises(errors.NotYours):
        actions.hold(number=number, kind=HoldKind.COURT, reason="Vụ án", by=CLERK, at=NEW_YEAR)
    hold = actions.hold(number=number, kind=HoldKind.COMPLAINT, reason="Đơn số 5", by=ARCHIVIST, at=NEW_YEAR)
    with pytest.raises(errors.HeldAlready):
        actions.hold(number=number, kind=HoldKind.COMPLAINT, reason="Đơn số 5", by=HEAD, at=NEW_YEAR)
    actions.carry_out(disposal=disposal, by=JOB, at=NEW_YEAR)
    assert {item.case: item.fate for item in list_items(disposal)} == {case: Fate.KEPT, other: Fate.ERASED}
    assert seen(case).applicant_name == "Rơ Châm H’Yưn"
    kept = kept_of(case)
    assert kept
    assert kept.held == ("Đơn số 5",)
    actions.certify(disposal=disposal, by=JOB, at=NEW_YEAR)
    assert numbers() == []
    with pytest.raises(errors.NoSuchHold):
        actions.lift(hold=hold, reason="Xong", by=FOREIGN, at=NEW_YEAR)
    actions.lift(hold=hold, reason="Đã giải quyết", by=HEAD, at=NEW_YEAR)
    assert numbers() == [case]


def test_a_case_whose_original_is_still_kept_is_not_destroyed(version: int) -> None:
    case = received(version)
    cases.take_originals(case=case, names=["Giấy chứng nhận"], by=CLERK, at=BEGUN)
    cases.withdraw(case=case, reason="Đổi ý", by=CLERK, at=hour("18/10 09:00"))
    ten_years()
    disposal = carried_out()
    assert [item.fate for item in list_items(disposal)] == [Fate.KEPT]
    assert not seen(case).is_erased


@pytest.fixture
def online(files_dir: object) -> int:
    province()
    cases.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    return filled.version()


@pytest.fixture
def files_dir(settings: Any, tmp_path: Any) -> Any:
    settings.LIENTHONG_FILES_DIR = tmp_path / "files"
    return settings.LIENTHONG_FILES_DIR


def sent_and_ended(online: int) -> int:
    """Filed online with a form and a file, its receipt handed out, withdrawn."""
    case = filled.sent(filled.filled(online)).case
    cases.accept(case=case, papers=[1, 2], by=CLERK, at=BEGUN)
    cases.issue_receipt(case=case, by=CLERK, at=BEGUN)
    cases.withdraw(case=case, reason="Đổi ý", by=CLERK, at=hour("18/10 09:00"))
    return case


def test_files_leave_the_store_and_the_certificate_proves_each(
    online: int, django_capture_on_commit_callbacks: Any
) -> None:
    case = sent_and_ended(online)
    row = Application.objects.get(case=case)
    named = [row.paper, m.Paper.objects.get(case=case).file, Attachment.objects.get(application=row).file]
    digests = {file.digest for one in named if (file := get_file(one or 0))}
    assert len(digests) == 3
    assert all(store().exists(digest) for digest in digests)
    ten_years()
    with django_capture_on_commit_callbacks(execute=True):
        disposal = carried_out()
    assert not any(store().exists(digest) for digest in digests)
    assert find_of_case(case) is None
    assert (bytes(Application.objects.get(pk=row.pk).sealed), Attachment.objects.count()) == (b"", 0)
    assert queries.list_papers(case) == []
    actions.certify(disposal=disposal, by=JOB, at=NEW_YEAR)
    shown = get_disposal(disposal, CITY)
    assert shown
    assert (shown.state, shown.shared, shown.erased) == (State.DONE, 0, 1)
    (item,) = list_items(disposal)
    assert set(item.digests) == digests
    file = get_file(shown.certificate or 0)
    assert file
    with store().open(file.digest) as content:
        assert content.read(5) == b"%PDF-"


def test_what_a_crash_left_in_the_store_goes_when_the_certificate_is_written(online: int) -> None:
    """Within a test nothing is committed, so nothing was removed yet: as after a crash between the two."""
    case = sent_and_ended(online)
    ten_years()
    disposal = carried_out()
    (item,) = list_items(disposal)
    assert all(store().exists(digest) for digest in item.digests)
    actions.certify(disposal=disposal, by=JOB, at=NEW_YEAR)
    assert not any(store().exists(digest) for digest in item.digests)
    assert seen(case).is_erased


def test_a_file_that_another_case_holds_too_stays_and_is_said_so(online: int) -> None:
    case = sent_and_ended(online)
    attached = Attachment.objects.get(application__case=case)
    file = get_file(attached.file)
    assert file
    with store().open(file.digest) as content:
        put(
            content=BytesIO(content.read()),
            name="ban.pdf",
            use=ATTACHED,
            agency=CITY,
            by=CLERK,
            at=BEGUN,
        )
    ten_years()
    disposal = carried_out()
    actions.certify(disposal=disposal, by=JOB, at=NEW_YEAR)
    shown = get_disposal(disposal, CITY)
    assert shown
    assert shown.shared == 1
    assert store().exists(file.digest)


def test_clerks_are_told_in_january_what_is_past_its_time(
    version: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended(version)
    ten_years()
    monkeypatch.setattr(telling, "list_who_may", lambda *_: frozenset({"archivist"}))
    tell_of_year(date(2032, 1, 4), NEW_YEAR)
    assert not Notice.objects.filter(kind="retention.due").exists()
    for _again in range(2):
        tell_of_year(date(2032, 1, 5), NEW_YEAR)
    (note,) = Notice.objects.filter(kind="retention.due")
    assert (note.account, note.title[:4], note.address) == ("archivist", "1 hồ", "/retention/")


def test_it_is_done_once_however_often_the_worker_tries(version: int) -> None:
    ended(version)
    ten_years()
    disposal = carried_out()
    for _again in range(2):
        actions.carry_out(disposal=disposal, by=JOB, at=NEW_YEAR)
        actions.certify(disposal=disposal, by=JOB, at=NEW_YEAR)
    assert m.Erasure.objects.count() == 1
    assert Disposal.objects.get().certificate


def test_nothing_is_done_with_a_destroyed_case(version: int) -> None:
    case = ended(version)
    ten_years()
    carried_out()
    assert queries.list_moves(seen(case), [], by=CLERK) == []
    with pytest.raises(Erased):
        cases.explain(case=case, causes=[("STAFF", CITY)], by=CLERK, at=NEW_YEAR)
    with pytest.raises(NotYours):
        cases.erase(case=case, basis="x", by=CLERK, at=NEW_YEAR)
    with pytest.raises(CaseNotFound):
        queries.get_case(case, by=STRANGER, now=NEW_YEAR)


WORDS = [
    "UPDATE cases_case SET applicant_name = '(đã hủy)'",
    "UPDATE cases_happening SET data = '{}'",
    'UPDATE cases_stand SET corrected = \'{"a": "b"}\'',
    "UPDATE cases_erasure SET basis = 'x'",
    "DELETE FROM cases_erasure",
    "DELETE FROM parties_identifier",
    "DELETE FROM parties_profile",
    "UPDATE retention_rule SET years = 1",
    "DELETE FROM retention_item",
    "UPDATE retention_item SET fate = 'WAITING'",
    "UPDATE retention_disposal SET reason = 'x'",
]


def test_postgresql_lets_words_go_in_no_other_way(version: int) -> None:
    """Neither of cases that nobody decided about, nor once more of one that was destroyed in an earlier transaction."""
    ended(version)
    ten_years()
    carried_out()
    ended(version, name="Siu Hbluk")
    _end_the_transaction_that_erased()
    for statement in WORDS:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def _end_the_transaction_that_erased() -> None:
    """A test is one transaction: as if it had been another one."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("cases_erasure", "parties_forgetting"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_stays")
            cursor.execute(f"UPDATE {table} SET xact = 0")
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_stays")


def test_a_line_is_not_marked_as_destroyed_before_the_decision(version: int) -> None:
    ended(version)
    ten_years()
    proposed()
    with pytest.raises(IntegrityError), transaction.atomic():
        Item.objects.update(fate=Fate.ERASED.value)


def test_cases_filed_at_other_channels_are_destroyed_as_well(version: int) -> None:
    case = ended(version, channel=Channel.POST)
    ten_years()
    carried_out()
    assert seen(case).is_erased
