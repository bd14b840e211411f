"""What a reader sees of a signature or an entry: a picture, or lines of text set in the font of the paper."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final, Literal

from PIL import Image
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.generic import IndirectObject
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, InnerScaling, SimpleBoxLayoutRule
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.stamp.base import BaseStampStyle
from pyhanko.stamp.noop import NoOpStampStyle
from pyhanko.stamp.static import StaticStampStyle

from lienthong.spine.pdf import typeset

TEXT_SIZE: Final = 10  # Decree 30/2020/NĐ-CP, Appendix I: upright, black, ten points
_KEPT: Final = 64

type Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """Lines of text in a box of this size in points; an entry stands on the lower edge of its box."""

    text: str
    width: float
    height: float
    size: float = TEXT_SIZE
    align: Align = "left"
    is_slanted: bool = False
    is_entry: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """A picture (PNG with its transparency) or lines; neither leaves the place blank."""

    picture: bytes = b""
    lines: Sequence[str] = ()


def set_stamps(stamps: Sequence[Stamp]) -> bytes:
    """A PDF with a page for each; all at once, since starting the typesetter takes longer than setting."""
    return _set(tuple(stamps))


def draw(writer: BasePdfFileWriter, stamps: bytes, page: int) -> IndirectObject:
    """A page of ``set_stamps`` as something that a field of ``writer`` can look like."""
    drawn: IndirectObject = writer.import_page_as_xobject(PdfFileReader(BytesIO(stamps)), page)
    return drawn


def style_of(look: Look, width: float, height: float) -> BaseStampStyle:
    if look.picture:
        return _filling(PdfImage(_picture(look.picture)))
    if look.lines:
        stamp = Stamp("\n".join(look.lines), width, height, align="right")
        return _filling(_Drawn(set_stamps([stamp]), BoxConstraints(width, height)))
    return NoOpStampStyle()


def _filling(background: PdfContent) -> StaticStampStyle:
    middle = AxisAlignment.ALIGN_MID
    scaling = InnerScaling.STRETCH_TO_FIT
    layout = SimpleBoxLayoutRule(x_align=middle, y_align=middle, inner_content_scaling=scaling)
    return StaticStampStyle(border_width=0, background=background, background_layout=layout)


class _Drawn(PdfContent):
    def __init__(self, stamps: bytes, box: BoxConstraints) -> None:
        super().__init__(box=box)
        self._stamps = stamps

    def render(self) -> bytes:
        assert self.writer is not None  # noqa: S101 - the library gives it before it asks
        self.resources.xobject["/Stamp"] = draw(self.writer, self._stamps, 0)
        return b"/Stamp Do"


@lru_cache(maxsize=_KEPT)
def _set(stamps: tuple[Stamp, ...]) -> bytes:
    return typeset("stamps", {"stamps": [asdict(stamp) for stamp in stamps]})


@lru_cache(maxsize=_KEPT)
def _picture(png: bytes) -> Image.Image:
    picture = Image.open(BytesIO(png), formats=["PNG"])
    picture.load()
    return picture if picture.mode in ("RGB", "RGBA") else picture.convert("RGBA")
