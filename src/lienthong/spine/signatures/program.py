"""The program behind ``confined``: one task on one file. On stdin a line of JSON and the file; on stdout the same.

Arguments: the task (judge, clean, copy, draw, read, recognise), most seconds of computing.
"""

import base64
import json
import logging
import resource
import sys
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from lienthong.spine.signatures.trust import Trust
    from lienthong.spine.signatures.verdicts import Report

MEMORY: Final = 512_000_000


def main() -> None:
    task, seconds = sys.argv[1], int(sys.argv[2])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    logging.disable(logging.CRITICAL)
    told = json.loads(sys.stdin.buffer.readline())
    tasks = {
        "judge": _judge,
        "clean": _clean,
        "copy": _copy,
        "draw": _draw,
        "read": _read,
        "recognise": _recognise,
    }
    said, made = tasks[task](told, sys.stdin.buffer.read())
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + made)


def _judge(told: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from lienthong.spine.signatures.trust import Trust

    trust, at = Trust.of(told["trust"]), datetime.fromisoformat(told["at"])
    if is_xml := _looks_like_xml(content):
        from lienthong.spine.signatures.xml_judging import judge_xml

        report = judge_xml(content, trust, at=at)
    else:
        from lienthong.spine.signatures.judging import judge

        report = judge(content, trust, at=at)
    return report.told() | {"questions": _questions(report, content, trust, is_xml)}, b""


def _questions(report: "Report", content: bytes, trust: "Trust", is_xml: bool) -> list[list[str]]:
    from lienthong.spine.signatures.asking import questions
    from lienthong.spine.signatures.verdicts import Reason

    if not any(Reason.STATUS_UNKNOWN in one.reasons for one in report.signatures):
        return []
    asked = questions(content, trust, is_xml=is_xml)
    return [[base64.b64encode(part).decode() for part in one] for one in asked]


def _looks_like_xml(content: bytes) -> bool:
    """By its first sign, whatever its name says."""
    return content[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _clean(_: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from lienthong.spine.signatures.cleaning import Refused, cleaned

    try:
        return {}, cleaned(content)
    except Refused as refusal:
        return {"refused": refusal.why, "what": refusal.what}, b""


def _copy(told: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from base64 import b64decode

    from lienthong.spine.signatures.cleaning import Refused
    from lienthong.spine.signatures.copying import copied

    try:
        return copied(content, told["pages"], b64decode(told["below"]))
    except Refused as refusal:
        return {"refused": refusal.why, "what": refusal.what}, b""


def _draw(told: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from lienthong.spine.signatures.drawing import draw_page

    return draw_page(content, told["page"], told["width"])


def _read(told: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from lienthong.spine.signatures.reading import NotRead, text_of

    try:
        return {"is_read": True}, text_of(content, is_pdf=told["is_pdf"]).encode("utf-8", "replace")
    except NotRead:
        return {"is_read": False}, b""


def _recognise(told: dict[str, Any], content: bytes) -> tuple[Any, bytes]:
    from lienthong.spine.signatures.recognising import recognise_page

    return recognise_page(content, told["page"])


if __name__ == "__main__":
    main()
