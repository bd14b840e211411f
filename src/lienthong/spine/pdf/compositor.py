"""The program that sets one paper: what to set on stdin, PDF on stdout. Run by ``press``, imported by nobody.

Arguments: folder of templates, folder of fonts, most seconds of computing, most bytes of address space. On stdin an
object: the name of a ``template`` of that folder, or else the ``source`` of one; ``data`` as text; ``places``: asked
for of a template of ours, they come first, as a line of JSON; ``mark``: words that every page bears.
Whatever goes wrong here (a template without end, a table without measure) ends this process and no other; what a
template does wrong is told on stderr as an object, status 3.
"""

import ctypes
import json
import platform
import resource
import struct
import sys
from contextlib import suppress
from pathlib import Path
from typing import cast

import typst

FAULTY = 3
_SOCKET = {
    "x86_64": (0xC000003E, 41),
    "aarch64": (0xC00000B7, 198),
}  # the machine's mark, its call of that name
_NO_NEW_RIGHTS, _SECCOMP, _FILTER = 38, 22, 2


def main() -> None:
    templates, fonts, seconds, memory = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.load(sys.stdin.buffer)
    path = Path(templates, f"{told['template']}.typ")
    main = str(path) if told["template"] and not told["mark"] else _files(templates, path, told)
    leave_network()
    try:
        compiler = _compiler(main, templates, fonts, told["data"])
        paper = compiler.compile(format="pdf", pdf_standards=["a-2a"])
        if told["places"]:
            # a query reads from the disk alone; the mark moves nothing
            plain = _compiler(str(path), templates, fonts, told["data"]) if told["mark"] else compiler
            places = json.loads(plain.query("<place>", field="value"))
            sys.stdout.buffer.write(json.dumps(places).encode() + b"\n")
    except typst.TypstError as fault:
        json.dump({"message": fault.message, "where": fault.diagnostic, "hints": fault.hints}, sys.stderr)
        sys.exit(FAULTY)
    sys.stdout.buffer.write(cast("bytes", paper))


def _compiler(main: str | dict[str, bytes], templates: str, fonts: str, data: str) -> typst.Compiler:
    return typst.Compiler(  # type: ignore[misc] # its stub knows no files by name
        main,
        root=templates,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": data},
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )


def _files(templates: str, path: Path, told: dict[str, str]) -> dict[str, bytes]:
    parts = {part.name: part.read_bytes() for part in Path(templates).glob("_*.typ")}
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
