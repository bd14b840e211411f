"""What goes with a document in files of their own: attached while it is a draft, named in it, sealed with it."""

import hashlib
import re
import subprocess
from dataclasses import replace
from io import BytesIO
from tempfile import NamedTemporaryFile
from unittest.mock import patch

import pytest
from django.db import IntegrityError, connection, transaction
from openpyxl import load_workbook

from lienthong.domain.documents import actions, errors, queries
from lienthong.domain.documents import models as m
from lienthong.domain.documents.actions import enrolling, issuing
from lienthong.domain.documents.actions.common import content_of
from lienthong.domain.documents.actions.reading import read_text
from lienthong.domain.documents.exchange import write_workbook
from lienthong.domain.documents.queries import DocumentRow, State, Verb
from lienthong.domain.documents.rules import attaching as rules
from lienthong.spine.files.errors import ContentContradictsName, EmptyFile, TypeNotAllowed, UnsafeArchive
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import get_files
from lienthong.spine.ledger.queries import list_entries
from lienthong.spine.signatures.errors import ActiveContent, NoTime, NotReadable, SignedAlready, TokenSilent
from lienthong.spine.signatures.holders import TokenKind
from lienthong.spine.signatures.signing import CORNER, Helpers
from lienthong.spine.signatures.verdicts import Verdict
from tests.domain.documents.attachments import (
    LIST,
    TABLE,
    attach,
    attached,
    brought,
    pdf,
    sign,
    signed,
    to_sign,
    with_a_script,
    workbook,
)
from tests.domain.documents.office import AT, PIN, Office
from tests.domain.documents.test_word import word
from tests.spine.signatures import desk

pytestmark = pytest.mark.django_db


def text_of(paper: bytes) -> str:
    asked = ["pdftotext", "-layout", "-", "-"]
    return subprocess.run(asked, input=paper, capture_output=True, check=True).stdout.decode()


def issue(office: Office, document: int) -> None:
    actions.issue(document=document, pin=PIN, helpers=desk.helpers(), by=office.clerk, at=AT)


def test_what_is_attached_is_a_version_that_names_it(snv: Office) -> None:
    document = snv.drafted()
    assert attach(snv, document) == []
    row, (first, second) = snv.row(document), attached(snv, document)
    assert (row.version, row.attached) == (2, (first.file, second.file))
    assert (first.title, first.name, first.pages, first.is_signed_itself) == ("danh-sach", LIST, 1, True)
    assert (second.title, second.name, second.is_signed_itself) == ("bang tong hop", TABLE, False)
    told = text_of(content_of(row.file))
    assert "Kèm theo văn bản này:" in told
    assert "1. danh-sach;" in told and "2. bang tong hop (tệp bang tong hop.xlsx)." in told
    assert f"SHA-256: {sha256(workbook())}" in told, "no signature enters it: the document holds it"
    assert first.digest not in told


def test_the_same_form_sent_twice_attaches_once(snv: Office) -> None:
    document = snv.drafted()
    for _press in range(2):
        given = [brought(LIST, pdf()), brought("khac.pdf", pdf())]
        refused = actions.attach(document=document, version=1, brought=given, by=snv.writer, at=AT)
        assert refused == []
    assert (snv.row(document).version, len(attached(snv, document))) == (2, 1)
    with pytest.raises(errors.AnotherVersion):
        other = [brought(TABLE, workbook())]
        actions.attach(document=document, version=1, brought=other, by=snv.writer, at=AT)


def test_words_written_anew_keep_what_is_attached(snv: Office) -> None:
    document = snv.drafted()
    attach(snv, document)
    content = snv.letter(subject="viết lại")
    actions.write(document=document, version=2, content=content, by=snv.writer, at=AT)
    assert [one.name for one in attached(snv, document)] == [LIST, TABLE]
    actions.write(document=document, version=3, content=content, by=snv.writer, at=AT)
    assert snv.row(document).version == 3


def test_they_are_put_in_order_named_and_taken_off(snv: Office) -> None:
    document = snv.drafted()
    attach(snv, document)
    first, second = attached(snv, document)
    wanted = [(second.file, "Bảng tổng hợp"), (first.file, "Danh sách")]
    for _press in range(2):
        actions.arrange(document=document, version=2, wanted=wanted, by=snv.writer, at=AT)
    assert [one.title for one in attached(snv, document)] == ["Bảng tổng hợp", "Danh sách"]
    actions.arrange(document=document, version=3, wanted=wanted[1:], by=snv.writer, at=AT)
    assert snv.row(document).attached == (first.file,)
    earlier = queries.get_version(document, 2).content.attachments
    assert {one.file for one in earlier} <= set(get_files([first.file, second.file]))
    verbs = [one.verb for one in queries.list_happenings(document)]
    assert verbs == [Verb.DRAFTED, Verb.ATTACHED, Verb.ATTACHED, Verb.ATTACHED]


