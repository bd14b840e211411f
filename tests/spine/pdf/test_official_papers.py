"""The parts of an official paper, where Decree 30/2020/NĐ-CP, Appendix I, puts them."""

import dataclasses
import re
from typing import Any

import pytest
from pypdf import PdfReader

from lienthong.spine.pdf import Appendix, Heading, Paragraph, Signature
from tests.spine.pdf.papers import letter, reader, report, table, words_by_page, words_of

MM = 72 / 25.4


def places(document: PdfReader, page: int = 0) -> dict[str, tuple[float, float, float]]:
    """Where each run of words begins: (from the left, from the top, size), in millimetres and points."""
    found: dict[str, tuple[float, float, float]] = {}
    height = float(document.pages[page].mediabox.height)

    def see(text: str, page: list[float], line: list[float], _font: object, size: float) -> None:
        if text.strip():
            across, up = page[0] * line[4] + page[4], page[3] * line[5] + page[5]
            found.setdefault(text.strip(), (across / MM, (height - up) / MM, size))

    document.pages[page].extract_text(visitor_text=see)
    return found


def test_a_report_shows_its_parts_in_order() -> None:
    words = words_of(report(Heading("I. KẾT QUẢ"), Paragraph("Đã hoàn thành 12 nhiệm vụ.")))
    parts = (
        "ỦY BAN NHÂN DÂN TỈNH GIA LAI",
        "SỞ NỘI VỤ",
        "Số: 05/BC-SNV",
        "BÁO CÁO",
        "Kết quả cải cách hành chính quý I năm 2021",
        "I. KẾT QUẢ",
        "Đã hoàn thành 12 nhiệm vụ.",
        "Nơi nhận:",
        "- Lưu: VT, CCHC.",
        "KT. GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "Rơ Châm H’Yến",
    )
    found = [words.find(part) for part in parts]
    assert -1 not in found, words
    assert found == sorted(found)
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc" in words
    assert "Gia Lai, ngày 03 tháng 02 năm 2021" in words


def test_a_letter_has_no_kind_but_its_abstract_under_the_number_and_an_addressee() -> None:
    words = words_of(letter(Paragraph("Nội dung.")))
    assert "Số: 12/SNV-CCHC V/v đôn đốc nhiệm vụ quá hạn" in words
    assert "Kính gửi: Sở Tư pháp." in words
    assert "BÁO CÁO" not in words


def test_several_addressees_stand_under_each_other() -> None:
    words = words_of(letter(Paragraph("Nội dung."), addressees=("Sở Tư pháp", "Sở Y tế")))
    assert "Kính gửi: - Sở Tư pháp; - Sở Y tế." in words


def test_a_draft_leaves_room_for_number_day_and_month() -> None:
    words = words_of(letter(Paragraph("Nội dung."), number="/SNV-CCHC", is_draft=True))
    assert re.search(r"Số:\s*/SNV-CCHC", words)
    assert re.search(r"Gia Lai, ngày\s+tháng\s+năm 2021", words)
    assert "03" not in words


def test_urgency_is_told_in_capitals() -> None:
    assert "KHẨN" in words_of(letter(Paragraph("Nội dung."), urgency="Khẩn"))


def test_pages_are_a4_with_the_margins_of_official_papers() -> None:
    document = reader(report(Paragraph("Nội dung " * 900)))
    assert [round(float(side) / MM) for side in document.pages[0].mediabox[2:]] == [210, 297]
    found = places(document, 1)
    assert min(left for left, top, _ in found.values() if top > 18) == pytest.approx(30, abs=0.5)
    assert max(top for _, top, _ in found.values()) < 297 - 19
    assert max(size for _, _, size in found.values()) == pytest.approx(14)


def test_pages_are_numbered_from_the_second_on() -> None:
    first, second, *_ = words_by_page(report(Paragraph("Nội dung " * 900)))
    assert not first.startswith("1")
    assert second.startswith("2 ")


