"""QR codes, on papers and on pages."""

import re
from typing import Final

import zxingcpp

QUIET: Final = 2
"""Modules left white around a code. The standard asks for four; a paper and a page are white around it themselves."""
_WIDTH, _DARK = re.compile(r'<svg width="(\d+)"'), re.compile(r'<path d="([^"]+)"')


def draw_qr(content: str, scale: int = 0) -> str:
    """``content`` as a QR code (error correction M) in SVG without a line for a document type, to stand on a page.

    ``scale`` is the side of a module in pixels; 0 leaves the size to the page. Drawn by a library in C++: one in Python
    takes as long as all the questions of a page.
    """
    drawn = zxingcpp.create_barcode(content, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    told = drawn.to_svg(scale=1, add_quiet_zones=False)
    width, dark = _WIDTH.search(told), _DARK.search(told)
    if width is None or dark is None:
        raise ValueError("the library draws codes in another way than it did")
    side = int(width[1]) + 2 * QUIET
    size = f' width="{side * scale}" height="{side * scale}"' if scale else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="qr"{size} viewBox="{-QUIET} {-QUIET} {side} {side}"'
        f' shape-rendering="crispEdges"><path d="{dark[1]}"/></svg>'
    )