def test_a_title_is_needed_and_a_file_of_another_document_is_not_taken(snv: Office) -> None:
    document, other = snv.drafted(), snv.drafted()
    attach(snv, document)
    attach(snv, other)
    foreign, (own, _table) = attached(snv, other)[0].file, attached(snv, document)
    with pytest.raises(errors.AnotherVersion):
        actions.arrange(document=document, version=2, wanted=[(foreign, "x")], by=snv.writer, at=AT)
    with pytest.raises(errors.TitleMissing):
        actions.arrange(document=document, version=2, wanted=[(own.file, " ")], by=snv.writer, at=AT)


@pytest.mark.parametrize("who", ["division", "head", "clerk"])
def test_only_who_drafts_attaches(snv: Office, who: str) -> None:
    document = snv.drafted()
    given = [brought(LIST, pdf())]
    with pytest.raises((errors.NotYours, errors.DocumentNotFound)):
        actions.attach(document=document, version=1, brought=given, by=getattr(snv, who), at=AT)
    with pytest.raises(errors.DocumentNotFound):
        actions.attach(document=document, version=1, brought=given, by=snv.stranger, at=AT)


def test_after_submission_nothing_changes_until_it_comes_back_and_is_initialled_anew(snv: Office) -> None:
    document = to_sign(snv)
    version, (first, _second) = snv.row(document).version, attached(snv, document)
    with pytest.raises(errors.NotNow):
        attach(snv, document)
    with pytest.raises(errors.NotNow):
        actions.arrange(document=document, version=version, wanted=[], by=snv.writer, at=AT)
    actions.send_back(document=document, reason="Bỏ bảng", by=snv.head, at=AT)
    actions.arrange(
        document=document, version=version, wanted=[(first.file, first.title)], by=snv.writer, at=AT
    )
    assert snv.row(document).state is State.DRAFT
    with pytest.raises(errors.NotNow):
        sign(snv, document)
    actions.submit(document=document, why="a", proposal="b", to=snv.division.account, by=snv.writer, at=AT)
    assert queries.list_happenings(document)[-1].data["version"] == version + 1


def test_postgresql_itself_keeps_what_was_submitted(snv: Office) -> None:
    document = to_sign(snv)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Document.objects.filter(pk=document).update(attached=[])
    sign(snv, document)
    issue(snv, document)
    with pytest.raises(IntegrityError), transaction.atomic():
        m.Document.objects.filter(pk=document).update(attached=[1, 2])


def test_a_row_of_the_program_before_knows_none(snv: Office) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_default FROM information_schema.columns"
            " WHERE table_name = 'documents_document' AND column_name = 'attached'"
        )
        assert cursor.fetchone() != (None,)
    told = snv.letter().told()
    assert "attachments" not in told and queries.Content.of(told).attachments == ()


def test_hostile_files_are_refused_each_with_its_reason_and_stop_no_other(snv: Office) -> None:
    document = snv.drafted()
    hostile = {
        "a.exe": (b"MZ", TypeNotAllowed),
        "broken.pdf": (b"%PDF-1.7 hong", NotReadable),
        "empty.pdf": (b"", EmptyFile),
        "other.docx": (b"%PDF-1.7", ContentContradictsName),
        "broken.xlsx": (b"PK\x03\x04 hong", UnsafeArchive),
        "script.pdf": (with_a_script(), ActiveContent),
        "signed.pdf": (desk.signed(), SignedAlready),
        "secret.docx": (word(["MẬT", "Nội dung"]).getvalue(), errors.SecretDocument),
    }
    before = StoredFile.objects.count()
    files = [brought(name, content) for name, (content, _why) in hostile.items()]
    refused = attach(snv, document, *files, brought(LIST, pdf()))
    assert {one.name: type(one.why) for one in refused} == {name: why for name, (_, why) in hostile.items()}
    assert [one.name for one in attached(snv, document)] == [LIST]
    assert StoredFile.objects.count() == before + 2, "the list and the version; nothing of what was refused"


def test_the_limits_are_those_that_are_said(snv: Office) -> None:
    document = snv.drafted()
    many = [brought(f"{number}.docx", word([str(number)]).getvalue()) for number in range(rules.MOST + 1)]
    with pytest.raises(errors.TooManyAttached):
        attach(snv, document, *many)
    with patch.object(rules, "MOST_BYTES", 100), pytest.raises(errors.TooMuchAttached):
        attach(snv, document)
    (refused,) = attach(snv, document, brought("lon.pdf", b"%PDF-" + bytes(actions.ATTACHMENT.max_bytes)))
    assert "10 MB" in str(refused.why)


def test_names_are_told_apart_where_they_lie_beside_each_other() -> None:
    assert rules.named_apart(["a.pdf", "A.pdf", "b.pdf"], ["b.pdf"]) == ["a.pdf", "A-2.pdf", "b-2.pdf"]


