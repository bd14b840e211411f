"""Pages of a file become a file of their own: upright, with nothing of the others, a block under the last words."""

import subprocess
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from django.utils.translation import override
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageDraw

from lienthong.spine.signatures import errors
from lienthong.spine.signatures.cleaning import Refused
from lienthong.spine.signatures.copying import copied
from lienthong.spine.signatures.outside import copy_pages
from tests.spine.signatures import desk
from tests.spine.signatures.test_outside import _script, _with, _written

A4 = (595.0, 842.0)


def scan(*pages: str, size: tuple[int, int] = (1_654, 2_339), ink: int = 200) -> bytes:
    """Pictures of pages at 200 dpi; a dark bar at the top and down to ``ink``, each in a colour of its own."""
    drawn = []
    for colour in pages:
        picture = Image.new("RGB", size, "white")
        ImageDraw.Draw(picture).rectangle((200, 150, 1_200, ink), fill=colour)
        drawn.append(picture)
    out = BytesIO()
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=200)
    return out.getvalue()


def block(height: float = 150) -> bytes:
    with pikepdf.new() as paper:
        paper.add_blank_page(page_size=(A4[0], height))
        paper.pages[0].obj.Contents = paper.make_stream(b"0 0 0 rg 80 20 400 60 re f")
        return _written(paper)


def sizes(paper: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(BytesIO(paper)) as held:
        return [(round(float(page.mediabox[2])), round(float(page.mediabox[3]))) for page in held.pages]


def test_an_excerpt_holds_nothing_of_the_pages_that_were_left_out() -> None:
    """Also where all pages share one list of pictures, as scanners write it, and links lead to each other."""
    with pikepdf.open(BytesIO(scan("red", "green", "blue"))) as paper:
        shared = Dictionary(XObject=Dictionary())
        for number, page in enumerate(paper.pages):
            (picture,) = page.obj.Resources.XObject.values()
            name = Name(f"/Im{number}")
            shared.XObject[name] = picture
            page.obj.Contents = paper.make_stream(f"q 595 0 0 842 0 0 cm {name} Do Q".encode())
        held = paper.make_indirect(shared)
        for page in paper.pages:
            page.obj.Resources = held
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]))
        link.Dest = Array([paper.pages[1].obj, Name.Fit])
        paper.pages[0].obj.Annots = Array([paper.make_indirect(link)])
        whole = _written(paper)
    told, made = copied(whole, [1, 3], b"")
    assert told == {"pages": 2, "of": 3, "is_signed": False}
    with pikepdf.open(BytesIO(made)) as paper:
        streams = [one for one in paper.objects if isinstance(one, pikepdf.Stream)]
        pictures = [one for one in streams if one.get("/Subtype") == "/Image"]
    assert len(pictures) == 2
    assert copied(whole, [1, 3], b"")[1] == made


def test_signatures_become_pictures_and_that_is_told() -> None:
    made = copy_pages(desk.signed())
    assert made.is_signed
    with pikepdf.open(BytesIO(made.content)) as paper:
        assert "/AcroForm" not in paper.Root
    assert "Sở Nội vụ đề nghị các cơ quan báo cáo" in " ".join(desk.words(made.content).split())


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_on_its_side_stands_upright(turned: int) -> None:
    with pikepdf.open(BytesIO(scan("red", size=(2_339, 1_654)))) as paper:
        paper.pages[0].obj.Rotate = turned
        whole = _written(paper)
    made = copied(whole, [], b"")[1]
    with pikepdf.open(BytesIO(made)) as paper:
        assert "/Rotate" not in paper.pages[0].obj
    assert sizes(made) == [(842, 595) if turned == 180 else (595, 842)]


def test_the_block_stands_under_the_last_words_or_on_a_page_of_its_own(tmp_path: Path) -> None:
    """Decree 30/2020, Appendix I: right after the last part of what was copied, all of it on one page."""
    short, full = (
        copied(scan("black", "black"), [], block())[1],
        copied(scan("black", ink=2_200), [], block())[1],
    )
    assert (len(sizes(short)), len(sizes(full))) == (2, 2)
    for name, paper in (("short", short), ("full", full)):
        (tmp_path / name).write_bytes(paper)
        done = subprocess.run(["qpdf", "--check", tmp_path / name], capture_output=True, check=False)
        assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("pages", "why"), [([4], "MISSING"), ([0], "MISSING")])
def test_a_page_that_is_not_there_is_refused(pages: list[int], why: str) -> None:
    with pytest.raises(Refused) as refusal:
        copied(scan("red", "red", "red"), pages, b"")
    assert (refusal.value.why, refusal.value.what) == (why, "3")


def test_what_acts_by_itself_is_refused_in_words() -> None:
    with override("vi"), pytest.raises(errors.ActiveContent, match="đoạn mã tự chạy"):
        copy_pages(_with(_script))
    with pytest.raises(errors.NotReadable):
        copy_pages(b"%PDF-1.7 nothing")
    with pytest.raises(errors.PagesMissing, match="3"):
        copy_pages(scan("red", "red", "red"), [9])
