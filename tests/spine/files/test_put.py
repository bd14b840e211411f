"""What is accepted is kept whole and once; what is not is refused with its reason and leaves nothing."""

import hashlib
import io
import os
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.utils import IntegrityError, InternalError

from lienthong.spine.actor import Actor
from lienthong.spine.files import errors, queries
from lienthong.spine.files.actions import discard, put, sweep
from lienthong.spine.files.models import StoredFile
from lienthong.spine.files.queries import FileRow
from lienthong.spine.files.rules import FileType, Use, clean_name
from lienthong.spine.files.telling import warnings_of
from tests.spine.files import samples
from tests.spine.files.samples import archive

NOON = datetime(2021, 10, 15, 5, tzinfo=UTC)
CLERK = Actor(account="7", name="Rơ Châm Hừk", agency="GL-SNV")
ANYTHING = Use("tests", tuple(FileType), max_bytes=3_000_000)

pytestmark = pytest.mark.django_db


def accept(content: bytes, name: str, use: Use = ANYTHING) -> FileRow:
    return put(content=io.BytesIO(content), name=name, use=use, agency="GL-SNV", by=CLERK, at=NOON)


def contents(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


GOOD = [
    ("quyết định.pdf", samples.PDF),
    ("báo cáo.docx", archive(*samples.DOCX_PARTS)),
    ("BIỂU.XLSX", archive(*samples.XLSX_PARTS)),
    ("nhúng.docx", archive(*samples.DOCX_PARTS, ("word/embeddings/b.xlsx", archive(*samples.XLSX_PARTS)))),
    ("hồ sơ.zip", archive(("a/b.txt", b"1"), ("c.pdf", samples.PDF))),
    ("ảnh.png", samples.png()),
    ("ảnh.jpeg", samples.jpeg(4_000, 3_000)),
    ("danh sách.csv", "\ufeffHọ tên;Ngày\nRơ Châm;01/02/2021\n".encode()),
    ("ghi chú.txt", "Ơi, Tây Nguyên\t\r\n".encode()),
    ("gói.xml", b"<?xml version='1.0'?><a/>"),
    ("trình chiếu.pptx", archive(samples.CONTENT_TYPES, ("ppt/presentation.xml", b"<p/>"))),
    ("công văn.doc", samples.ole("WordDocument")),
    ("BIỂU.XLS", samples.ole("Workbook")),
    ("biểu cũ.xls", samples.ole("Book")),
    ("bài giảng.ppt", samples.ole("PowerPoint Document")),
    ("hồ sơ.rar", samples.RAR),
    ("hồ sơ.7z", samples.SEVEN_ZIP),
]


@pytest.mark.parametrize(("name", "content"), GOOD)
def test_each_accepted_kind_comes_back_byte_for_byte(name: str, content: bytes) -> None:
    row = accept(content, name)
    with queries.open_content(row) as kept:
        assert kept.read() == content
    assert (row.name, row.size, row.digest) == (name, len(content), hashlib.sha256(content).hexdigest())
    assert queries.get_file(row.id) == row
    assert queries.count_damaged() == {"checked": 1, "missing": 0, "changed": 0}


HARMLESS = [
    ("link.docx", samples.related("docx", "hyperlink", "https://gialai.example/")),
    ("own.docx", samples.related("docx", "attachedTemplate", "file:///C:/Users/a/Normal.dotm")),
    ("own.xlsx", samples.related("xlsx", "externalLinkPath", "so-lieu-2020.xlsx")),
    ("page.docx", samples.with_field("PAGE", " DDEN")),
]


@pytest.mark.parametrize(("name", "content"), HARMLESS, ids=[name for name, _ in HARMLESS])
def test_what_everybody_s_files_hold_is_accepted(name: str, content: bytes) -> None:
    assert accept(content, name).size == len(content)


FROM_OTHERS = Use("tests from others", tuple(FileType), as_it_came=True)
MACRO = archive(*samples.XLSX_PARTS, ("xl/vbaProject.bin", b"x"))
MARKED = [
    ("sạch.docx", archive(*samples.DOCX_PARTS), ()),
    ("cũ.doc", samples.ole("WordDocument", "1Table"), ("UNSEEN",)),
    ("macro.doc", samples.ole("WordDocument", "Macros", "VBA"), ("MACROS", "UNSEEN")),
    ("chữ thường.xls", samples.ole("workbook", "_vba_project_cur"), ("MACROS", "UNSEEN")),
    ("gói.ppt", samples.ole("PowerPoint Document", "\x01Ole10Native"), ("OBJECTS", "UNSEEN")),
    ("nén.rar", samples.RAR, ("UNSEEN",)),
    ("nén.7z", samples.SEVEN_ZIP, ("UNSEEN",)),
    ("macro.xlsx", MACRO, ("MACROS",)),
    ("mẫu.docx", samples.related("docx", "attachedTemplate", "https://a.example/x.dotm"), ("REACHES_OUT",)),
]


@pytest.mark.parametrize(("name", "content", "marks"), MARKED, ids=[one[0] for one in MARKED])
def test_what_other_houses_send_is_kept_as_it_came_and_marked(
    name: str, content: bytes, marks: tuple[str, ...]
) -> None:
    row = accept(content, name, FROM_OTHERS)
    found = queries.get_file(row.id)
    assert found is not None
    assert (found.marks, row.marks) == (marks, marks)
    assert len(warnings_of(found.marks)) == len(marks)


def test_one_s_own_people_save_an_old_file_without_its_macros() -> None:
    with pytest.raises(errors.HoldsMacros):
        accept(samples.ole("WordDocument", "_VBA_PROJECT"), "macro.doc")


FALSE_OLD = [
    ("sheet.doc", samples.ole("Workbook")),
    ("locked.doc", samples.ole("EncryptedPackage")),  # a new file under a password, in an old wrapping
    ("word.xls", samples.ole("WordDocument")),
    ("shifted.doc", samples.ole("WordDocument", shift=64)),
    ("program.doc", b"MZ" + bytes(2_000)),
    ("page.doc", b"<html><script>1</script>"),
    ("short.doc", b"\xd0\xcf\x11\xe0"),
    ("zip.rar", archive(("a.txt", b"1"))),
    ("rar.7z", samples.RAR),
]


@pytest.mark.parametrize(("name", "content"), FALSE_OLD, ids=[name for name, _ in FALSE_OLD])
def test_an_old_format_that_is_another_is_refused_from_everybody(name: str, content: bytes) -> None:
    with pytest.raises(errors.ContentContradictsName):
        accept(content, name, FROM_OTHERS)


def test_an_archive_that_is_not_safe_is_not_made_so_by_who_sent_it() -> None:
    for content in (archive(("../a", b"1")), samples.lying_about_size()):
        with pytest.raises(errors.UnsafeArchive):
            accept(content, "a.zip", FROM_OTHERS)


HOSTILE = [
    ("empty.pdf", b"", errors.EmptyFile),
    ("large.txt", b"x" * 3_000_001, errors.TooLarge),
    ("run.exe", b"MZ", errors.TypeNotAllowed),
    ("noending", samples.PDF, errors.TypeNotAllowed),
    ("page.html", b"<html>", errors.TypeNotAllowed),
    ("double.pdf.exe", samples.PDF, errors.TypeNotAllowed),
    ("program.pdf", b"MZ" + b"\0" * 200, errors.ContentContradictsName),
    ("page.pdf", b"<html><script>1</script>", errors.ContentContradictsName),
    ("late.pdf", b"<script>" + samples.PDF, errors.ContentContradictsName),
    ("sheet.docx", archive(*samples.XLSX_PARTS), errors.ContentContradictsName),
    ("plain.docx", archive(("a.txt", b"1")), errors.ContentContradictsName),
    ("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.ContentContradictsName),
    ("picture.png", samples.jpeg(), errors.ContentContradictsName),
    ("binary.txt", b"a\0b", errors.ContentContradictsName),
    ("latin.csv", "đồng".encode("cp1258", "replace") + b"\xff", errors.ContentContradictsName),
    (
        "entities.xml",
        b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a/>",
        errors.ContentContradictsName,
    ),
    ("entities16.xml", "<!DOCTYPE a>".encode("utf-16"), errors.ContentContradictsName),
    ("macro.docx", archive(*samples.DOCX_PARTS, ("word/vbaProject.bin", b"x")), errors.HoldsMacros),
    ("sheets.xlsx", archive(*samples.XLSX_PARTS, ("xl/macrosheets/sheet1.xml", b"<x/>")), errors.HoldsMacros),
    (
        "control.docx",
        archive(*samples.DOCX_PARTS, ("word/activeX/activeX1.xml", b"<x/>")),
        errors.HoldsMacros,
    ),
    (
        "template.docx",
        samples.related("docx", "attachedTemplate", "https://a.example/x.dotm"),
        errors.ReachesOut,
    ),
    ("share.docx", samples.related("docx", "oleObject", r"\\a.example\x"), errors.ReachesOut),
    ("picture.docx", samples.related("docx", "image", "http://a.example/x.png"), errors.ReachesOut),
    ("page.docx", samples.related("docx", "aFChunk", "x.htm", outside=False), errors.ReachesOut),
    ("book.xlsx", samples.related("xlsx", "externalLinkPath", "http://a.example/x.xlsx"), errors.ReachesOut),
    (
        "server.xlsx",
        archive(*samples.XLSX_PARTS, ("xl/externalLinks/externalLink1.xml", b"<x><ddeLink/></x>")),
        errors.ReachesOut,
    ),
    ("dde.docx", samples.with_field("DDEAUTO c:\\windows\\cmd.exe"), errors.ReachesOut),
    ("pieces.docx", samples.with_field("DDE", "AUTO x"), errors.ReachesOut),
    ("simple.docx", samples.with_simple_field("DDE x y"), errors.ReachesOut),
    (
        "relations.docx",
        archive(*samples.DOCX_PARTS, ("word/_rels/x.rels", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")),
        errors.UnsafeArchive,
    ),
    ("torn.docx", archive(*samples.DOCX_PARTS, ("word/_rels/x.rels", b"<a")), errors.UnsafeArchive),
    ("flood.png", samples.png(60_000, 60_000), errors.PictureTooLarge),
    ("flood.jpg", samples.jpeg(60_000, 60_000), errors.PictureTooLarge),
    ("bomb.zip", archive(("a", b"0" * 30_000_000)), errors.UnpacksTooLarge),
    ("bomb.docx", archive(*samples.DOCX_PARTS, ("word/x.xml", b"0" * 30_000_000)), errors.UnpacksTooLarge),
    ("many.zip", archive(*((f"{n}", b"") for n in range(10_001))), errors.UnpacksTooLarge),
    ("nested.zip", archive(("in.zip", archive(("a", b"1")))), errors.NestedArchive),
    (
        "nested.docx",
        archive(*samples.DOCX_PARTS, ("word/in.bin", b"7z\xbc\xaf\x27\x1c")),
        errors.NestedArchive,
    ),
    ("slip.zip", archive(("../../etc/x", b"1")), errors.UnsafeArchive),
    ("slip2.zip", archive(("a\\..\\..\\x", b"1")), errors.UnsafeArchive),
    ("absolute.zip", archive(("/etc/x", b"1")), errors.UnsafeArchive),
    ("drive.zip", archive(("C:x", b"1")), errors.UnsafeArchive),
    ("symlink.zip", samples.symlink(), errors.UnsafeArchive),
    ("secret.zip", samples.encrypted(), errors.Encrypted),
    ("liar.zip", samples.lying_about_size(), errors.UnsafeArchive),
    ("twice.zip", samples.doubled_name(), errors.UnsafeArchive),
    ("mask.zip", samples.other_name_inside(), errors.UnsafeArchive),
    ("front.zip", b"PK\x03\x04 not yet " + archive(("a", b"1")), errors.UnsafeArchive),
    ("behind.zip", archive(("a", b"1")) + b"hidden", errors.UnsafeArchive),
    ("cut.zip", archive(("a", b"1" * 500))[:-30], errors.UnsafeArchive),
    (
        "broken.zip",
        archive(("a", b"1" * 500), packed=False).replace(b"1" * 50, b"2" * 50, 1),
        errors.UnsafeArchive,
    ),
]


@pytest.mark.parametrize(("name", "content", "refusal"), HOSTILE, ids=[name for name, _, _ in HOSTILE])
def test_each_hostile_kind_is_refused_and_leaves_nothing(
    name: str, content: bytes, refusal: type[errors.FileRefused], kept_in: Path
) -> None:
    with pytest.raises(refusal) as refused:
        accept(content, name)
    assert str(refused.value)
    assert contents(kept_in) == []
    assert not StoredFile.objects.exists()


def test_a_use_narrows_what_is_accepted() -> None:
    with pytest.raises(errors.TypeNotAllowed, match=r"\.pdf"):
        accept(samples.png(), "a.png", Use("plan", (FileType.PDF,)))


def test_the_same_content_is_kept_once(kept_in: Path) -> None:
    first, second = accept(samples.PDF, "a.pdf"), accept(samples.PDF, "b.pdf")
    assert (first.digest, first.name, second.name) == (second.digest, "a.pdf", "b.pdf")
    assert len(contents(kept_in)) == 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\lan\\Báo cáo.docx", "Báo cáo.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("Ba\u0301o ca\u0301o.pdf", "Báo cáo.pdf"),
        ("a\r\nSet-Cookie: x.pdf", "aSet-Cookie: x.pdf"),
        ("fdp\u202e.exe.pdf", "fdp.exe.pdf"),
        ("  hai   dấu .pdf", "hai dấu .pdf"),
        (".pdf", "pdf"),
        ("", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
    ],
)
def test_a_name_becomes_one_harmless_line(given: str, kept: str) -> None:
    assert clean_name(given) == kept


def test_an_orphan_is_swept_and_a_living_content_is_not(kept_in: Path) -> None:
    kept = accept(samples.PDF, "a.pdf")
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        accept(samples.png(), "b.png")
        raise ZeroDivisionError
    (kept_in / "incoming" / "half").write_bytes(b"x")
    assert sweep() == 0
    for path in contents(kept_in):
        os.utime(path, (0, 0))
    assert sweep() == 2
    assert [path.name for path in contents(kept_in)] == [kept.digest]


@pytest.mark.django_db(transaction=True)
def test_a_content_being_accepted_again_is_not_swept(kept_in: Path) -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        digest = accept(samples.PDF, "a.pdf").digest
        raise ZeroDivisionError
    swept: list[int] = []

    def sweep_elsewhere() -> None:
        swept.append(sweep())
        connection.close()

    with transaction.atomic():
        accept(samples.PDF, "b.pdf")
        for path in contents(kept_in):
            os.utime(path, (0, 0))
        other = threading.Thread(target=sweep_elsewhere)
        other.start()
        other.join()
    assert swept == [0]
    assert [path.name for path in contents(kept_in)] == [digest]


def test_a_discarded_file_is_gone_with_its_content(
    kept_in: Path, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    row = accept(samples.PDF, "a.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        assert discard(file=row.id)
    assert queries.get_file(row.id) is None
    assert contents(kept_in) == []
    assert not discard(file=row.id)


def test_a_content_that_another_file_names_outlives_the_discarded_one(
    kept_in: Path, django_capture_on_commit_callbacks: Callable[..., AbstractContextManager[object]]
) -> None:
    first, second = accept(samples.PDF, "a.pdf"), accept(samples.PDF, "b.pdf")
    with django_capture_on_commit_callbacks(execute=True):
        discard(file=first.id)
    with queries.open_content(second) as kept:
        assert kept.read() == samples.PDF
    assert len(contents(kept_in)) == 1
    assert list(queries.get_files([first.id, second.id])) == [second.id]


def test_a_lost_or_changed_content_is_counted(kept_in: Path) -> None:
    accept(samples.PDF, "a.pdf")
    accept(samples.png(), "b.png")
    first, second = contents(kept_in)
    first.unlink()
    second.chmod(0o600)
    second.write_bytes(b"x")
    assert queries.count_damaged() == {"checked": 2, "missing": 1, "changed": 1}


def test_an_accepted_file_is_not_renamed() -> None:
    accept(samples.PDF, "a.pdf")
    with pytest.raises((IntegrityError, InternalError)):
        StoredFile.objects.update(name="b.pdf")