def test_the_agency_signs_each_pdf_at_the_top_right_and_everything_is_valid(snv: Office) -> None:
    document = signed(snv)
    before, count = content_of(snv.row(document).attached[0]), StoredFile.objects.count()
    issue(snv, document)
    row, (listed, table) = snv.row(document), attached(snv, document)
    assert row.state is State.ISSUED
    sealed = content_of(row.attached[0])
    assert sealed.startswith(before), "an addition: what was read is what is sealed"
    assert content_of(row.attached[1]) == workbook() and row.attached[1] == table.file
    report = desk.judged(sealed)
    assert [(one.verdict, one.is_last_word) for one in report.signatures] == [(Verdict.VALID, True)]
    assert report.signatures[0].signer == "Sở Nội vụ"
    assert {one.verdict for one in desk.judged(snv.paper(document)).signatures} == {Verdict.VALID}
    assert get_files(row.attached)[row.attached[0]].name == listed.name
    assert StoredFile.objects.count() == count + 3, "numbered, sealed, and the list with its signature"
    assert_told_in_the_corner(sealed)
    assert_in_the_ledger(document, f"{listed.digest} {table.digest}", f"{sha256(sealed)} {table.digest}")
    read_text(document=document, at=AT)
    assert [one.id for one in queries.find_documents(queries.Wanted(text="krong nang"), by=snv.clerk)] == [
        document
    ]
    assert notes_of(row) == ["Kèm theo 02 tệp"] and notes_of(replace(row, attached=())) == [""]


def assert_told_in_the_corner(sealed: bytes) -> None:
    """Number and symbol, then the time by ISO 8601; upright, black, ten points (Decree 30/2020/NĐ-CP, Appendix I)."""
    asked = ["pdftotext", "-l", "1", "-x", "340", "-y", "0", "-W", "260", "-H", "70", "-", "-"]
    corner = subprocess.run(asked, input=sealed, capture_output=True, check=True).stdout.decode().split()
    assert corner[0] == "01/SNV-CCHC" and re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", corner[1])
    assert desk.second_opinion(sealed) == [(CORNER, True, True)]
    with NamedTemporaryFile(suffix=".pdf") as file:
        file.write(sealed)
        file.flush()
        assert (
            subprocess.run(["qpdf", "--check", file.name], capture_output=True, check=False).returncode == 0
        )


def assert_in_the_ledger(document: int, signed: str, sealed: str) -> None:
    """Of each file what was signed, and what went out."""
    entries = {one.verb: one.details for one in list_entries(subject=f"document:{document}")}
    assert entries["documents.signed"]["attached"] == signed
    assert entries["documents.sealed"]["attached"] == sealed


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def notes_of(row: DocumentRow) -> list[str]:
    """What the register says beside the document."""
    told = load_workbook(BytesIO(write_workbook([row]))).worksheets[0]
    return [str(cells[-1].value or "") for cells in told.iter_rows(min_row=2)]


def test_without_a_time_nothing_is_half_and_asking_again_seals_all(snv: Office) -> None:
    document = signed(snv)
    answers = iter([True, False])
    authority = desk.authority()

    def silent_at_the_second(asked: bytes) -> bytes:
        if next(answers):
            return authority.answer_time(asked)
        raise OSError

    helpers = Helpers(authority.trust(), silent_at_the_second)
    before = snv.row(document).attached
    with pytest.raises(NoTime):
        actions.issue(document=document, pin=PIN, helpers=helpers, by=snv.clerk, at=AT)
    row = snv.row(document)
    assert (row.state, row.attached) == (State.NUMBERED, before)
    assert desk.verdicts(desk.judged(snv.paper(document))).keys() == {"signer"}
    issue(snv, document)
    assert (snv.row(document).state, snv.row(document).number) == (State.ISSUED, 1)
    with pytest.raises(errors.NotNow):
        issue(snv, document)


def test_the_device_signs_all_or_none(snv: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(enrolling, "current_trust", desk.authority().trust)
    monkeypatch.setattr(enrolling, "current_status", lambda: None)
    seal = desk.authority().issue("SỞ NỘI VỤ")
    actions.enrol_agency_device(certificate=seal.der, handle="token-9", by=snv.clerk, at=AT)
    document = signed(snv)
    started = actions.begin_seal(
        document=document, kind=TokenKind.BRIDGE, helpers=desk.helpers(), by=snv.clerk, at=AT
    )
    assert [part.file for part in started.parts] == [snv.row(document).file, snv.row(document).attached[0]]
    made = [desk.token(seal).sign(part.content) for part in started.parts]
    for wrong in (made[:1], made[::-1]):
        with pytest.raises(TokenSilent):
            actions.finish(started=started, made=wrong, helpers=desk.helpers(), by=snv.clerk, at=AT)
    assert snv.row(document).state is State.NUMBERED
    actions.finish(started=started, made=made, helpers=desk.helpers(), by=snv.clerk, at=AT)
    row = snv.row(document)
    assert row.state is State.ISSUED
    for file in row.files[:2]:
        assert {one.verdict for one in desk.judged(content_of(file)).signatures} == {Verdict.VALID}
    with pytest.raises(errors.NotNow):
        actions.finish(started=started, made=made, helpers=desk.helpers(), by=snv.clerk, at=AT)


def test_one_without_attachments_is_sealed_as_before(snv: Office) -> None:
    document = snv.signed()
    with patch.object(issuing, "put") as put:
        issue(snv, document)
    assert not put.called and snv.row(document).attached == ()
