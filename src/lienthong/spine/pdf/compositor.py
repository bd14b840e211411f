"""The program that sets papers, one after the other. Run by ``press``, imported by nobody.

Argument: the folder of fonts. Asked on stdin: eight bytes that give the length, then an object: most ``seconds`` of
computing, most bytes of ``memory``; the ``folder`` of templates; the name of a ``template`` there, or else the
``source`` of one; ``data`` as text; ``places``: asked for of a template of ours, they come first, as a line of JSON;
``mark``: words that every page bears. Answered on stdout: a status, the length, and the PDF; with status 3 what the
template does wrong, as an object; with status 1 what went wrong here.

A template is a function of its data and reaches nothing else, so one paper cannot find what another did; fonts and
templates are read once for all of them. A paper without end or measure ends this process, and whoever asked starts
another.
"""

import ctypes
import json
import platform
import resource
import struct
import sys
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

import typst

FAULTY = 3
_SOCKET = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}  # the machine's mark, its call of that name
_NO_NEW_RIGHTS, _SECCOMP, _FILTER = 38, 22, 2


def main() -> None:
    (folder,) = sys.argv[1:]
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[folder])
    asked, answer = sys.stdin.buffer, sys.stdout.buffer
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    leave_network()
    while head := asked.read(8):
        status, paper = _tried(fonts, json.loads(asked.read(int.from_bytes(head))))
        answer.write(struct.pack(">iQ", status, len(paper)) + paper)
        answer.flush()


def _tried(fonts: typst.Fonts, told: dict[str, Any]) -> tuple[int, bytes]:
    try:
        return 0, _set(fonts, told)
    except typst.TypstError as fault:
        said = {"message": fault.message, "where": fault.diagnostic, "hints": fault.hints}
        return FAULTY, json.dumps(said).encode()
    except BaseException:
        return 1, traceback.format_exc().encode()


def _set(fonts: typst.Fonts, told: dict[str, Any]) -> bytes:
    _limit(resource.RLIMIT_CPU, int(time.process_time()) + 1 + told["seconds"])
    _limit(resource.RLIMIT_AS, told["memory"])
    folder, data = told["folder"], told["data"]
    path = Path(folder, f"{told['template']}.typ")
    main = str(path) if told["template"] and not told["mark"] else _files(folder, path, told)
    compiler = _compiler(main, folder, fonts, data)
    paper = cast("bytes", compiler.compile(format="pdf", pdf_standards=["a-2a"]))
    if told["places"]:
        # a query reads from the disk alone; the mark moves nothing
        plain = _compiler(str(path), folder, fonts, data) if told["mark"] else compiler
        places = json.loads(plain.query("<place>", field="value"))
        return json.dumps(places).encode() + b"\n" + paper
    return paper


def _limit(what: int, most: int) -> None:
    """For this paper; the next may be given more."""
    resource.setrlimit(what, (most, resource.getrlimit(what)[1]))


def _compiler(main: str | dict[str, bytes], folder: str, fonts: typst.Fonts, data: str) -> typst.Compiler:
    return typst.Compiler(  # type: ignore[type-var] # its stub knows no files by name
        main,
        root=folder,
        font_paths=fonts,
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
