"""The program that sets one paper: data on stdin, PDF on stdout. Run by ``press``, imported by nobody.

Arguments: folder of templates, folder of fonts, name of the template, most seconds of computing, "places" or "": asked
for, they come first, as a line of JSON. Whatever goes wrong here (a template without end, a table without measure) ends
this process and no other.
"""

import json
import resource
import sys
from pathlib import Path

import typst

_MEMORY = 2_000_000_000  # bytes of address space; a thousand pages of tables take a third of it


def main() -> None:
    templates, fonts, template, seconds, asked = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    compiler = typst.Compiler(
        str(Path(templates, f"{template}.typ")),
        root=templates,
        font_paths=[fonts],
        ignore_system_fonts=True,
        sys_inputs={"data": sys.stdin.buffer.read().decode()},
        package_path="/nonexistent",
        package_cache_path="/nonexistent",
    )
    paper = compiler.compile(format="pdf", pdf_standards=["a-2a"])
    if asked:
        places = json.loads(compiler.query("<place>", field="value"))
        sys.stdout.buffer.write(json.dumps(places).encode() + b"\n")
    sys.stdout.buffer.write(paper)


if __name__ == "__main__":
    main()
