"""Pages of a PDF in a file of our own, upright, with nothing left of the others; runs confined.

What was a signature is its picture from here on: who copies says so, and signs anew.
"""

from io import BytesIO
from typing import Any, Final

import pikepdf
import pypdfium2

from lienthong.spine.signatures.cleaning import Refused, flatten, opened

_KEPT_OF_PAGE: Final = ("/Type", "/MediaBox", "/CropBox", "/Rotate", "/Resources", "/Contents", "/UserUnit")
_DPI: Final = 36  # to find where the last words end
_INK: Final = 225  # darker than this, after many dots became one, is no dust of a scanner
_GAP, _FOOT = 14.0, 28.0  # points above and below what is set under the last words
_ALIKE: Final = 12.0  # points by which a sheet may differ from the one that was set for it


def copied(content: bytes, pages: list[int], below: bytes) -> tuple[dict[str, Any], bytes]:
    """``pages`` from 1; none: all. Raises Refused, MISSING with how many there are."""
    with opened(content) as paper, pikepdf.new() as made:
        is_signed, of = flatten(paper), len(paper.pages)
        wanted = pages or list(range(1, of + 1))
        if not all(1 <= page <= of for page in wanted):
            raise Refused("MISSING", str(of))
        for page in wanted:
            made.pages.append(_bare(paper.pages[page - 1]))
        for place in range(len(made.pages)):
            _set_upright(made, place)
        if below:
            _set_below(made, below)
        made.Root.Lang = "vi"
        return {"pages": len(made.pages), "of": of, "is_signed": is_signed}, _saved(made)


def _bare(page: pikepdf.Page) -> pikepdf.Page:
    """Links, threads and marks of structure lead to other pages, which would come along."""
    for name in [name for name in page.obj.keys() if name not in (*_KEPT_OF_PAGE, "/Parent")]:  # noqa: SIM118
        del page.obj[name]
    return page


def _set_upright(made: pikepdf.Pdf, place: int) -> None:
    """A page that lies on its side, or is a part of a larger sheet, becomes a sheet of its own: what is entered at its
    corner is then where a reader sees that corner.
    """
    page = made.pages[place]
    turned = int(page.obj.get("/Rotate", 0)) % 360
    left, bottom, right, top = (float(edge) for edge in page.cropbox)
    if not turned and (left, bottom) == (0, 0) and page.cropbox == page.mediabox:
        return
    size = (top - bottom, right - left) if turned in (90, 270) else (right - left, top - bottom)
    sheet = made.add_blank_page(page_size=size)
    sheet.add_overlay(page, None)
    del made.pages[place]
    if place < len(made.pages) - 1:
        made.pages.insert(place, made.pages[-1])
        del made.pages[-1]


def _set_below(made: pikepdf.Pdf, below: bytes) -> None:
    with pikepdf.open(BytesIO(below)) as given:
        made.pages.append(given.pages[0])
    block = made.pages[-1]
    width, height = (float(edge) for edge in block.mediabox[2:])
    last = made.pages[-2]
    wide, tall = (float(edge) for edge in last.mediabox[2:])
    end = tall - _last_words(made, len(made.pages) - 2) - _GAP
    if abs(wide - width) > _ALIKE or end - height < _FOOT:
        last, wide, tall = made.add_blank_page(page_size=(width, width * 297 / 210)), width, width * 297 / 210
        end = tall - 2 * _FOOT
    last.add_overlay(block, pikepdf.Rectangle(0, end - height, wide, end))
    made.pages.remove(block)


def _last_words(made: pikepdf.Pdf, place: int) -> float:
    """How far below the upper edge the last dark spot of a page lies, in points."""
    with pypdfium2.PdfDocument(_saved(made)) as drawn:
        picture = drawn[place].render(scale=_DPI / 72).to_pil().convert("L")
    box = picture.point(lambda grey: 255 if grey < _INK else 0).getbbox()
    return (box[3] if box else 0) * 72 / _DPI


def _saved(made: pikepdf.Pdf) -> bytes:
    out = BytesIO()
    made.remove_unreferenced_resources()
    made.save(
        out, deterministic_id=True, min_version="1.7", object_stream_mode=pikepdf.ObjectStreamMode.generate
    )
    return out.getvalue()
