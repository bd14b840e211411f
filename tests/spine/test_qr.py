"""A code that we draw is one that a telephone reads, whatever stands in it."""

import re

import pytest
import zxingcpp
from PIL import Image, ImageDraw

from lienthong.spine.qr import draw_qr

SCALE = 4


def seen(drawing: str) -> Image.Image:
    """What an eye sees of it: dark rectangles on white, painted here and not by the library that drew them."""
    box = re.search(r'viewBox="(-?\d+) (-?\d+) (\d+) (\d+)"', drawing)
    assert box
    left, top, wide, high = map(int, box.groups())
    picture = Image.new("L", (wide * SCALE, high * SCALE), 255)
    brush = ImageDraw.Draw(picture)
    for x, y, w, h in re.findall(r"M(\d+) (\d+)h(\d+)v(\d+)h-\d+Z", drawing):
        at = (int(x) - left) * SCALE, (int(y) - top) * SCALE
        brush.rectangle((*at, at[0] + int(w) * SCALE - 1, at[1] + int(h) * SCALE - 1), fill=0)
    return picture


@pytest.mark.parametrize(
    "content",
    [
        "https://dichvucong.gialai.gov.vn/cases/1234567/",
        "00020101021238570010A00000072701270006970436011302910009990010208QRIBFTTA53037045405750005802VN",
        "otpauth://totp/Lienthong:rocham.yen?secret=JBSWY3DPEHPK3PXP&issuer=Lienthong",
        "Giấy hẹn số 01/TNHS <&> \"'",
        "7" * 400,
    ],
)
def test_what_is_drawn_is_read_back(content: str) -> None:
    (found,) = zxingcpp.read_barcodes(seen(draw_qr(content)))
    assert found.text == content


def test_its_size_is_the_page_s_own_unless_it_is_told() -> None:
    assert re.match(r'<svg [^>]*class="qr" viewBox=', draw_qr("x"))
    side = (21 + 2 * 2) * 4
    assert f' width="{side}" height="{side}" ' in draw_qr("x", scale=4)
