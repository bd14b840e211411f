"""The program that sets papers, each in a child of its own. Run by ``press``, imported by nobody.

Argument: the folder of fonts. It waits with the typesetter loaded; a paper then costs no start of an
interpreter. Asked on stdin: eight bytes that give the length, then an object: most ``seconds`` of computing, most
bytes of ``memory``; the ``folder`` of templates; the name of a ``template`` there, or else the ``source`` of one;
``data`` as text;
``places``: asked for of a template of ours, they come first, as a line of JSON; ``mark``: words that every page bears.
Answered on stdout: the child's
status (below zero the signal that ended it), the length, and the PDF; with status 3 what the template does wrong, as
an object.

Whatever goes wrong in a paper (a template without end, a table without measure) ends its child and nothing else.
"""

import ctypes
import json
import os
import platform
import resource
import signal
import struct
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn, cast

import typst

FAULTY = 3
_SOCKET = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}  # the machine's mark, its call of that name
_DIE_WITH_PARENT, _NO_NEW_RIGHTS, _SECCOMP, _FILTER = 1, 38, 22, 2


def main() -> None:
    (fonts,) = sys.argv[1:]
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    while head := asked.read(8):
        told = json.loads(asked.read(int.from_bytes(head)))
        status, paper = _apart(lambda told=told: _set(fonts, told))  # type: ignore[misc]
        answer.write(struct.pack(">iQ", status, len(paper)) + paper)
        answer.flush()


def _apart(work: Callable[[], bytes]) -> tuple[int, bytes]:
    """What ``work`` gives in a child, which dies with this process."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _work(work, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as made:
        paper = made.read()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), paper


def _work(work: Callable[[], bytes], writing: int) -> NoReturn:
    """In the child, which has nothing open but the way on which it answers."""
    nothing = os.open(os.devnull, os.O_RDWR)
    for open_one in (0, 1):
        os.dup2(nothing, open_one)
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL, 0, 0, 0)
    status, paper = 0, b""
    try:
        paper = work()
    except typst.TypstError as fault:
        told = {"message": fault.message, "where": fault.diagnostic, "hints": fault.hints}
        status, paper = FAULTY, json.dumps(told).encode()
    except BaseException:
        status, paper = 1, traceback.format_exc().encode()
    with os.fdopen(writing, "wb") as out:
        out.write(paper)
    os._exit(status)


def _set(fonts: str, told: dict[str, Any]) -> bytes:
    resource.setrlimit(resource.RLIMIT_CPU, (told["seconds"], told["seconds"]))
    resource.setrlimit(resource.RLIMIT_AS, (told["memory"], told["memory"]))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    folder, data = told["folder"], told["data"]
    path = Path(folder, f"{told['template']}.typ")
    main = str(path) if told["template"] and not told["mark"] else _files(folder, path, told)
    leave_network()
    compiler = _compiler(main, folder, fonts, data)
    paper = cast("bytes", compiler.compile(format="pdf", pdf_standards=["a-2a"]))
    if told["places"]:
        # a query reads from the disk alone; the mark moves nothing
        plain = _compiler(str(path), folder, fonts, data) if told["mark"] else compiler
        places = json.loads(plain.query("<place>", field="value"))
        return json.dumps(places).encode() + b"\n" + paper
    return paper


def _compiler(main: str | dict[str, bytes], folder: str, fonts: str, data: str) -> typst.Compiler:
    return typst.Compiler(  # type: ignore[misc] # its stub knows no files by name
        main,
        root=folder,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )


def _files(folder: str, path: Path, told: dict[str, str]) -> dict[str, bytes]:
    parts = {part.name: part.read_bytes() for part in Path(folder).glob("_*.typ")}
    source = path.read_bytes() if told["template"] else told["source"].encode()
    return {"main.typ": _mark(told["mark"]).encode() + source, **parts}


def _mark(words: str) -> str:
    """Across every page and at its head, on the template's own first line, so that its faults keep their lines."""
    if not words:
        return ""
    told, font = json.dumps(words, ensure_ascii=False), 'font: "Liberation Serif", weight: "bold"'
    large = f'text({font}, size: 40pt, fill: rgb("#F3D58C"), {told})'
    small = f'text({font}, size: 9pt, fill: rgb("#A02A1B"), {told})'
    across = f"place(center + horizon, rotate(-35deg, {large}))"
    head = f"place(top + center, dy: 6mm, {small})"
    return f"#set page(background: {{ {across}; {head} }});"


def leave_network() -> None:
    """From here on the kernel opens no socket for this process: a template that names a package cannot send anything
    in its name. Elsewhere than on Linux there is no such gate, and none is needed to try papers.
    """
    if platform.system() != "Linux" or platform.machine() not in _SOCKET:
        return
    mark, call = _SOCKET[platform.machine()]
    lines = (
        (0x20, 0, 0, 4),  # the machine
        (0x15, 0, 3, mark),
        (0x20, 0, 0, 0),  # the call
        (0x15, 0, 1, call),
        (0x06, 0, 0, 0x00050001),  # answer: not permitted
        (0x06, 0, 0, 0x7FFF0000),  # go on
    )
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in lines))
    with suppress(OSError):
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
        libc.prctl(_SECCOMP, _FILTER, struct.pack("HxxxxxxQ", len(lines), ctypes.addressof(code)), 0, 0)


if __name__ == "__main__":
    main()
