"""Files from outside: cleaned of what could show something else later, or refused with the reason in words."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django.utils.translation import override
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String
from PIL import Image

from lienthong.spine.signatures import errors
from lienthong.spine.signatures.cleaning import MOST_PAGES, Refused, cleaned
from lienthong.spine.signatures.outside import clean, show_page
from lienthong.spine.signatures.signing import CORNER, Wish, sign
from lienthong.spine.signatures.stamping import Look
from lienthong.spine.signatures.verdicts import Verdict
from tests.spine.signatures import desk
from tests.spine.signatures.hostile import overlaid, rewritten_field


def _written(paper: Pdf, **options: Any) -> bytes:
    out = BytesIO()
    paper.save(out, **options)
    return out.getvalue()


def _with(change: Callable[[Pdf], None]) -> bytes:
    with pikepdf.open(BytesIO(desk.paper())) as paper:
        change(paper)
        return _written(paper)


def _script(paper: Pdf) -> None:
    paper.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def _launch(paper: Pdf) -> None:
    paper.Root.OpenAction = Dictionary(S=Name.Launch, F=String("calc.exe"))


def _attached(paper: Pdf) -> None:
    paper.attachments["x.txt"] = b"x"


def _layers(paper: Pdf) -> None:
    group = paper.make_indirect(Dictionary(Type=Name.OCG, Name=String("đè lên")))
    paper.Root.OCProperties = Dictionary(OCGs=Array([group]), D=Dictionary())


def _on_closing(paper: Pdf) -> None:
    paper.pages[0].obj.AA = Dictionary(C=Dictionary(S=Name.Named, N=Name.Print))


def _film(paper: Pdf) -> None:
    note = paper.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Screen, Rect=Array([0, 0, 9, 9])))
    paper.pages[0].obj.Annots = Array([note])


def _from_a_file(paper: Pdf) -> None:
    paper.pages[0].obj.Resources.XObject = Dictionary(X=Stream(paper, b"", F=String("http://elsewhere")))


def _deep(paper: Pdf) -> None:
    """A script twenty thousand steps down, where a reader that calls itself would fall over."""
    held = Dictionary(S=Name.JavaScript)
    for _ in range(20_000):
        held = Dictionary(Next=paper.make_indirect(held))
    paper.Root.Far = paper.make_indirect(held)


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (_script, "script"),
        (_launch, "program"),
        (_attached, "file"),
        (_layers, "layer"),
        (_on_closing, "script"),
        (_film, "media"),
        (_from_a_file, "file"),
        (_deep, "script"),
    ],
)
def test_what_acts_by_itself_is_refused(change: Callable[[Pdf], None], what: str) -> None:
    with pytest.raises(Refused) as refusal:
        cleaned(_with(change))
    assert (refusal.value.why, refusal.value.what) == ("ACTIVE", what)


def test_the_refusal_says_in_words_what_was_found() -> None:
    with override("vi"), pytest.raises(errors.ActiveContent, match="đoạn mã tự chạy"):
        clean(_with(_script))


def test_a_plain_file_keeps_its_words_and_can_be_signed() -> None:
    own = clean(desk.paper())
    assert "Sở Nội vụ đề nghị các cơ quan báo cáo" in " ".join(desk.words(own).split())
    made = sign(
        own, Wish(CORNER, Look(lines=("SAO Y",))), desk.token(desk.agency()), desk.helpers(), at=desk.NOW
    )
    assert desk.judged(made).verdict is Verdict.VALID


def test_fields_become_part_of_the_page() -> None:
    """Who can change a field later can change what the signer saw."""
    own = cleaned(rewritten_field(desk.paper(), "number", "1205"))
    with pikepdf.open(BytesIO(own)) as paper:
        assert "/AcroForm" not in paper.Root
        assert not [one for one in paper.pages[0].obj.get("/Annots", ()) if one.Subtype == Name.Widget]


def test_the_history_of_the_file_is_gone() -> None:
    """The text of an earlier state is not left behind for whoever switches back to it."""
    own = cleaned(overlaid(desk.paper()))
    assert own.count(b"startxref") == 1
    assert own.count(b"%%EOF") == 1


def test_a_second_picture_for_print_is_gone() -> None:
    def with_alternates(paper: Pdf) -> None:
        picture = Stream(paper, b"\0", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
        picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
        picture.Alternates = Array([Dictionary(Image=Stream(paper, b"\1"), DefaultForPrinting=True)])
        paper.pages[0].obj.Resources.XObject = Dictionary(X=picture)

    assert b"Alternates" not in _with_plain_objects(cleaned(_with(with_alternates)))


def _with_plain_objects(content: bytes) -> bytes:
    with pikepdf.open(BytesIO(content)) as paper:
        return _written(paper, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def test_the_same_file_gives_the_same_bytes() -> None:
    assert cleaned(desk.paper()) == cleaned(desk.paper())


def test_a_signed_file_is_left_alone() -> None:
    with pytest.raises(errors.SignedAlready):
        clean(desk.sealed())


def test_a_file_with_a_password_is_refused() -> None:
    with pikepdf.open(BytesIO(desk.paper())) as paper:
        locked = _written(paper, encryption=pikepdf.Encryption(owner="a", user="b"))
        readable = _written(paper, encryption=pikepdf.Encryption(owner="a", user=""))
    for content in (locked, readable):
        with pytest.raises(errors.Locked):
            clean(content)


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"%PDF-1.7", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_refused(content: bytes) -> None:
    with pytest.raises(errors.NotReadable):
        clean(content)


def test_more_pages_than_anybody_reads_are_refused() -> None:
    with Pdf.new() as paper:
        for _ in range(MOST_PAGES + 1):
            paper.add_blank_page()
        content = _written(paper)
    with pytest.raises(Refused, match="PAGES"):
        cleaned(content)


def test_the_signer_sees_a_page_of_the_very_bytes() -> None:
    shown = show_page(desk.paper(), 0, width=600)
    picture = Image.open(BytesIO(shown.png))
    assert (shown.pages, picture.width) == (1, 600)
    assert len(picture.convert("L").getcolors() or ()) > 2


def test_filled_fields_are_seen_too() -> None:
    assert show_page(desk.numbered(), 0).png != show_page(desk.signed(), 0).png


def test_there_is_no_picture_of_a_page_that_is_not_there() -> None:
    assert show_page(desk.paper(), 7).png == b""


def test_a_damaged_paper_is_not_drawn() -> None:
    with pytest.raises(errors.NotReadable):
        show_page(b"GIF89a", 0)
