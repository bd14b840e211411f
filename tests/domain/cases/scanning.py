"""The code on a paper, read from its picture as a telephone does."""

import subprocess
import tempfile
from pathlib import Path

import zxingcpp
from PIL import Image


def scanned(content: bytes) -> str:
    """What a telephone reads from the first page."""
    with tempfile.TemporaryDirectory() as folder:
        sheet = Path(folder, "sheet")
        command = ["pdftoppm", "-png", "-r", "200", "-singlefile", "-", str(sheet)]
        subprocess.run(command, input=content, check=True)
        with Image.open(f"{sheet}.png") as picture:
            return str(zxingcpp.read_barcodes(picture)[0].text)
