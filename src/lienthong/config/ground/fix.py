"""``./lienthong fix``: mends what can be mended without thought."""

import subprocess
import sys
from pathlib import Path

from lienthong.config.environment import example
from lienthong.config.ground import translations
from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.programs import require


def main(arguments: list[str]) -> int:
    if arguments:
        print("fix takes no words", file=sys.stderr)
        return 2
    require(strict=False)
    ruff = str(Path(sys.executable).with_name("ruff"))
    for words in (["check", "-q", "--fix", "--exit-zero", "."], ["format", "-q", "."]):
        subprocess.run([ruff, *words], cwd=ROOT, check=True)
    (ROOT / ".env.example").write_text(example(), encoding="utf-8")
    for catalogue in translations.catalogues():
        translations.refresh(catalogue)
        translations.compile_catalogue(catalogue)
    return 0
