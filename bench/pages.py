"""Pages that everyone can see, against the same bytes served as a file."""

import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import benchmark
from bench.figures import Figure
from bench.ground import FLOOR, Bench
from bench.load import Ask


@benchmark("pages")
def pages(bench: Bench) -> Iterator[Figure]:
    """The front page, and its floor: the same bytes as a file, by the same server under the same load."""
    with TemporaryDirectory() as folder:
        floor = Path(folder)
        floor.chmod(0o755)
        with bench.served(floor) as port:
            (floor / "front.html").write_bytes(fetch(port, "/"))
            yield from bench.loads("front page", port, _same("/"))
            yield from bench.loads("front page as a file", port, _same(FLOOR + "front.html"), floor=True)


def _same(path: str) -> Callable[[int], Iterator[Ask]]:
    def asks(_: int) -> Iterator[Ask]:
        while True:
            yield Ask(path)

    return asks


def fetch(port: int, path: str) -> bytes:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return bytes(answer.read())
