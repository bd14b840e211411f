"""Words of a scanned page, by Tesseract; runs confined, and so does the program that it starts."""

import os
import subprocess
from typing import Any, Final

from lienthong.spine.signatures.drawing import WIDEST, draw_page

PROGRAM: Final = "tesseract"
LANGUAGE: Final = "vie"
SECONDS: Final = 40
"""Of waiting for one page; less than who waits for this program has."""


def recognise_page(content: bytes, page: int) -> tuple[dict[str, Any], bytes]:
    """How many pages there are, and the words of page ``page`` (from 0), as UTF-8. Raises OSError, TimeoutExpired."""
    told, picture = draw_page(content, page, WIDEST)
    if not picture:
        return told, b""
    command = [PROGRAM, "stdin", "stdout", "-l", LANGUAGE, "--dpi", "190"]
    done = subprocess.run(
        command,
        input=picture,
        capture_output=True,
        timeout=SECONDS,
        check=False,
        env=os.environ | {"OMP_THREAD_LIMIT": "1"},
    )
    return told, b"" if done.returncode else done.stdout
