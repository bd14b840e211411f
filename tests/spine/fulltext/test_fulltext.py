"""What is written in files is read once for each content, kept without marks, found by words, shown by a passage."""

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from PIL import Image

from lienthong.spine.files.actions import put
from lienthong.spine.files.rules import FileType, Use
from lienthong.spine.fulltext import actions, queries
from lienthong.spine.fulltext import models as m
from lienthong.spine.fulltext.queries import Outcome
from lienthong.spine.fulltext.rules import passage
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset
from lienthong.spine.signatures.confined import TooMuchWork
from lienthong.spine.signatures.drawing import draw_page
from lienthong.spine.signatures.reading import NotRead, text_of
from tests.domain.documents.office import AGENCY, AT, FOUNDER, OTHER

USE = Use("incoming", (FileType.PDF, FileType.DOCX))
BODY = "Đề nghị rà soát đường giao thông thôn Plei Ơp, xã Chư Á trước ngày 20 tháng 10."


def pdf(body: str = BODY) -> bytes:
    sheet = OfficialPaper(
        agency="Sở Giao thông",
        superior="",
        number="12/SGT",
        place="Gia Lai",
        day=AT.date(),
        abstract="rà soát",
        body=[Paragraph(line) for line in body.split("\n")],
        signature=Signature("Giám đốc", "Ngô Ưởng"),
    )
    return typeset(sheet.template, sheet.data())


def word(*lines: str) -> bytes:
    made, document = BytesIO(), Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(made)
    return made.getvalue()


def kept(content: bytes, name: str = "van-ban.pdf", agency: str = AGENCY) -> int:
    return put(content=BytesIO(content), name=name, use=USE, agency=agency, by=FOUNDER, at=AT).id


def read(file: int, is_secret: Callable[[str], bool] = lambda page: False) -> Outcome | None:
    return actions.read(file=file, is_secret=is_secret, at=AT)


@pytest.mark.django_db
def test_a_pdf_is_found_by_words_without_marks_and_shown_as_it_is_written() -> None:
    file = kept(pdf())
    assert read(file) is Outcome.READ
    assert queries.find_files("duong GIAO thong plei op", AGENCY) == [file]
    assert queries.find_files("đường giao", AGENCY) == [file], "the beginning of a word is enough"
    assert queries.find_files("duong thuy", AGENCY) == []
    pieces = queries.list_passages([file], "plei op")[file]
    assert [piece.text for piece in pieces if piece.is_hit] == ["Plei", "Ơp,"]
    assert "thôn Plei Ơp, xã" in "".join(piece.text for piece in pieces)


@pytest.mark.django_db
def test_a_word_file_is_read_too() -> None:
    file = kept(word("Kính gửi: Sở Nội vụ", "Về việc luân chuyển cán bộ"), "a.docx")
    assert read(file) is Outcome.READ
    assert queries.find_files("luan chuyen", AGENCY) == [file]


@pytest.mark.django_db
def test_a_content_is_read_once_and_each_file_of_it_named(monkeypatch: pytest.MonkeyPatch) -> None:
    content = pdf()
    first, second, elsewhere = kept(content), kept(content), kept(content, agency=OTHER)
    read(first)
    monkeypatch.setattr(actions, "run_confined", lambda *_given: pytest.fail("read again"))
    assert read(first) is read(second) is read(elsewhere) is Outcome.READ
    assert m.Text.objects.count() == 1
    assert queries.find_files("giao thong", AGENCY) == [second, first]
    assert queries.find_files("giao thong", OTHER) == [elsewhere]


@pytest.mark.django_db
def test_of_what_says_that_it_is_secret_no_word_is_kept() -> None:
    file = kept(pdf("MẬT\nNội dung không được biết"))
    assert read(file, is_secret=lambda page: "MẬT" in page) is Outcome.WITHHELD
    assert queries.find_files("noi dung", AGENCY) == []
    assert m.Text.objects.get().text == ""


