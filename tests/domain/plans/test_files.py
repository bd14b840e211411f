"""Files that are no plan, broken files and hostile ones are refused with one sentence."""

import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from bench.synthetic_plan import HEAD, Layout, as_docx, as_text, as_xlsx, make_plan
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.domain.plans.known import DATA, DIRECTORY

from lienthong.domain.plans.errors import (
    FileTooLarge,
    NotAPlan,
    SecretDocument,
    UnreadableFile,
    UnsupportedFile,
)
from lienthong.domain.plans.exchange import archive, read_file

DOCX = as_docx(make_plan(7))
XLSX = as_xlsx(make_plan(7), Layout())
ENTITY = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'


def _read(name: str, content: bytes) -> None:
    read_file(name, content, DIRECTORY)


def _with_part(content: bytes, name: str, part: bytes) -> bytes:
    """The archive with one part replaced."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            new.writestr(member, part if member == name else old.read(member))
    return file.getvalue()


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as parts:
        return parts.read(name)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("letter.txt", "Kính gửi: Sở Nội vụ\nĐề nghị báo cáo trước ngày 15/6/2021.".encode()),
        ("tabs.txt", b"a\tb\tc\td\te\n1\t2\t3\t4\t5\n"),
        ("numbers.csv", b"1,2,3\n4,5,6\n"),
        ("objectives.txt", "KẾ HOẠCH\nI. MỤC TIÊU\n1. Một\nII. NHIỆM VỤ\n".encode()),
        ("zero.txt", b"\x00\x01\x02\x00"),
    ],
)
def test_what_is_no_plan_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(NotAPlan) as refusal:
        _read(name, content)
    assert str(refusal.value).count("\n") == 0
    assert str(refusal.value).endswith(".")


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("old.doc", b"\xd0\xcf\x11\xe0" + bytes(100), UnsupportedFile),
        ("scan.pdf", b"%PDF-1.7 ...", UnsupportedFile),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\xff\xfe", UnreadableFile),
        ("text.docx", b"not an archive", UnreadableFile),
        ("cut.docx", DOCX[: len(DOCX) // 2], UnreadableFile),
        ("cut.xlsx", XLSX[: len(XLSX) // 2], UnreadableFile),
        ("body.docx", _with_part(DOCX, "word/document.xml", b"<broken"), UnreadableFile),
        ("sheet.xlsx", _with_part(XLSX, "xl/worksheets/sheet1.xml", b"<broken"), UnreadableFile),
        ("entity.docx", _with_part(DOCX, "word/document.xml", ENTITY + b"<x>&b;</x>"), UnreadableFile),
        ("entity.xlsx", _with_part(XLSX, "xl/sharedStrings.xml", ENTITY + b"<x>&b;</x>"), UnreadableFile),
        ("styles.xlsx", _with_part(XLSX, "xl/styles.xml", ENTITY + b"<x>&b;</x>"), UnreadableFile),
    ],
)
def test_broken_and_foreign_files_are_refused(name: str, content: bytes, refusal: type[NotAPlan]) -> None:
    with pytest.raises(refusal):
        _read(name, content)


def test_an_external_entity_reaches_no_file(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    head = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    body = _part(DOCX, "word/document.xml").split(b"?>", 1)[1]
    with pytest.raises(UnreadableFile):
        _read("plan.docx", _with_part(DOCX, "word/document.xml", head + body))


def test_an_archive_that_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = _with_part(DOCX, "word/styles.xml", b" " * 4_000_000)
    monkeypatch.setattr(archive, "MAX_UNPACKED", 3_000_000)
    with pytest.raises(FileTooLarge):
        _read("plan.docx", bomb)


def test_a_part_larger_than_it_says_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_PART", 100)
    with pytest.raises(FileTooLarge):
        _read("plan.docx", DOCX)


def test_a_merge_over_the_whole_sheet_is_refused_before_it_is_built() -> None:
    sheet = _part(XLSX, "xl/worksheets/sheet1.xml")
    merged = b'<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells></worksheet>'
    with pytest.raises(FileTooLarge):
        _read(
            "plan.xlsx", _with_part(XLSX, "xl/worksheets/sheet1.xml", sheet.replace(b"</worksheet>", merged))
        )


def test_a_cell_in_the_farthest_corner_is_refused() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["XFD1048576"] = "x"
    file = BytesIO()
    book.save(file)
    with pytest.raises(FileTooLarge):
        _read("plan.xlsx", file.getvalue())


@pytest.mark.parametrize("mark", ["MẬT", "Tối mật", "[TUYỆT MẬT]"])
def test_a_secret_document_is_refused(mark: str) -> None:
    with pytest.raises(SecretDocument):
        _read("plan.docx", as_docx(make_plan(7), Layout(head=(mark, *HEAD))))


@pytest.mark.parametrize("words", ["Sở, ban, ngành, ", "trước 5/2021 . , ", "100 ", "12/2020/NĐ-CP ", "( "])
def test_endless_cells_are_read_in_bounded_time(words: str) -> None:
    text = as_text(make_plan(7)).replace("\tSở Nội vụ\n", f"\t{words * 20_000}\n", 1)
    assert len(read_file("plan.txt", text.encode(), DIRECTORY).tasks) == 7


def test_an_archive_of_another_kind_is_refused() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    with pytest.raises(UnsupportedFile):
        _read("plan.odt", file.getvalue())


def test_the_kind_is_told_by_the_content_not_the_name() -> None:
    assert len(read_file("plan.bin", DOCX, DIRECTORY).tasks) == 7
    assert len(read_file("plan.docx", XLSX, DIRECTORY).tasks) == 7


@settings(max_examples=30, deadline=None)
@given(st.sampled_from([DOCX, XLSX]), st.data())
def test_a_file_with_any_byte_changed_is_read_or_refused(content: bytes, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(content) - 1))
    changed = (
        content[:place] + bytes([content[place] ^ data.draw(st.integers(1, 255))]) + content[place + 1 :]
    )
    try:
        assert read_file("plan", changed, DIRECTORY).tasks
    except NotAPlan as refusal:
        assert str(refusal)


def test_the_plan_in_the_repository_is_the_published_text() -> None:
    content = (DATA / "plans" / "ke-hoach-cchc-2021-gia-lai.txt").read_bytes()
    assert (len(content), content.count(b"\n"), content.count(b"\t")) == (42_482, 344, 205)
