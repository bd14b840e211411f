"""Makes an archive of an earlier version's data, with that version's own code: ``python make.py COMMIT FILE``.

The commit is checked out aside; its ``prepare`` loads the reference province, ``changes.py`` does what people do,
the ledger is sealed and the commit's own ``backup`` writes FILE. The checkout this runs in is not touched.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent


def make(commit: str, target: Path) -> None:
    with tempfile.TemporaryDirectory() as home:
        code = Path(home, "code")
        _git("worktree", "add", "--detach", str(code), commit)
        try:
            Path(home).chmod(0o755)
            _with(code, Path(home, "var"), target)
        finally:
            _git("worktree", "remove", "--force", str(code))


def _with(code: Path, var: Path, target: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("LIENTHONG_")}
    own = {"LIENTHONG_VAR": str(var), "LIENTHONG_MODE": "demo", "PYTHONPATH": str(code / "src")}
    own |= {"DJANGO_SETTINGS_MODULE": "lienthong.config.settings"}
    word = ["-m", "lienthong.config.cli"]
    steps = [
        [*word, "prepare"],
        [str(HERE / "changes.py")],
        [*word, "ledger", "seal"],
        [*word, "backup", str(target)],
    ]
    for step in steps:
        subprocess.run([sys.executable, *step], cwd=code, env=kept | own, check=True)


def _git(*words: str) -> None:
    subprocess.run(["git", *words], cwd=HERE, check=True)


if __name__ == "__main__":
    make(sys.argv[1], Path(sys.argv[2]).absolute())
