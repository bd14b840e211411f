"""System programs that tests and checks use, listed once. Running the product needs none of them."""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Program:
    """``package``: one or more. ``ci_only``: it would start a service, so nobody's own machine is given it unasked."""

    name: str
    package: str
    purpose: str
    ci_only: bool = False


PROGRAMS = (
    Program("chromium", "chromium", "journeys, accessibility and screenshots in a real browser"),
    Program("java", "default-jre-headless", "runs the validator of HTML on the pages of journeys"),
    Program("msgfmt", "gettext", "checks and compiles translations"),
    Program("xgettext", "gettext", "finds the strings to translate"),
    Program("pdfsig", "poppler-utils", "a second opinion on signatures, and the words of printed papers"),
    Program("qpdf", "qpdf", "a second opinion on the frame of papers"),
    Program("xmlsec1", "xmlsec1", "a second opinion on signatures of XML"),
    Program(
        "tesseract",
        "tesseract-ocr tesseract-ocr-vie",
        "reads scanned pages; the product does too where it is installed",
    ),
    Program("nats-server", "nats-server", "the other carrier of messages between houses", ci_only=True),
    Program("softhsm2-util", "softhsm2", "a hardware key to try"),
    Program("systemd-analyze", "systemd", "checks the units of deploy/"),
    Program("nginx", "nginx", "checks the example of deploy/", ci_only=True),
)


def provide() -> list[str]:
    """Installs what is missing where that is allowed; returns a line for each thing that could not be had."""
    missing = _missing()
    if missing and os.geteuid() == 0 and shutil.which("apt-get"):
        _install(sorted({package for program in missing for package in program.package.split()}))
        missing = _missing()
    return [f"{p.name} is missing ({p.purpose}): sudo apt-get install -y {p.package}" for p in missing]


def require(*, strict: bool) -> bool:
    """Tells in one line what cannot run; False when that is a failure (``CI=true``)."""
    lines = provide()
    for line in lines:
        print(line, file=sys.stderr)
    return not (lines and strict)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() == "true"


def _missing() -> list[Program]:
    return [one for one in PROGRAMS if not shutil.which(one.name) and (in_ci() or not one.ci_only)]


def _install(packages: list[str]) -> None:
    print(f"Installing {' '.join(packages)} with apt...", file=sys.stderr)
    apt = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=600"]
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}  # 1: start no service
    for words in (["update"], ["-y", "install", "--no-install-recommends", *packages]):
        for _ in range(3):
            if (
                subprocess.run(
                    apt + words, env=environment, stdout=subprocess.DEVNULL, check=False
                ).returncode
                == 0
            ):
                break
