"""A NATS server with JetStream of the test's own, that may be killed and comes back with what it kept."""

import os
import signal
import socket
import subprocess
import time
from pathlib import Path

from lienthong.config.ground.processes import die_with_parent, end, free_port

START_SECONDS = 20


class NatsServer:
    def __init__(self, home: Path) -> None:
        self.home = home
        self.port = free_port(0, "127.0.0.1")
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.home.mkdir(parents=True, exist_ok=True)
        command = ["nats-server", "-a", "127.0.0.1", "-p", str(self.port), "-js", "-sd", str(self.home)]
        with (self.home / "log").open("ab") as log:
            self._child = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=die_with_parent)
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            assert self._child.poll() is None and time.monotonic() < deadline, (self.home / "log").read_text()
            time.sleep(0.01)

    def kill(self) -> None:
        """As by a cut of power, but for what the kernel has yet to write."""
        assert self._child
        os.kill(self._child.pid, signal.SIGKILL)
        self._child.wait()

    def stop(self) -> None:
        if self._child:
            end([self._child])

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
