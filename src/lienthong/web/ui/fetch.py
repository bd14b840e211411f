"""Fetch again, by name, what the pages carry from elsewhere: ``python -m lienthong.web.ui.fetch``.

Everything is asked for through the npm client at the versions below and written under ``static/ui`` with its
licence.  Noto Sans is cut down here: ten digits for columns of figures, and one file of every letter that
Vietnamese, Jrai and Bahnar need, so that combining marks meet their base letter inside one font.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from fontTools import subset

STATIC: Final = Path(__file__).parent / "static" / "ui"
HTMX: Final = "htmx.org@2.0.11"
TEXT_FONT: Final = "@fontsource/be-vietnam-pro@5.3.0"
FIGURE_FONT: Final = "@expo-google-fonts/noto-sans@0.4.2"
WEIGHTS: Final = {"400": "400Regular/NotoSans_400Regular.ttf", "600": "600SemiBold/NotoSans_600SemiBold.ttf"}

DIGITS: Final = "0123456789"
HIGHLAND: Final = (
    "".join(map(chr, range(0x20, 0x7F)))
    + "\u00a0\u00b7\u2013\u2018\u2019\u201c\u201d\u02bc\u2026"
    + "".join(map(chr, range(0xC0, 0x100)))
    + "\u0102\u0103\u010c\u010d\u0110\u0111\u0114\u0115\u0128\u0129\u012c\u012d\u014e\u014f"
    + "\u0168\u0169\u016c\u016d\u0180\u0243\u01a0\u01a1\u01af\u01b0"
    + "".join(map(chr, range(0x1EA0, 0x1EFA)))
    + "\u0300\u0301\u0302\u0303\u0304\u0306\u0309\u0323\u032f\u0331"
)
NOTICE: Final = f"""Carried from elsewhere, unchanged unless said:

htmx.min.js      {HTMX}, Zero-Clause BSD, LICENSE-htmx.txt
fonts/be-*       {TEXT_FONT}, SIL Open Font License 1.1, LICENSE-be-vietnam-pro.txt
fonts/noto-*     {FIGURE_FONT} (Noto Sans 2.015), SIL Open Font License 1.1,
                 cut down to fewer letters, LICENSE-noto-sans.txt

Written by fetch.py beside this folder.
"""


def unpack(package: str, into: Path) -> Path:
    """Ask npm for ``package`` (``name@version``) and return its unpacked folder."""
    into.mkdir()
    command = ["npm", "pack", "--silent", package]
    archive = subprocess.run(command, cwd=into, check=True, capture_output=True, text=True).stdout.split()[-1]
    shutil.unpack_archive(into / archive, into, "gztar")
    return into / "package"


def cut(font: Path, letters: str, to: Path) -> None:
    """Write ``font`` to ``to`` as woff2 with only ``letters`` and what they need to be drawn."""
    options = subset.Options(flavor="woff2", hinting=False, desubroutinize=True, layout_features=["*"])
    if letters == DIGITS:
        options.layout_features = []
    loaded = subset.load_font(font, options)
    cutter = subset.Subsetter(options)
    cutter.populate(text=letters)
    cutter.subset(loaded)
    subset.save_font(loaded, to, options)


def fetch_htmx(scratch: Path) -> None:
    source = unpack(HTMX, scratch / "htmx")
    shutil.copyfile(source / "dist" / "htmx.min.js", STATIC / "htmx.min.js")
    shutil.copyfile(source / "LICENSE", STATIC / "LICENSE-htmx.txt")


def fetch_text_font(scratch: Path) -> None:
    source = unpack(TEXT_FONT, scratch / "text")
    for weight in WEIGHTS:
        for script in ("latin", "latin-ext", "vietnamese"):
            name = f"be-vietnam-pro-{script}-{weight}-normal.woff2"
            shutil.copyfile(source / "files" / name, STATIC / "fonts" / f"be-{script}-{weight}.woff2")
    shutil.copyfile(source / "LICENSE", STATIC / "fonts" / "LICENSE-be-vietnam-pro.txt")


def fetch_figure_font(scratch: Path) -> None:
    source = unpack(FIGURE_FONT, scratch / "figures")
    for weight, file in WEIGHTS.items():
        cut(source / file, DIGITS, STATIC / "fonts" / f"noto-digits-{weight}.woff2")
        cut(source / file, HIGHLAND, STATIC / "fonts" / f"noto-highland-{weight}.woff2")
    shutil.copyfile(source / "LICENSE_FONT", STATIC / "fonts" / "LICENSE-noto-sans.txt")


def main() -> None:
    (STATIC / "fonts").mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for step in (fetch_htmx, fetch_text_font, fetch_figure_font):
            step(Path(folder))
    (STATIC / "NOTICE.txt").write_text(NOTICE, encoding="utf-8")


if __name__ == "__main__":
    main()
