"""A document's way: written, initialled, signed, numbered, sealed; every signature holds, for every reader."""

import subprocess
from pathlib import Path
from uuid import uuid4

import pytest

from lienthong.domain.documents import actions, errors, queries
from lienthong.domain.documents.facts import DocumentIssued
from lienthong.domain.documents.queries import Kind, State, Verb
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.documents.office import AT, PIN, Office
from tests.spine.signatures import desk

SLIP = {"why": "Chậm báo cáo.", "proposal": "Ký."}


def test_it_goes_from_draft_to_register_with_valid_signatures(snv: Office, tmp_path: Path) -> None:
    document = snv.issued()
    row, paper = snv.row(document), snv.paper(document)
    assert (row.state, row.code, row.year) == (State.ISSUED, "01/SNV-CCHC", 2021)
    assert desk.verdicts(desk.judged(paper)) == {"signer": (Verdict.VALID, ()), "agency": (Verdict.VALID, ())}
    assert desk.judged(paper).signatures[-1].is_last_word
    assert desk.second_opinion(paper) == [("signer", True, False), ("agency", True, True)]
    (tmp_path / "a.pdf").write_bytes(paper)
    checked = subprocess.run(
        ["qpdf", "--check", tmp_path / "a.pdf"], capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr
    words = desk.words(paper)
    for part in (
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "SỞ NỘI VỤ",
        "01 /SNV-CCHC",
        "Gia Lai, ngày 15 tháng 10 năm 2021",
        "V/v đôn đốc báo cáo cải cách hành chính quý III",
        "GIÁM ĐỐC",
        "Siu H’Đoan",
        "Lưu: VT, CCHC.",
    ):
        assert part in words
    assert "KT." not in words


def test_a_decision_names_who_decides_and_says_it_in_articles(snv: Office) -> None:
    document = snv.drafted(
        kind=Kind.DECISION,
        subject="Về việc cử công chức đi tập huấn",
        bases="Căn cứ Kế hoạch 751/QĐ-UBND;",
        body="Điều 1. Cử 5 công chức.\nĐiều 2. Quyết định có hiệu lực từ ngày ký.",
    )
    words = desk.words(snv.paper(document))
    told = (
        "QUYẾT ĐỊNH",
        "Về việc cử công chức đi tập huấn",
        "GIÁM ĐỐC SỞ NỘI VỤ",
        "Căn cứ Kế hoạch 751/QĐ-UBND;",
        "QUYẾT ĐỊNH:",
        "Điều 1. Cử 5 công chức.",
        "Điều 2.",
        "Nơi nhận:",
    )
    places = [words.find(part) for part in told]
    assert -1 not in places
    assert places == sorted(places)
    assert snv.row(document).symbol == "QĐ-SNV"


def test_each_step_is_told_and_written_down(snv: Office) -> None:
    document = snv.issued()
    verbs = [one.verb for one in queries.list_happenings(document)]
    assert verbs == [
        Verb.DRAFTED, Verb.SUBMITTED, Verb.INITIALLED, Verb.SIGNED, Verb.NUMBERED, Verb.SEALED,
    ]  # fmt: skip
    entries = [entry.verb for entry in ledger.list_entries(subject=f"document:{document}")]
    assert sorted(entries) == sorted(f"documents.{verb.lower()}" for verb in verbs)
    assert StatedFact.objects.filter(name=DocumentIssued.name()).count() == 1


def test_the_form_that_is_sent_twice_makes_one_document(snv: Office) -> None:
    draft = actions.Draft(uuid4(), snv.letter())
    first = actions.draft(draft=draft, by=snv.writer, at=AT)
    assert actions.draft(draft=draft, by=snv.writer, at=AT) == first
    assert len(queries.list_versions(first)) == 1


def test_writing_makes_versions_and_the_same_words_make_none(snv: Office) -> None:
    document = snv.drafted()
    changed = snv.letter(subject="đôn đốc lần hai")
    assert actions.write(document=document, version=1, content=changed, by=snv.writer, at=AT) == 2
    assert actions.write(document=document, version=1, content=changed, by=snv.writer, at=AT) == 2
    with pytest.raises(errors.AnotherVersion):
        actions.write(document=document, version=1, content=snv.letter(), by=snv.writer, at=AT)
    assert [one.content.subject for one in queries.list_versions(document)] == [
        "đôn đốc lần hai",
        "đôn đốc báo cáo cải cách hành chính quý III",
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"subject": " "}, errors.SubjectMissing),
        ({"unit": ""}, errors.UnitMissing),
        ({"addressees": ""}, errors.AddresseeMissing),
        ({"body": "\n"}, errors.BodyMissing),
        ({"recipients": "- "}, errors.RecipientsMissing),
        ({"body": "Độ mật: Mật\nNội dung"}, errors.SecretDocument),
        ({"body": "Thực hiện Quyết định số 12/TM-UBND."}, errors.SecretDocument),
        ({"signer": "nobody"}, errors.SignatoryUnfit),
    ],
)
def test_it_refuses_what_lacks_a_part_or_is_secret(
    snv: Office, changes: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        snv.drafted(**changes)


def test_a_returned_document_is_written_initialled_and_signed_anew(snv: Office) -> None:
    document = snv.to_sign()
    with pytest.raises(errors.ReasonMissing):
        actions.send_back(document=document, reason=" ", by=snv.head, at=AT)
    actions.send_back(document=document, reason="Sai số liệu", by=snv.head, at=AT)
    row = snv.row(document)
    assert (row.state, row.holder) == (State.DRAFT, snv.writer.account)
    actions.write(
        document=document, version=1, content=snv.letter(subject="số liệu đúng"), by=snv.writer, at=AT
    )
    actions.submit(document=document, **SLIP, to=snv.division.account, by=snv.writer, at=AT)
    assert snv.row(document).state is State.TO_INITIAL


def test_the_clerk_returns_a_signed_document_for_its_form_and_the_signature_is_void(snv: Office) -> None:
    document = snv.signed()
    actions.send_back(document=document, reason="Thiếu nơi nhận", by=snv.clerk, at=AT)
    assert snv.row(document).state is State.DRAFT
    assert desk.judged(snv.paper(document)).signatures == ()


def test_who_may_initial_puts_it_straight_before_the_signatory(snv: Office) -> None:
    draft = actions.Draft(uuid4(), snv.letter())
    document = actions.draft(draft=draft, by=snv.division, at=AT)
    actions.submit(document=document, **SLIP, by=snv.division, at=AT)
    assert snv.row(document).holder == snv.head.account
    plain = snv.drafted()
    with pytest.raises(errors.InitiallerUnfit):
        actions.submit(document=plain, **SLIP, by=snv.writer, at=AT)
    with pytest.raises(errors.InitiallerUnfit):
        actions.submit(document=plain, **SLIP, to=snv.clerk.account, by=snv.writer, at=AT)


def test_where_nobody_stands_between_who_drafts_puts_it_straight_before_the_signatory(
    snv: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As in a commune: the head alone initials there."""
    alone = [(snv.head.account, snv.head.name)]
    monkeypatch.setattr("lienthong.domain.documents.actions.passing.list_initiallers", lambda *_: alone)
    document = snv.drafted()
    actions.submit(document=document, **SLIP, by=snv.writer, at=AT)
    assert (snv.row(document).state, snv.row(document).holder) == (State.TO_SIGN, snv.head.account)


@pytest.mark.parametrize("who", ["writer", "division", "deputy", "clerk"])
def test_nobody_signs_in_place_of_the_signatory(snv: Office, who: str) -> None:
    document = snv.to_sign()
    with pytest.raises((errors.NotYours, errors.DocumentNotFound)):
        actions.sign(
            read=actions.Read(document, 1),
            pin=PIN,
            helpers=desk.helpers(),
            by=getattr(snv, who),
            at=AT,
        )
    assert snv.row(document).state is State.TO_SIGN


@pytest.mark.parametrize("who", ["writer", "division", "head"])
def test_only_the_clerk_numbers_and_seals(snv: Office, who: str) -> None:
    document = snv.signed()
    with pytest.raises(errors.NotYours):
        actions.issue(document=document, pin=PIN, helpers=desk.helpers(), by=getattr(snv, who), at=AT)
    assert snv.row(document).number is None


def test_another_agency_finds_nothing_before_or_after(snv: Office) -> None:
    document = snv.issued()
    with pytest.raises(errors.DocumentNotFound):
        queries.get_document(document, by=snv.stranger)
    with pytest.raises(errors.DocumentNotFound):
        actions.cancel(document=document, reason="x", by=snv.stranger, at=AT)


def test_what_is_not_issued_is_seen_by_who_is_in_it(snv: Office) -> None:
    document = snv.drafted()
    with pytest.raises(errors.DocumentNotFound):
        queries.get_document(document, by=snv.division)
    assert queries.get_document(document, by=snv.clerk).subject
    assert queries.get_document(snv.issued(kind=Kind.NOTICE), by=snv.deputy).number == 1


def test_many_are_sealed_with_one_pin_in_their_order_and_a_second_press_is_told_so(snv: Office) -> None:
    first, second, unsigned = snv.signed(), snv.signed(), snv.to_sign()
    for _ in range(2):
        done = actions.issue_many(
            documents=[second, unsigned, first], pin=PIN, helpers=desk.helpers(), by=snv.clerk, at=AT
        )
        assert [type(one.refusal) for one in done] == [type(None), errors.NotNow, type(None)]
    assert [snv.row(one).number for one in (second, first)] == [1, 2]
    assert [snv.row(one).state for one in (first, second)] == [State.ISSUED] * 2
    assert snv.row(unsigned).state is State.TO_SIGN


def test_many_are_signed_with_one_pin_and_each_answers_for_itself(snv: Office) -> None:
    good, returned, stale = snv.to_sign(), snv.to_sign(), snv.to_sign()
    actions.send_back(document=returned, reason="Sai", by=snv.head, at=AT)
    read = [actions.Read(good, 1), actions.Read(returned, 1), actions.Read(stale, 7)]
    done = actions.sign_many(read=read, pin=PIN, helpers=desk.helpers(), by=snv.head, at=AT)
    assert [type(one.refusal) for one in done] == [type(None), errors.NotNow, errors.AnotherVersion]
    assert [snv.row(one).state for one in (good, returned, stale)] == [
        State.SIGNED,
        State.DRAFT,
        State.TO_SIGN,
    ]
