"""A copy is asked for, ordered by who may, numbered and made by the clerk; every step refuses whose it is not."""

import subprocess
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from pyhanko.pdf_utils.reader import PdfFileReader

from lienthong.domain.copies import actions, errors, queries
from lienthong.domain.copies import models as m
from lienthong.domain.copies.actions.noting import tell_of
from lienthong.domain.copies.queries import Kind, Medium, State, Verb
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.organisations.queries import SigningForm
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.models import StatedFact
from lienthong.spine.signatures import errors as signature_errors
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.copies.office import Copying, scan
from tests.domain.documents.office import AT, mandate
from tests.spine.signatures import desk
from tests.spine.signatures.test_outside import _script, _with


def words(paper: bytes) -> str:
    return " ".join(desk.words(paper).split())


def sound(paper: bytes, folder: Path) -> str:
    """What pdfsig says of it; qpdf finds nothing wrong and every font is embedded."""
    file = folder / "copy.pdf"
    file.write_bytes(paper)
    told = subprocess.run(["qpdf", "--check", file], capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stdout + told.stderr
    fonts = subprocess.run(["pdffonts", file], capture_output=True, text=True, check=True).stdout
    assert all(line[-24:].split()[0] == "yes" for line in fonts.splitlines()[2:]), fonts
    return subprocess.run(["pdfsig", file], capture_output=True, text=True, check=False).stdout


def corner(paper: bytes) -> str:
    """The words of the scan: those at the corner, since a picture has none."""
    signature = PdfFileReader(BytesIO(paper)).embedded_signatures[0]
    with pikepdf.open(BytesIO(paper)) as held:
        right, top = map(float, held.pages[0].mediabox[2:])
    assert [float(edge) for edge in signature.sig_field["/Rect"]][2:] == [int(right) - 20, int(top) - 8]
    return words(paper)


def test_a_scan_becomes_an_electronic_copy_with_the_agencys_signature(snv: Copying, tmp_path: Path) -> None:
    copy = snv.made()
    row, paper = snv.row(copy), snv.content(copy)
    assert (row.state, row.code, row.dated, row.count) == (State.MADE, "01/SY-SNV", AT.date(), 2)
    (one,) = desk.judged(paper).signatures
    assert (one.verdict, one.signer) == (Verdict.VALID, "Sở Nội vụ")
    said = corner(paper)
    assert said.startswith("SAO Y Sở Nội vụ 20")
    assert "+07:00" in said
    assert "Signature is Valid." in sound(paper, tmp_path)
    reason = str(PdfFileReader(BytesIO(paper)).embedded_signatures[0].sig_object["/Reason"])
    assert row.digest in reason
    assert "Bản sao y 01/SY-SNV: Công văn 12/STP-PBGDPL ngày 13/10/2021 của Sở Tư pháp" in reason


def test_each_step_stands_in_the_story_the_ledger_and_the_facts(snv: Copying) -> None:
    copy = snv.made()
    verbs = [Verb.ASKED, Verb.ORDERED, Verb.NUMBERED, Verb.MADE]
    assert [one.verb for one in queries.list_happenings(copy)] == verbs
    entries = [entry.verb for entry in ledger.list_entries(subject=f"copy:{copy}")]
    assert sorted(entries) == sorted(f"copies.{verb.lower()}" for verb in verbs)
    assert StatedFact.objects.filter(subject=f"copy:{copy}").count() == len(verbs)


def test_an_electronic_original_is_printed_with_all_particulars(snv: Copying, tmp_path: Path) -> None:
    document = snv.room.snv.issued()
    copy = snv.made(document=document, medium=Medium.PAPER, sheets=3)
    row, paper = snv.row(copy), snv.content(copy)
    assert (row.source_medium, row.sheets) == (Medium.ELECTRONIC, 3)
    said = words(paper)
    assert "Sở Nội vụ đề nghị các cơ quan báo cáo" in said
    for part in (
        "SAO Y",
        "Số: 01/SY-SNV",
        "Gia Lai, ngày 15 tháng 10 năm 2021",
        "GIÁM ĐỐC",
        "Siu H’Đoan",
        "Lưu: VT.",
    ):
        assert part in said
    assert "does not contain any signatures" in sound(paper, tmp_path)


def test_an_excerpt_takes_its_pages_and_begins_with_the_first(snv: Copying) -> None:
    incoming = snv.came(scan(4))
    excerpt = {"kind": Kind.EXCERPT, "incoming": incoming}
    for pages, refusal in (
        ("2-3", errors.FirstPageMissing),
        ("x", errors.PagesUnclear),
        ("", errors.PagesUnclear),
    ):
        with pytest.raises(refusal):
            snv.asked(**excerpt, pages=pages)
    with pytest.raises(signature_errors.PagesMissing):
        snv.asked(**excerpt, pages="1, 5")
    copy = snv.made(**excerpt, pages="3, 1")
    row = snv.row(copy)
    assert (row.code, row.pages, row.count) == ("01/TrS-SNV", (1, 3), 2)
    with pikepdf.open(BytesIO(snv.content(copy))) as paper:
        assert len(paper.pages) == 2


def test_a_signed_file_is_no_copy_but_an_excerpt_of_it_may_be_electronic(snv: Copying) -> None:
    """Article 25 knows no electronic copy of a whole electronic document: its file is the original."""
    document = snv.room.snv.issued()
    with pytest.raises(errors.AlreadyElectronic):
        snv.asked(document=document)
    with pytest.raises(errors.OwnIsNoCopy):
        snv.asked(document=document, kind=Kind.OF_A_COPY, medium=Medium.PAPER)
    copy = snv.made(document=document, kind=Kind.EXCERPT, pages="1")
    (one,) = desk.judged(snv.content(copy)).signatures
    assert (one.verdict, one.signer) == (Verdict.VALID, "Sở Nội vụ")


def test_what_came_in_as_a_copy_of_ours_is_copied_as_such(snv: Copying) -> None:
    incoming = snv.came(snv.content(snv.made()))
    with pytest.raises(errors.CopiedFromCopy, match="01/SY-SNV"):
        snv.asked(incoming=incoming, medium=Medium.PAPER)
    copy = snv.made(incoming=incoming, kind=Kind.OF_A_COPY, medium=Medium.PAPER)
    assert snv.row(copy).code == "02/SL-SNV"
    assert "SAO LỤC" in words(snv.content(copy))


def test_all_kinds_share_one_series_without_a_gap(snv: Copying) -> None:
    codes = [snv.row(snv.made(medium=Medium.PAPER)).code, snv.row(snv.made(medium=Medium.PAPER)).code]
    excerpt = snv.made(medium=Medium.PAPER, kind=Kind.EXCERPT, pages="1-2")
    assert [*codes, snv.row(excerpt).code] == ["01/SY-SNV", "02/SY-SNV", "03/TrS-SNV"]


def test_only_who_has_the_right_orders_it(snv: Copying) -> None:
    """The head, or who holds a mandate for copies (article 27); of a deputy without one nothing can be asked."""
    deputy = snv.room.snv.deputy
    with pytest.raises(errors.SignatoryUnfit):
        snv.asked(signer=deputy.account)
    mandate(deputy, SigningForm.KT, ("bản sao",))
    copy = snv.asked(signer=deputy.account)
    for other in (snv.head, snv.clerk, snv.room.snv.division):
        with pytest.raises((errors.NotYours, errors.CopyNotFound)):
            actions.order(copy=copy, by=other, at=AT)
    actions.order(copy=copy, by=deputy, at=AT)
    assert snv.row(copy).block == "KT. Giám đốc, Phó Giám đốc"


def test_who_signs_orders_by_asking(snv: Copying) -> None:
    assert snv.row(snv.asked_by(snv.head)).state is State.ORDERED


def test_only_the_clerk_makes_it_and_a_wrong_pin_uses_no_number(snv: Copying) -> None:
    copy = snv.ordered()
    with pytest.raises(errors.NotYours):
        snv.issue(copy, by=snv.head)
    with pytest.raises(signature_errors.WrongPin):
        snv.issue(copy, pin="000000")
    assert snv.row(copy).number is None
    with pytest.raises(errors.NotNow):
        snv.issue(snv.asked())


def test_numbered_and_not_made_is_made_by_asking_again(snv: Copying) -> None:
    copy = snv.ordered()
    actions.number(copy=copy, by=snv.clerk, at=AT)
    assert snv.row(copy).state is State.NUMBERED
    snv.issue(copy)
    with pytest.raises(errors.NotNow):
        snv.issue(copy)
    assert (snv.row(copy).state, snv.row(copy).number) == (State.MADE, 1)


def test_another_agency_finds_nothing(snv: Copying) -> None:
    copy = snv.made()
    with pytest.raises(errors.CopyNotFound):
        queries.get_copy(copy, by=snv.stranger)
    with pytest.raises(errors.SourceNotFound):
        snv.asked_by(snv.stranger)
    with pytest.raises(errors.CopyNotFound):
        snv.issue(copy, by=snv.stranger)


def test_the_form_sent_twice_makes_one(snv: Copying) -> None:
    key = uuid4()
    assert snv.asked(key=key) == snv.asked(key=key)
    assert m.Copy.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"purpose": " "}, errors.PurposeMissing),
        ({"recipients": " - "}, errors.RecipientsMissing),
        ({"purpose": "Tối mật"}, errors.SecretCopy),
        ({"sheets": 0}, errors.SheetsUnclear),
        ({"incoming": 9_999_999}, errors.SourceNotFound),
        ({"file": 9_999_999}, errors.FileUnfit),
        ({"signer": "nobody"}, errors.SignatoryUnfit),
    ],
)
def test_what_is_missing_is_named(snv: Copying, changes: dict[str, object], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        snv.asked(**changes)
    assert not m.Copy.objects.exists()


def test_a_hostile_scan_is_refused_when_it_is_asked_for(snv: Copying) -> None:
    with pytest.raises(signature_errors.ActiveContent):
        snv.asked(incoming=snv.came(_with(_script)))


def test_refused_withdrawn_and_cancelled_say_why(snv: Copying) -> None:
    refused, withdrawn, cancelled = snv.asked(), snv.asked(), snv.made(medium=Medium.PAPER)
    with pytest.raises(errors.ReasonMissing):
        actions.refuse(copy=refused, reason=" ", by=snv.head, at=AT)
    actions.refuse(copy=refused, reason="Không cần bản sao", by=snv.head, at=AT)
    actions.withdraw(copy=withdrawn, reason="Nhầm văn bản", by=snv.clerk, at=AT)
    actions.cancel(copy=cancelled, reason="In nhầm trang", by=snv.clerk, at=AT)
    states = {State.REFUSED: refused, State.WITHDRAWN: withdrawn, State.CANCELLED: cancelled}
    for state, copy in states.items():
        assert (snv.row(copy).state, bool(snv.row(copy).note)) == (state, True)
        with pytest.raises(errors.NotNow):
            actions.order(copy=copy, by=snv.head, at=AT)
    assert snv.row(snv.made(medium=Medium.PAPER)).code == "02/SY-SNV"


def test_who_has_the_next_word_is_told_and_who_asked_at_the_end(snv: Copying) -> None:
    copy = snv.asked_by(snv.writer, document=snv.room.plainly_issued())
    actions.order(copy=copy, by=snv.head, at=AT)
    snv.issue(copy)
    for one in queries.list_happenings(copy):
        tell_of(happening=one.id, by=platform("test"), at=AT)
    told = {
        who.account: [note.title.partition(":")[0] for note in list_notices(who.account)]
        for who in (snv.head, snv.clerk, snv.writer)
    }
    assert told == {
        snv.head.account: ["Đề nghị sao văn bản chờ quyết định"],
        snv.clerk.account: ["Bản sao chờ cấp số"],
        snv.writer.account: ["Đã có bản sao"],
    }


def test_postgresql_keeps_what_was_copied_and_numbered(snv: Copying) -> None:
    copy = m.Copy.objects.filter(pk=snv.made(medium=Medium.PAPER))
    for changes in ({"digest": "0" * 64}, {"number": 7}, {"purpose": "x"}, {"file": 1}, {"lines": ["TM."]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            copy.update(**changes)
    for rows in (copy, m.Happening.objects.filter(copy__in=copy)):
        with pytest.raises((IntegrityError, ProtectedError)), transaction.atomic():
            rows.delete()
