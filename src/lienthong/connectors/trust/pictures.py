"""What papers of the demonstration show of a signature and of a seal: nobody's hand, and no real seal."""

import math
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from lienthong.connectors.trust.fake import TEST_MARK
from lienthong.spine.pdf.letters import FONTS

_BLUE, _RED = (28, 58, 150, 255), (200, 30, 30, 255)


def hand(name: str) -> bytes:
    """A wave of the pen that differs from name to name; blue, as Decree 30/2020/NĐ-CP asks."""
    chance = sha256(name.encode()).digest()
    image, pen = _sheet(600, 320)
    points = [
        (
            40 + 520 * step / 240,
            160 + sum(chance[n] / 5 * math.sin((n + 2) * step / 24 + chance[n + 8]) for n in range(3)),
        )
        for step in range(241)
    ]
    pen.line(points, fill=_BLUE, width=7, joint="curve")
    return _png(image)


def round_seal(name: str) -> bytes:
    """Two circles and the words that say what it is; red."""
    image, pen = _sheet(720, 720)
    for gap, width in ((12, 12), (48, 5)):
        pen.ellipse((gap, gap, 720 - gap, 720 - gap), outline=_RED, width=width)
    font = ImageFont.truetype(str(FONTS / "LiberationSerif-Bold.ttf"), 62)
    for line, y in ((TEST_MARK, 280), (name.upper(), 380)):
        size = min(62, int(62 * 560 / max(pen.textlength(line, font=font), 1)))
        pen.text((360, y), line, fill=_RED, anchor="mm", font=font.font_variant(size=size))
    return _png(image)


def _sheet(width: int, height: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    return image, ImageDraw.Draw(image)


def _png(image: Image.Image) -> bytes:
    made = BytesIO()
    image.save(made, "PNG", optimize=True)
    return made.getvalue()
