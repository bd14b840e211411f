"""Data are words and nothing else, whoever wrote them; and a paper that cannot be set ends nothing but itself."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from lienthong.spine.pdf import Appendix, Column, Heading, Paragraph, Table, press, typeset
from lienthong.spine.pdf.errors import PaperTookTooLong, PaperTooLarge, PaperUnprintable
from lienthong.spine.pdf.fetch import CUTS, letters_of, ranges
from lienthong.spine.pdf.letters import FONTS, LACKING, printable
from tests.spine.pdf.papers import letter as letter_on
from tests.spine.pdf.papers import printed, reader, report, words_of

HOSTILE = (
    "#panic()",
    '#read("/etc/passwd")',
    "$ integral x $",
    "*đậm* _nghiêng_ `mã` @nguồn <nhãn>",
    '"); #import "@preview/x:1.0.0"',
    "= Đầu đề / Mục: - gạch + số",
    "https://vidu.vn/?a=1&b=2#neo",
    "\\u{41} \\ ~ -- --- ...",
    "<script>alert(1)</script> {{ 7*7 }} {% x %}",
    "'nháy đơn' \"nháy kép\"",
)
HIGHLAND = "Rơ Châm H’Bŭh, Ƀŏ, Siu Čăm, Y Ŏanh, Đinh Hmưk, ĭ ñ ƀ Ĕ"
IN_TWO_POINTS = ("ơ̆", "ê̆", "ô̆", "ư̆", "č̆")


@pytest.mark.parametrize("text", HOSTILE)
def test_markup_in_data_is_printed_as_it_stands_wherever_it_stands(text: str) -> None:
    grid = Table((Column(text), Column("B")), ((text, "b"), (text,)), caption=text)
    body = (Heading(text), Heading(text, 3), Paragraph(text), grid)
    paper = report(*body, appendices=(Appendix(text, (Paragraph(text),)),), bases=(text,), addressees=(text,))
    assert words_of(paper).count(" ".join(text.split())) >= 8
    assert text in words_of(letter_on(Paragraph("x"), abstract=text))


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=200))
def test_no_text_whatever_stops_the_press(text: str) -> None:
    assert printed(report(Heading(text), Paragraph(text), Table((Column(text),), ((text,),)))).startswith(
        b"%PDF"
    )


def test_letters_of_jrai_and_bahnar_are_printed_and_can_be_read_back() -> None:
    assert printable(HIGHLAND) == HIGHLAND
    assert HIGHLAND in words_of(report(Paragraph(HIGHLAND)))


@pytest.mark.parametrize("letter", IN_TWO_POINTS)
def test_a_letter_of_two_points_is_told_to_readers_as_it_was_written(letter: str) -> None:
    """Two glyphs are drawn; the file says beside them which letter they are."""
    stream = reader(report(Paragraph(f"K{letter}p"))).pages[0].get_contents()
    assert stream is not None
    assert f"/ActualText<FEFF{letter.encode('utf-16-be').hex().upper()}>".encode() in stream.get_data()


def test_what_paper_cannot_show_becomes_a_hollow_square() -> None:
    assert printable({"a": ["xong ☑", "😀", "\ue000"]}) == {"a": [f"xong {LACKING}", LACKING, LACKING]}
    assert f"xong {LACKING} {LACKING}" in words_of(report(Paragraph("xong ☑ 😀")))


def test_the_list_of_letters_is_that_of_the_fonts() -> None:
    fonts = [FONTS / f"LiberationSerif-{cut}.ttf" for cut in CUTS]
    assert (FONTS / "letters.txt").read_text("ascii").split() == list(ranges(letters_of(fonts)))
    assert "SIL" in (FONTS / "LICENSE.txt").read_text("utf-8")
    assert all("Open Font License" in TTFont(font)["name"].getDebugName(13) for font in fonts)


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = report(Paragraph("Nội dung."))
    assert printed(paper) == printed(paper)
    assert printed(paper) != printed(report(Paragraph("Nội dung khác.")))


def test_words_without_end_stay_within_their_line() -> None:
    long = "https://vidu.vn/" + "a" * 300
    words = words_of(report(Paragraph(long), Table((Column("A"), Column("B")), ((long, long),))))
    assert words.replace(" ", "").count(long) == 3


def test_a_row_longer_than_a_page_goes_on_upon_the_next() -> None:
    words = words_of(report(Table((Column("A"), Column("B")), (("lời " * 3_000 + "cuối", "b"),))))
    assert words.count("lời") == 3_000
    assert "cuối" in words


def test_a_template_of_another_name_is_none() -> None:
    for name in ("../letters", "_official", "official_report.typ", ""):
        with pytest.raises(LookupError):
            typeset(name, {})


def test_data_that_do_not_fit_the_template_are_our_fault_and_told() -> None:
    with pytest.raises(PaperUnprintable, match="official_report"):
        typeset("official_report", {"day": "2021-01-01"})


def test_too_much_text_is_refused_before_it_is_set() -> None:
    with pytest.raises(PaperTooLarge) as refusal:
        printed(report(Paragraph("chữ " * 3_000_000)))
    assert "8" in str(refusal.value)


def test_a_template_without_end_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "endless.typ").write_text("#let n = 0\n#while n < 1e12 { n = n + 1; let m = range(1000) }")
    monkeypatch.setattr(press, "TEMPLATES", tmp_path)
    with pytest.raises((PaperTookTooLong, PaperUnprintable)):
        typeset("endless", {}, seconds=1)


def test_a_template_that_eats_memory_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "greedy.typ").write_text(
        '#let s = "x" * 1000000\n#let all = range(9000).map(n => s + str(n))\n#all.len()'
    )
    monkeypatch.setattr(press, "TEMPLATES", tmp_path)
    with pytest.raises(PaperUnprintable):
        typeset("greedy", {}, seconds=30)


def test_a_template_reads_no_file_outside_its_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "curious.typ").write_text('#read("/../../etc/hostname")')
    monkeypatch.setattr(press, "TEMPLATES", tmp_path)
    with pytest.raises(PaperUnprintable):
        typeset("curious", {})


def test_a_package_from_elsewhere_is_not_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "foreign.typ").write_text('#import "@preview/cetz:0.3.1"')
    monkeypatch.setattr(press, "TEMPLATES", tmp_path)
    with pytest.raises(PaperUnprintable, match="package"):
        typeset("foreign", {}, seconds=20)
