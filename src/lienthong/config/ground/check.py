"""``./lienthong check``: every tool that holds the house in order. All run; any fault fails."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from lienthong.config.cli import database
from lienthong.config.environment import example
from lienthong.config.ground import translations
from lienthong.config.ground.paths import ROOT
from lienthong.config.ground.programs import in_ci, require
from lienthong.config.ground.setup import new_seal_key

_BIN = Path(sys.executable).parent
_PRODUCTION = {
    "LIENTHONG_MODE": "production",
    "LIENTHONG_SECRET_KEY": "check-deployment-only-kTq3Vd8mZr1Wn6Yp0Lb5Xs9Cf2Hj7Gu4AeRo",
    "LIENTHONG_DATA_KEY": "check-deployment-only-pQ7Zt2xNc8Vw4Ks1Dm6Fy9Jb3Ru5Lh0GiEaTo",
    "LIENTHONG_SEAL_KEY": new_seal_key(),
    "LIENTHONG_PUBLIC_ORIGIN": "https://lienthong.example",
    "LIENTHONG_ALLOWED_HOSTS": "lienthong.example",
    "LIENTHONG_NOW": "",
}


@dataclass(frozen=True)
class Step:
    name: str
    run: Callable[[], bool]


def main(arguments: list[str]) -> int:
    if not require(strict=in_ci()):
        return 1
    wanted = [step for step in STEPS if not arguments or step.name in arguments]
    if not wanted:
        print("check knows: " + ", ".join(step.name for step in STEPS), file=sys.stderr)
        return 2
    failed = [step.name for step in wanted if not _timed(step)]
    print("check: " + (f"failed: {', '.join(failed)}" if failed else f"{len(wanted)} steps, all well"))
    return 1 if failed else 0


def _timed(step: Step) -> bool:
    start = time.monotonic()
    good = step.run()
    print(f"  {'ok  ' if good else 'FAIL'} {step.name} ({time.monotonic() - start:.1f} s)", flush=True)
    return good


def _tool(*command: str, env: dict[str, str] | None = None) -> bool:
    full = [str(_BIN / command[0]), *command[1:]]
    done = subprocess.run(
        full, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | (env or {})
    )
    if done.returncode:
        print((done.stdout + done.stderr).strip()[-8000:])
    return done.returncode == 0


def _manage(*words: str, env: dict[str, str] | None = None) -> bool:
    """Django's own command, since `check` is also a word of the script."""
    with database():
        return _tool("python", "-m", "django", *words, env=env)


def _example_is_true() -> bool:
    same = (ROOT / ".env.example").read_text(encoding="utf-8") == example()
    if not same:
        print(".env.example differs from the settings: ./lienthong fix")
    return same


STEPS = (
    Step("lint", lambda: _tool("ruff", "check", "-q", ".")),
    Step("format", lambda: _tool("ruff", "format", "-q", "--check", ".")),
    Step("contracts", lambda: _tool("lint-imports", "--no-cache")),
    Step("types", lambda: _tool("mypy")),
    Step("templates", lambda: _tool("djlint", "--lint", "--quiet", "src")),
    Step("migrations", lambda: _manage("makemigrations", "--check", "--dry-run")),
    Step("translations", translations.complete),
    Step("deploy", lambda: _manage("check", "--deploy", "--fail-level", "WARNING", env=_PRODUCTION)),
    Step("example", _example_is_true),
)
