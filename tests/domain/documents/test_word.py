"""A paper written in Word becomes a draft: its parts are found, no content is lost, hostile files are refused."""

import zipfile
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from lienthong.domain.documents import actions, errors
from lienthong.domain.documents.queries import Kind
from lienthong.domain.documents.rules.word import parts_of
from lienthong.spine.files.errors import FileRefused
from lienthong.spine.files.models import StoredFile
from tests.domain.documents.office import AT, Office

HEAD = ["UBND TỈNH GIA LAI", "SỞ NỘI VỤ", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
TAIL = ["Nơi nhận:", "- Như trên;", "- UBND tỉnh (để báo cáo);", "- Lưu: VT, CCHC.", "GIÁM ĐỐC", "Siu H’Đoan"]
LETTER = [
    *HEAD,
    "Số:      /SNV-CCHC",
    "V/v đôn đốc báo cáo cải cách hành chính",
    "Gia Lai, ngày    tháng 10 năm 2021",
    "Kính gửi:",
    "- Các sở, ban, ngành;",
    "- UBND các huyện.",
    "Thực hiện Kế hoạch số 123, Sở Nội vụ đề nghị báo cáo.",
    "- Nội dung thứ nhất;",
    "Trân trọng./.",
    *TAIL,
]
DECISION = [
    *HEAD,
    "QUYẾT ĐỊNH",
    "Về việc kiện toàn Ban Chỉ đạo",
    "GIÁM ĐỐC SỞ NỘI VỤ",
    "Căn cứ Luật Tổ chức chính quyền địa phương;",
    "Theo đề nghị của Trưởng phòng CCHC.",
    "QUYẾT ĐỊNH:",
    "Điều 1. Kiện toàn Ban Chỉ đạo.",
    "Điều 2. Quyết định có hiệu lực từ ngày ký./.",
    *TAIL,
]


def test_of_a_letter_subject_addressees_content_and_recipients_are_found() -> None:
    made = parts_of(LETTER)
    assert (made.kind, made.subject) == (Kind.LETTER, "đôn đốc báo cáo cải cách hành chính")
    assert made.addressees == "Các sở, ban, ngành\nUBND các huyện"
    assert made.body.split("\n") == LETTER[10:13]
    assert made.recipients == "Như trên\nUBND tỉnh (để báo cáo)\nLưu: VT, CCHC"


def test_of_a_decision_the_bases_stand_apart_and_its_title_is_not_said_twice() -> None:
    made = parts_of(DECISION)
    assert (made.kind, made.subject) == (Kind.DECISION, "Về việc kiện toàn Ban Chỉ đạo")
    assert made.body.split("\n") == DECISION[10:12]


def test_lines_without_a_head_are_all_content() -> None:
    said = ["Kế hoạch năm 2021", "I. Mục tiêu", "Căn cứ tình hình, đơn vị thực hiện."]
    made = parts_of(said)
    assert (made.kind, made.body.split("\n")) == (None, said)


def test_a_title_far_below_or_the_word_recipients_within_a_sentence_takes_nothing_away() -> None:
    said = [*HEAD, *(f"dòng {n}" for n in range(20)), "QUYẾT ĐỊNH", "Danh sách nơi nhận quà được lập."]
    assert parts_of(said).body.split("\n") == said


def word(paragraphs: list[str], **parts: str) -> BytesIO:
    made, out = Document(), BytesIO()
    for one in paragraphs:
        made.add_paragraph(one)
    made.save(out)
    if parts:
        with zipfile.ZipFile(out, "a") as archive:
            for name, content in parts.items():
                archive.writestr(name.replace("__", "/"), content)
    return BytesIO(out.getvalue())


def taken(snv: Office, content: BytesIO, name: str = "du-thao.docx", **more: Any) -> actions.Taken:
    return actions.take_word(content=content, name=name, by=more.get("by", snv.writer), at=AT)


def test_a_file_is_read_and_not_kept(snv: Office) -> None:
    before = StoredFile.objects.count()
    made = taken(snv, word(LETTER))
    assert made.parts == parts_of(LETTER)
    assert not made.has_numbers
    assert StoredFile.objects.count() == before


def test_numbers_of_word_itself_are_told(snv: Office) -> None:
    made, out = Document(), BytesIO()
    made.add_paragraph("Mục tiêu", style="List Number")
    made.add_paragraph("đánh số")._p.get_or_add_pPr().get_or_add_numPr()
    made.save(out)
    assert taken(snv, BytesIO(out.getvalue())).has_numbers


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (BytesIO(b"MZ chay"), "du-thao.docx"),
        (BytesIO(b"%PDF-1.4"), "du-thao.pdf"),
        (word(LETTER, **{"word__vbaProject.bin": "\xd0\xcf"}), "macro.docx"),
        (word(LETTER, **{"..__..__etc__passwd": "x"}), "slip.docx"),
    ],
)
def test_what_is_no_harmless_word_file_is_refused_and_not_kept(
    snv: Office, content: BytesIO, name: str
) -> None:
    before = StoredFile.objects.count()
    with pytest.raises((FileRefused, errors.WordUnread)):
        taken(snv, content, name)
    assert StoredFile.objects.count() == before


def test_a_secret_one_leaves_nothing(snv: Office) -> None:
    before = StoredFile.objects.count()
    with pytest.raises(errors.SecretDocument):
        taken(snv, word(["MẬT", *LETTER]))
    assert StoredFile.objects.count() == before


def test_one_without_words_is_refused_and_who_may_not_draft_too(snv: Office) -> None:
    with pytest.raises(errors.WordUnread):
        taken(snv, word(["  "]))
    with pytest.raises(errors.NotYours):
        taken(
            snv, word(LETTER), by=snv.stranger.__class__(account="x", name="x", agency="GL-SNV", origin="t")
        )