def test_a_table_repeats_its_head_on_every_page_and_loses_no_row() -> None:
    pages = words_by_page(report(table(120)))
    with_rows = [page for page in pages if "Nhiệm vụ thứ" in page]
    assert len(with_rows) > 2
    assert all("TT Nhiệm vụ Thời hạn" in page for page in with_rows)
    found = [int(n) for n in re.findall(r"Nhiệm vụ thứ (\d+):", " ".join(pages))]
    assert found == list(range(1, 121))


def test_a_row_of_one_cell_names_a_group_across_the_table() -> None:
    given = dataclasses.replace(table(1), rows=[("I. Cải cách thể chế",), *table(1).rows])
    assert "I. Cải cách thể chế 1 Nhiệm vụ thứ 1" in words_of(report(given))


def test_an_appendix_begins_a_page_lies_across_and_counts_its_own_pages() -> None:
    wide = Appendix("Danh mục nhiệm vụ", (table(60),), number="I", is_across=True)
    upright = Appendix("Số liệu", (Paragraph("Không có."),), number="II")
    paper = report(Paragraph("Nội dung."), appendices=(wide, upright))
    pages = words_by_page(paper)
    first = next(n for n, page in enumerate(pages) if page.startswith("PHỤ LỤC I DANH MỤC NHIỆM VỤ"))
    assert "(Kèm theo Báo cáo số 05/BC-SNV ngày 03 tháng 02 năm 2021 của Sở Nội vụ)" in pages[first]
    assert pages[first + 1].startswith("2 TT Nhiệm vụ")
    assert pages[-1].startswith("PHỤ LỤC II SỐ LIỆU")
    boxes = [page.mediabox for page in reader(paper).pages]
    assert [box.width > box.height for box in boxes] == [False, *[True] * (len(pages) - 2), False]


def test_each_of_several_appendices_counts_from_one() -> None:
    wide = [Appendix(f"Bảng {n}", (table(60),), number=n, is_across=True) for n in ("I", "II", "III")]
    pages = words_by_page(report(Paragraph("Nội dung."), appendices=wide))
    firsts = [n for n, page in enumerate(pages) if page.startswith("PHỤ LỤC ")]
    assert len(firsts) == 3
    assert [pages[first + 1][:5] for first in firsts] == ["2 TT "] * 3


def test_a_signature_never_stands_alone_on_a_page() -> None:
    """Some words of the body go over with it."""
    for count in range(19, 28):
        body = [Paragraph(f"Đoạn {n} của báo cáo.") for n in range(count)]
        last = words_by_page(report(*body))[-1]
        assert f"Đoạn {count - 1} của báo cáo." in last
        assert "KT. GIÁM ĐỐC" in last


def test_the_signature_is_never_parted_from_the_recipients() -> None:
    """Whatever length the body has, both stand on the last page, with the name."""
    for length in range(380, 560, 20):
        last = words_by_page(report(Paragraph("Nội dung " * length)))[-1]
        assert "KT. GIÁM ĐỐC" in last
        assert "Nơi nhận:" in last
        assert "Rơ Châm H’Yến" in last


def test_the_file_is_made_for_the_archive_and_tells_its_language_title_and_day() -> None:
    document = reader(report(Paragraph("Nội dung."), signature=Signature("Giám đốc")))
    catalogue: Any = document.trailer["/Root"].get_object()
    metadata = catalogue["/Metadata"].get_object().get_data().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert catalogue["/Lang"].startswith("vi")
    assert document.metadata is not None
    assert document.metadata.title == "Kết quả cải cách hành chính quý I năm 2021"
    assert document.metadata.creation_date is not None
    assert document.metadata.creation_date.date().isoformat() == "2021-02-03"


def test_only_liberation_serif_is_used_and_embedded() -> None:
    document = reader(report(Heading("I. KẾT QUẢ"), Heading("a) Việc đã làm", 3), table(2)))
    resources: list[Any] = [page["/Resources"].get_object() for page in document.pages]
    fonts = [font.get_object() for each in resources for font in each["/Font"].values()]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert names == {
        "LiberationSerif",
        "LiberationSerif-Bold",
        "LiberationSerif-Italic",
        "LiberationSerif-BoldItalic",
    }
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in descriptor
