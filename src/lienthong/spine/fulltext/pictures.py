"""Words of a PDF that is pictures only, where this machine has Tesseract and its Vietnamese data; else nothing."""

import shutil
import subprocess
from functools import cache
from typing import Final

from lienthong.spine.signatures.confined import run_confined
from lienthong.spine.signatures.recognising import LANGUAGE, PROGRAM, SECONDS

MOST_PAGES: Final = 12
"""Of one file: the first pages say what it is about, and a worker has other work."""
_CPU: Final = 30
_WAIT: Final = SECONDS + 10.0


@cache
def can_recognise() -> bool:
    if not shutil.which(PROGRAM):
        return False
    told = subprocess.run([PROGRAM, "--list-langs"], capture_output=True, text=True, check=False)
    return LANGUAGE in told.stdout.split()


def words_of_pictures(content: bytes) -> str:
    """Pages are parted by form feeds. Raises TooMuchWork."""
    pages, count, place = [], 1, 0
    while place < min(count, MOST_PAGES):
        told, made = run_confined("recognise", {"page": place}, content, seconds=_WAIT, cpu=_CPU)
        count = told["pages"]
        pages.append(made.decode("utf-8", "replace").replace("\f", " ").replace("\x00", "").strip())
        place += 1
    return "\f".join(pages).strip("\f")
