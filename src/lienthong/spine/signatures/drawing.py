"""A page as a picture, drawn from the very bytes that somebody is about to sign; runs confined."""

from io import BytesIO
from typing import Any, Final

import pypdfium2

WIDEST: Final = 1_600  # pixels
TALLEST: Final = 4_000


def draw_page(content: bytes, page: int, width: int) -> tuple[dict[str, Any], bytes]:
    """How many pages there are, and page ``page`` (from 0) as PNG; no picture when there is no such page."""
    with pypdfium2.PdfDocument(content) as paper:
        if not 0 <= page < len(paper):
            return {"pages": len(paper)}, b""
        paper.init_forms()
        sheet = paper[page]
        across, down = sheet.get_size()
        scale = min(min(width, WIDEST) / across, TALLEST / down)
        made = BytesIO()
        sheet.render(scale=scale, may_draw_forms=True).to_pil().save(made, "PNG")
        return {"pages": len(paper)}, made.getvalue()