@pytest.mark.django_db
@pytest.mark.parametrize("sought", ["", " ", "& | !", "':*", "a" * 500])
def test_what_is_sought_is_never_an_operator(sought: str) -> None:
    read(kept(pdf()))
    assert queries.find_files(sought, AGENCY) == []


@pytest.mark.django_db
def test_a_file_that_is_gone_is_no_fault() -> None:
    assert read(10**9) is None


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 broken", b"PK\x03\x04", pdf()[:400]])
@pytest.mark.parametrize("is_pdf", [True, False])
def test_a_broken_file_is_refused_in_words(content: bytes, is_pdf: bool) -> None:
    with pytest.raises(NotRead):
        text_of(content, is_pdf=is_pdf)


def test_a_word_file_with_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE a [<!ENTITY b "cccccccccc"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>'
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("word/document.xml", bomb)
    with pytest.raises(NotRead):
        text_of(made.getvalue(), is_pdf=False)


def test_a_passage_is_where_most_of_the_words_stand() -> None:
    text = "giao " + "x " * 60 + "đường giao thông nông thôn " + "y " * 60
    told = "".join(piece.text for piece in passage(text, ["duong", "giao", "thong"]))
    assert "đường giao thông nông thôn" in told
    assert told.startswith("… ")
    assert told.endswith(" …")
    assert passage(text, ["khong"]) == []


def scanned(*bodies: str) -> bytes:
    """Pages without a text layer, as a scanner makes them."""
    pages = []
    for body in bodies:
        _told, png = draw_page(pdf(body), 0, 1_600)
        pages.append(Image.open(BytesIO(png)).convert("L"))
    made = BytesIO()
    pages[0].save(made, "PDF", resolution=190, save_all=True, append_images=pages[1:])
    return made.getvalue()


@pytest.mark.whole
@pytest.mark.django_db
def test_a_scanned_page_is_found_by_its_words_once_it_was_recognised() -> None:
    file = kept(scanned(BODY, "Trang hai nói về cầu Đăk Pơ."))
    assert read(file) is Outcome.EMPTY
    assert recognised(file) is Outcome.RECOGNISED
    assert queries.find_files("duong giao thong", AGENCY) == [file]
    assert queries.find_files("trang hai", AGENCY) == [file]
    assert recognised(file) is None, "once"


@pytest.mark.django_db
def test_without_the_program_a_scan_waits_and_is_recognised_later(monkeypatch: pytest.MonkeyPatch) -> None:
    file = kept(scanned(BODY))
    assert read(file) is Outcome.EMPTY
    monkeypatch.setattr(actions, "can_recognise", lambda: False)
    assert recognised(file) is None
    monkeypatch.setattr(actions, "can_recognise", lambda: True)
    monkeypatch.setattr(actions, "words_of_pictures", lambda _: "đường giao thông")
    assert recognised(file) is Outcome.RECOGNISED
    assert queries.find_files("giao thong", AGENCY) == [file]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("words", "outcome"),
    [("TUYỆT MẬT\nchuyện riêng", Outcome.WITHHELD), (" \f ", Outcome.BARE), (None, Outcome.BARE)],
)
def test_of_a_scan_that_is_secret_bare_or_too_much_work_no_word_is_kept(
    words: str | None, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(_: bytes) -> str:
        if words is None:
            raise TooMuchWork
        return words

    file = kept(scanned(BODY))
    read(file)
    monkeypatch.setattr(actions, "can_recognise", lambda: True)
    monkeypatch.setattr(actions, "words_of_pictures", told)
    assert recognised(file, lambda page: "MẬT" in page) is outcome
    assert m.Text.objects.get().text == ""
    assert recognised(file) is None


@pytest.mark.django_db
def test_what_has_a_text_layer_or_is_no_pdf_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(actions, "can_recognise", lambda: True)
    for content, name in ((pdf(), "a.pdf"), (word("chữ"), "b.docx"), (word(""), "c.docx")):
        file = kept(content, name)
        read(file)
        assert recognised(file) is None


def recognised(file: int, is_secret: Callable[[str], bool] = lambda page: False) -> Outcome | None:
    return actions.recognise(file=file, is_secret=is_secret, at=AT)
