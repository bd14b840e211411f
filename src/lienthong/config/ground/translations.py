"""Catalogues: one per app and language, complete, compiled beside their source and committed."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from lienthong.config.ground.paths import SOURCE

COMPLETE = {"vi"}  # English is the source; Jrai and Bahnar are skeletons until reviewers fill them


def catalogues() -> list[Path]:
    return sorted(SOURCE.glob("**/locale/*/LC_MESSAGES/django.po"))


def refresh(catalogue: Path) -> None:
    """Brings the strings of the catalogue's app in; what is gone is dropped, what is new is left empty."""
    app, language = catalogue.parents[3], catalogue.parents[1].name
    command = [
        sys.executable,
        "-m",
        "django",
        "makemessages",
        "-l",
        language,
        "--no-location",
        "--no-obsolete",
    ]
    command += ["-v", "0", "-e", "html,py,txt"]
    subprocess.run([*command, *_nested(app)], cwd=app, check=True, capture_output=True)
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(re.sub(r'^"POT-Creation-Date:.*\n', "", text, flags=re.MULTILINE), encoding="utf-8")


def compile_catalogue(catalogue: Path, target: Path | None = None) -> None:
    subprocess.run(
        ["msgfmt", "--check-format", "-o", str(target or catalogue.with_suffix(".mo")), str(catalogue)],
        check=True,
    )


def complete() -> bool:
    """True when no string lacks its Vietnamese, none is doubtful and the compiled files are those of the sources."""
    faults = [fault for catalogue in catalogues() for fault in _faults(catalogue)]
    print("\n".join(faults), end="\n" if faults else "")
    return not faults


def _faults(catalogue: Path) -> list[str]:
    name = catalogue.relative_to(SOURCE)
    with tempfile.TemporaryDirectory() as folder:
        kept = Path(folder, "kept.po")
        shutil.copy(catalogue, kept)
        try:
            refresh(catalogue)
            fresh = catalogue.read_text(encoding="utf-8")
        finally:
            shutil.copy(kept, catalogue)
        compiled = Path(folder, "django.mo")
        compile_catalogue(catalogue, compiled)
        same = (
            catalogue.with_suffix(".mo").is_file()
            and compiled.read_bytes() == catalogue.with_suffix(".mo").read_bytes()
        )
    faults = [] if fresh == kept_text(catalogue) else [f"{name}: strings changed: ./lienthong fix"]
    if not same:
        faults.append(f"{name}: not compiled: ./lienthong fix")
    if catalogue.parents[1].name in COMPLETE:
        faults += [f"{name}: {lack}" for lack in _lacks(catalogue)]
    return faults


def kept_text(catalogue: Path) -> str:
    return catalogue.read_text(encoding="utf-8")


def _lacks(catalogue: Path) -> list[str]:
    done = subprocess.run(
        ["msgfmt", "--statistics", "-o", "/dev/null", str(catalogue)], capture_output=True, text=True, check=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin:/usr/local/bin"},
    )  # fmt: skip
    return [part.strip() for part in done.stderr.split(",") if "untranslated" in part or "fuzzy" in part]


def _nested(app: Path) -> list[str]:
    """Apps inside this one keep their own catalogues."""
    inner = {path.parent for path in app.glob("*/**/locale")}
    return [word for folder in sorted(inner) for word in ("-i", f"{folder.relative_to(app)}/*")]
