"""Signed papers after the known ways to forge them, each a function from the signed bytes to the forged ones.

Three families: the signature is there and says nothing (USF), something is added that readers take for the signed
revision (ISA), the signed ranges are cut so that other content comes between (SWA). Lengths are kept where a reader
would stumble otherwise.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

type Forge = Callable[[bytes], bytes]


def _ranges(content: bytes) -> tuple[int, int]:
    at = content.rindex(b"/ByteRange")
    return content.index(b"[", at), content.index(b"]", at) + 1


def _with_ranges(told: str, content: bytes) -> bytes:
    begin, end = _ranges(content)
    numbers = dict(zip("abcd", map(int, content[begin + 1 : end - 1].split()), strict=True))
    made = str(eval(f'f"{told}"', {}, numbers | {"all": len(content)}))
    return content[:begin] + made.encode().ljust(end - begin) + content[end:]


def _renamed(old: bytes, new: bytes, content: bytes) -> bytes:
    at = content.rindex(old)
    return content[:at] + new.ljust(len(old)) + content[at + len(old) :]


def _with_contents(told: Callable[[bytes], bytes], content: bytes) -> bytes:
    """The signature's own bytes become others of the same length, blank behind."""
    begin, end = _gap(content)
    return content[:begin] + told(content[begin:end]).ljust(end - begin)[: end - begin] + content[end:]


def _gap(content: bytes) -> tuple[int, int]:
    begin, end = _ranges(content)
    _, first, second, _ = map(int, content[begin + 1 : end - 1].split())
    return first, second


def _appended(tail: bytes, content: bytes) -> bytes:
    return content + tail


def _catalog(content: bytes) -> bytes:
    """A new catalog without pages and form, in an addition that has no table of its own."""
    root = re.findall(rb"/Root (\d+) 0 R", content)[-1].decode()
    return (
        content
        + f"\n{root} 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root {root} 0 R>>\n%%EOF\n".encode()
    )


def _other_trailer(content: bytes) -> bytes:
    """A second trailer behind the last, leading to the same table with another root."""
    start = content.rsplit(b"startxref", 1)[1].split()[0].decode()
    return content + f"\ntrailer\n<</Root 1 0 R/Size 9>>\nstartxref\n{start}\n%%EOF\n".encode()


def _before(content: bytes) -> bytes:
    return b"%PDF-1.4\n%" + b"x" * 40 + b"\n" + content


def _moved(content: bytes) -> bytes:
    """The second range is kept for the signature at the end; other content takes its place before."""
    begin, end = _ranges(content)
    a, first, second, rest = map(int, content[begin + 1 : end - 1].split())
    tail = content[second : second + rest]
    forged = tail.replace(b"/Type", b"/Tipe")
    told = f"[{a} {first} {second + rest} {rest}]".encode()
    if len(told) > end - begin:
        return content[:second] + forged
    return content[:begin] + told.ljust(end - begin) + content[end:second] + forged + tail


def _twice(content: bytes) -> bytes:
    """The signature's object once more behind the end, as if it covered that too."""
    begin, end = _gap(content)
    start = content.rindex(b"obj", 0, begin)
    return content + b"\n" + content[start - 8 : end] + b">>\nendobj\n%%EOF\n"


FORGERIES: Final[Mapping[str, Forge]] = {
    "USF no range": partial(_renamed, b"/ByteRange", b"/XyteRange"),
    "USF null range": partial(_with_ranges, "null"),
    "USF empty range": partial(_with_ranges, "[]"),
    "USF zero range": partial(_with_ranges, "[0 0 0 0]"),
    "USF negative range": partial(_with_ranges, "[0 -{b} {c} {d}]"),
    "USF negative length": partial(_with_ranges, "[0 {b} {c} -9]"),
    "USF two numbers": partial(_with_ranges, "[0 {b}]"),
    "USF three numbers": partial(_with_ranges, "[0 {b} {c}]"),
    "USF range of names": partial(_with_ranges, "[/a /b /c /d]"),
    "USF range beyond the end": partial(_with_ranges, "[0 {b} {c} {all}]"),
    "USF range from one": partial(_with_ranges, "[1 {b} {c} {d}]"),
    "USF overlapping ranges": partial(_with_ranges, "[0 {c} {b} {d}]"),
    "USF the gap is signed": partial(_with_ranges, "[0 {c} {c} {d}]"),
    "USF short second range": partial(_with_ranges, "[0 {b} {c} 9]"),
    "USF no contents": partial(_renamed, b"/Contents", b"/Xontents"),
    "USF null contents": partial(_with_contents, lambda _: b"null"),
    "USF empty contents": partial(_with_contents, lambda _: b"<>"),
    "USF zero contents": partial(_with_contents, lambda old: b"<" + b"0" * (len(old) - 2) + b">"),
    "USF cut contents": partial(_with_contents, lambda old: old[:200] + b">"),
    "USF contents of other numbers": partial(_with_contents, lambda old: old[:60] + b"f" * 40 + old[100:]),
    "USF no filter": partial(_renamed, b"/Adobe.PPKLite", b"/Nobody.Nothing"[:14]),
    "USF other kind": partial(_renamed, b"/ETSI.CAdES.detached", b"/adbe.pkcs7.sha1"),
    "USF unknown kind": partial(_renamed, b"/ETSI.CAdES.detached", b"/adbe.nothing"),
    "ISA words behind the end": partial(_appended, b"\n% nothing\n"),
    "ISA object behind the end": partial(_appended, b"\n9 0 obj\n<</Type/Page>>\nendobj\n"),
    "ISA catalog without a table": _catalog,
    "ISA second trailer": _other_trailer,
    "ISA copied signature": _twice,
    "ISA null bytes": partial(_appended, bytes(4_096)),
    "SWA moved range": _moved,
    "SWA wide gap": partial(_with_ranges, "[0 {b} {c}+0 {d}]"),
    "SWA bytes before": _before,
}
MAY_HOLD: Final = frozenset({"ISA null bytes", "SWA bytes before"})
"""What no reader shows, and other programs take for nothing too."""
