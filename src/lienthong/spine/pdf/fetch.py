"""Fetch again, by name, the fonts that papers are set in: ``python -m lienthong.spine.pdf.fetch``.

The Debian package below is asked for through apt and its four cuts of Liberation Serif are kept unchanged, since
their licence reserves the name for unchanged files. What letters all four can draw is written beside them.
"""

import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from fontTools.ttLib import TTFont

FONTS: Final = Path(__file__).parent / "fonts"
PACKAGE: Final = "fonts-liberation=1:2.1.5-3"
CUTS: Final = ("Regular", "Bold", "Italic", "BoldItalic")
NOTICE: Final = f"""Carried from elsewhere, unchanged:

LiberationSerif-*   Debian {PACKAGE} (Liberation Fonts 2.1.5), SIL Open Font License 1.1, LICENSE.txt

Written by fetch.py beside this folder; letters.txt lists what all four cuts can draw.
"""


def unpack(into: Path) -> Path:
    """Ask apt for the package and return the folder it unpacks to."""
    subprocess.run(["apt-get", "download", "-q", PACKAGE], cwd=into, check=True)
    (archive,) = into.glob("*.deb")
    subprocess.run(["dpkg-deb", "-x", archive, into / "files"], check=True)
    return into / "files" / "usr" / "share"


def letters_of(fonts: Iterable[Path]) -> list[int]:
    """The code points that every one of ``fonts`` can draw, in order."""
    drawn = [set(TTFont(font).getBestCmap()) for font in fonts]
    return sorted(set.intersection(*drawn))


def ranges(letters: Iterable[int]) -> Iterator[str]:
    """``0020-007e`` for each unbroken run."""
    run: list[int] = []
    for letter in [*letters, -1]:
        if run and letter != run[-1] + 1:
            yield f"{run[0]:04x}-{run[-1]:04x}"
            run = []
        run.append(letter)


def main() -> None:
    FONTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        share = unpack(Path(folder))
        kept = [FONTS / f"LiberationSerif-{cut}.ttf" for cut in CUTS]
        for font in kept:
            shutil.copyfile(share / "fonts" / "truetype" / "liberation" / font.name, font)
        shutil.copyfile(share / "doc" / "fonts-liberation" / "copyright", FONTS / "LICENSE.txt")
    (FONTS / "letters.txt").write_text("\n".join(ranges(letters_of(kept))) + "\n", encoding="ascii")
    (FONTS / "NOTICE.txt").write_text(NOTICE, encoding="utf-8")


if __name__ == "__main__":
    main()
