"""What an applicant does with a case from home: papers sent once, the result taken, the case withdrawn."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.applications import actions, errors, queries
from lienthong.domain.applications import models as m
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.errors import FetchedInPerson, NotNow, ReasonMissing
from lienthong.domain.cases.queries import ReturnBy, State, follow, get_story
from lienthong.domain.procedures.rules.record import Record
from lienthong.spine.actor import ANONYMOUS, Actor, platform
from lienthong.spine.files.models import StoredFile
from tests.domain.cases.running import (
    CHIEF,
    CITY,
    CLERK,
    PLAIN,
    RESTARTS,
    hour,
    procedure,
    province,
    received,
    to_sign,
)
from tests.domain.plans.running import PDF

pytestmark = pytest.mark.django_db
HOME = Actor(account="citizen000000001", name="Rơ Châm H’Yưn", origin="test")
ASKED, SENT = hour("15/10 10:00"), hour("18/10 20:15")


@pytest.fixture
def plain(db: None) -> int:
    province()
    return procedure()


def asked(version: int) -> int:
    case = received(version)
    cases.ask_supplement(case=case, items=["Bản vẽ móng"], papers=[2], reason="Thiếu", by=CLERK, at=ASKED)
    return case


def brought(case: int, name: str = "mong.pdf", content: bytes = PDF) -> list[str]:
    refused = actions.bring(case=case, files=[(BytesIO(content), name)], by=HOME, at=SENT)
    return [one for one, _reason in refused]


def ready(version: int, **more: Any) -> int:
    case = to_sign(version, **more)
    cases.sign_off(case=case, by=CHIEF, at=hour("15/10 15:00"))
    cases.bring(case=case, by=CLERK, at=hour("18/10 08:00"))
    return case


def test_it_says_what_is_asked_for_and_keeps_what_comes(plain: int) -> None:
    case = asked(plain)
    row = queries.find_asked(follow(case, now=ASKED))
    assert row
    assert (row.items, row.reason, row.round) == (("Bản vẽ", "Bản vẽ móng"), "Thiếu", 1)
    assert brought(case) == []
    assert brought(case, "mong.exe") == ["mong.exe"]
    kept = queries.find_asked(follow(case, now=ASKED))
    assert kept
    assert [one.name for one in kept.files] == ["mong.pdf"]
    actions.take_out(case=case, brought=kept.files[0].id, by=HOME, at=SENT)
    actions.take_out(case=case, brought=kept.files[0].id, by=HOME, at=SENT)
    assert not StoredFile.objects.filter(pk=kept.files[0].file).exists()


def test_nothing_is_not_sent_and_a_word_is_enough(plain: int) -> None:
    case = asked(plain)
    with pytest.raises(errors.NothingBrought):
        actions.send_supplement(case=case, note=" ", by=HOME, at=SENT)
    actions.send_supplement(case=case, note="Tôi đã nộp tại quầy hôm qua", by=HOME, at=SENT)
    last = get_story(case).happenings[-1]
    assert (last.verb, last.data["note"]) == ("SUPPLEMENT_RECEIVED", "Tôi đã nộp tại quầy hôm qua")
    assert (last.account, last.agency, last.data["from_home"]) == (HOME.account, CITY, True)


@pytest.mark.parametrize("record", [PLAIN, RESTARTS], ids=["pauses", "restarts"])
def test_the_clock_goes_on_by_the_rule_of_the_procedure_as_at_the_counter(plain: int, record: Record) -> None:
    case, other = asked(procedure(record)), asked(procedure(record))
    brought(case)
    actions.send_supplement(case=case, note="", by=HOME, at=SENT)
    cases.receive_supplement(case=other, by=CLERK, at=SENT)
    home, counter = follow(case, now=SENT), follow(other, now=SENT)
    assert home.state is State.RECEIVED
    assert home.legal_at == counter.legal_at is not None


def test_what_was_sent_is_sent_once_and_stays(plain: int) -> None:
    case = asked(plain)
    brought(case)
    actions.send_supplement(case=case, note="", by=HOME, at=SENT)
    with pytest.raises(errors.NothingAskedHere):
        actions.send_supplement(case=case, note="", by=HOME, at=SENT)
    with pytest.raises(errors.NothingAskedHere):
        brought(case, "them.pdf")
    held = m.Supplement.objects.get(case=case)
    for deed in (
        lambda: m.Supplement.objects.filter(pk=held.pk).update(sent_at=None),
        lambda: m.Brought.objects.filter(supplement=held).delete(),
        lambda: m.Brought.objects.create(supplement=held, file=1, name="x", size=1, added_at=SENT),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            deed()


def test_where_nothing_is_asked_nothing_is_kept(plain: int) -> None:
    with pytest.raises(errors.NothingAskedHere):
        brought(received(plain))


def test_what_was_never_sent_is_forgotten_with_its_files(plain: int) -> None:
    case, other = asked(plain), asked(plain)
    brought(case)
    brought(other)
    actions.send_supplement(case=other, note="", by=HOME, at=SENT)
    assert actions.forget_unsent(at=SENT + timedelta(days=30)) == 0
    assert actions.forget_unsent(at=SENT + timedelta(days=31)) == 1
    assert not m.Supplement.objects.filter(case=case).exists()
    assert len(queries.list_brought(other)) == 1


def test_the_result_is_taken_once_as_a_document(plain: int) -> None:
    case = ready(plain)
    actions.fetch(case=case, by=ANONYMOUS, at=SENT)
    last = get_story(case).happenings[-1]
    assert (last.verb, last.data["way"], last.data["from_home"]) == ("GIVEN", "ELECTRONIC", True)
    with pytest.raises(NotNow):
        actions.fetch(case=case, by=ANONYMOUS, at=SENT)


def test_a_result_on_paper_is_not_taken_from_home(plain: int) -> None:
    by_post = ready(plain, return_by=ReturnBy.POST)
    with pytest.raises(FetchedInPerson):
        actions.fetch(case=by_post, by=HOME, at=SENT)
    case = to_sign(plain)
    cases.take_originals(case=case, names=["Giấy chứng nhận CH 1"], by=CHIEF, at=hour("15/10 14:00"))
    cases.sign_off(case=case, by=CHIEF, at=hour("15/10 15:00"))
    cases.bring(case=case, by=CLERK, at=hour("18/10 08:00"))
    with pytest.raises(FetchedInPerson):
        actions.fetch(case=case, by=HOME, at=SENT)


def test_it_is_withdrawn_with_a_reason_until_it_is_signed(plain: int) -> None:
    case = received(plain)
    with pytest.raises(ReasonMissing):
        actions.withdraw(case=case, reason=" ", by=HOME, at=SENT)
    actions.withdraw(case=case, reason="Đổi ý", by=HOME, at=SENT)
    assert follow(case, now=SENT).state is State.WITHDRAWN
    with pytest.raises(NotNow):
        actions.withdraw(case=ready(plain), reason="Đổi ý", by=HOME, at=SENT)


def test_what_was_brought_goes_with_the_case(plain: int) -> None:
    case, waiting = asked(plain), asked(plain)
    for one in (case, waiting):
        brought(one, content=PDF + str(one).encode())
    actions.send_supplement(case=case, note="", by=HOME, at=SENT)
    kept = list(m.Brought.objects.filter(supplement__case__in=[case, waiting]).values_list("file", flat=True))
    assert len(kept) == 2
    digests = {StoredFile.objects.get(pk=file).digest for file in kept}
    gone: set[str] = set()
    for one in (case, waiting):
        cases.withdraw(case=one, reason="Đổi ý", by=CLERK, at=SENT)
        gone |= set(actions.erase(case=one, basis="01/QĐ", by=platform("test"), at=SENT))
    assert digests <= gone
    assert not m.Supplement.objects.exists()
    assert not StoredFile.objects.filter(pk__in=kept).exists()
