"""The small drawings: one path each, drawn inline so that they print, scale and need no request.

``ICONS`` are 24 units wide and follow the text colour as strokes; ``TAG_SHAPES`` are 12 units wide and stand
before a status word.
"""

from typing import Final

from django.utils.safestring import SafeString

ICONS: Final = {
    "search": '<circle cx="10" cy="10" r="6"/><path d="m15 15 6 6"/>',
    "back": '<path d="m15 4-8 8 8 8"/>',
    "forward": '<path d="m9 4 8 8-8 8"/>',
    "menu": '<path d="M3 6h18M3 12h18M3 18h18"/>',
    "calendar": '<path d="M4 6h16v14H4zM4 10h16M8 3v4M16 3v4"/>',
    "clock": '<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3 3"/>',
    "money": '<path d="M2 6h20v12H2z"/><circle cx="12" cy="12" r="3"/>',
    "place": '<path d="M12 21s7-6 7-11a7 7 0 0 0-14 0c0 5 7 11 7 11z"/><circle cx="12" cy="10" r="2"/>',
    "print": '<path d="M6 9V3h12v6M6 17H3V9h18v8h-3M6 14h12v7H6z"/>',
    "download": '<path d="M12 3v12m-5-5 5 5 5-5M4 21h16"/>',
    "upload": '<path d="M12 16V4M7 9l5-5 5 5M4 21h16"/>',
    "file": '<path d="M5 2h9l5 5v15H5zM14 2v5h5"/>',
    "camera": '<path d="M3 7h4l2-3h6l2 3h4v13H3z"/><circle cx="12" cy="13" r="4"/>',
    "link": '<path d="m9 15 6-6M11 6l2-2a5 5 0 0 1 7 7l-2 2M6 11l-2 2a5 5 0 0 0 7 7l2-2"/>',
    "lock": '<path d="M5 11h14v10H5zM8 11V7a4 4 0 0 1 8 0v4"/>',
    "person": '<circle cx="12" cy="8" r="4"/><path d="M4 21c0-9 16-9 16 0"/>',
    "sign": '<path d="M3 17c4 0 5-11 7-11s-1 9 1 9 3-4 4-4 0 4 2 4 2-1 4-1M3 21h18"/>',
    "return": '<path d="M9 5 4 10l5 5M4 10h10a5 5 0 0 1 0 10h-3"/>',
    "tick": '<path d="m4 12 6 6L20 6"/>',
    "down": '<path d="m5 9 7 7 7-7"/>',
    "info": '<circle cx="12" cy="12" r="9"/><path d="M12 11v6M12 7v.5"/>',
    "ok": '<circle cx="12" cy="12" r="9"/><path d="m8 12 3 3 5-6"/>',
    "warning": '<path d="M12 3 2 20h20zM12 10v5M12 17v.5"/>',
    "bad": '<circle cx="12" cy="12" r="9"/><path d="M12 7v6M12 16.5v.5"/>',
}

TAG_SHAPES: Final = {
    "circle": '<circle cx="6" cy="6" r="4"/>',
    "half": '<circle cx="6" cy="6" r="4.3"/><path d="M6 1.7a4.3 4.3 0 0 1 0 8.6z" fill="currentColor"/>',
    "arrow": '<path d="m2 1.5 8.5 4.5L2 10.5 3.5 6z"/>',
    "bars": '<path d="M4 1.5v9M8 1.5v9"/>',
    "clock": '<circle cx="6" cy="6" r="4.5"/><path d="M6 3.5V6h2"/>',
    "hourglass": '<path d="M2.5 1.5h7M2.5 10.5h7M3.5 1.5 8.5 10.5M8.5 1.5 3.5 10.5"/>',
    "back": '<path d="M4.5 2 1.8 4.7l2.7 2.7M2 4.7h5a2.8 2.8 0 0 1 0 5.6H6"/>',
    "triangle": '<path d="M6 1 11.5 11H.5z" fill="currentColor" stroke="none"/>',
    "tick": '<path d="m1.5 6.5 3 3 6-7"/>',
    "tick-late": '<path d="m.5 6.5 2.5 3 4.5-6.5M10.5 2v5M10.5 9v1.5"/>',
    "dash": '<path d="M1 6h10"/>',
}


def icon(name: str) -> SafeString:
    """An icon of ``ICONS``; silent to screen readers because a word always stands beside it."""
    return SafeString(f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{ICONS[name]}</svg>')


def tag_shape(name: str) -> SafeString:
    """A shape of ``TAG_SHAPES`` for the front of a tag."""
    return SafeString(f'<svg viewBox="0 0 12 12" aria-hidden="true">{TAG_SHAPES[name]}</svg>')
