"""The written examples of messages and ours say the same, element by element."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from tests.connectors.axis.examples import MESSAGES, NEW, Reading, status, written

from lienthong.connectors.axis import bodies, edxml, wire
from lienthong.connectors.axis.messages import StatusCode

TEXT = (Path(__file__).parents[3] / "docs" / "messages" / "axis.md").read_text(encoding="utf-8")
XML = re.findall(r"```xml\n(.*?)```", TEXT, re.DOTALL)
ANSWERS: list[dict[str, Any]] = [json.loads(one) for one in re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)]
HEADERS = dict(
    line.split(": ", 1) for line in re.findall(r"```\n(Xroad.*?)```", TEXT, re.DOTALL)[0].splitlines()
)
Q = "{http://www.mic.gov.vn/TBT/QCVN_102_2016}"
type Elements = list[tuple[str, str]]


def elements(root: ET.Element) -> Elements:
    return [
        (one.tag, "" if one.tag.endswith("TransferEncoded") else (one.text or "").strip())
        for one in root.iter()
    ]


def part(name: str, tag: str) -> Elements:
    found = ET.fromstring(written(MESSAGES[name])).find(f".//{Q}{tag}")
    assert found is not None
    return elements(found)


def shown(fragment: str) -> list[Elements]:
    whole = f'<all xmlns:edXML="{Q[1:-1]}">{fragment}</all>'
    return [elements(one) for one in ET.fromstring(whole)]


def test_the_whole_messages_are_ours() -> None:
    new, *_, refused = XML
    assert elements(ET.fromstring(new.encode())) == elements(ET.fromstring(written(NEW)))
    ours = written(status(StatusCode.REFUSED))
    assert elements(ET.fromstring(refused.encode())) == elements(ET.fromstring(ours))


@pytest.mark.parametrize(
    ("at", "name", "tags"),
    [
        (1, "recall", ("ResponseFor", "Bussiness")),
        (2, "update", ("Bussiness",)),
        (3, "replace", ("Bussiness",)),
    ],
)
def test_the_parts_are_ours(at: int, name: str, tags: tuple[str, ...]) -> None:
    assert shown(XML[at]) == [part(name, tag) for tag in tags]


def test_a_written_status_is_read(read: Reading) -> None:
    assert read(XML[-1].encode()) == edxml.Read(status(StatusCode.REFUSED), ())


def test_the_headers_are_ours() -> None:
    own = {name.removeprefix(wire.PREFIX): value for name, value in HEADERS.items()}
    names = own["sign-header-key"].split(";")
    assert wire.signed({name: own[name] for name in names}, secret="khoa-thu-nghiem") == HEADERS


def test_the_answers_are_ours() -> None:
    done, fail, items, sent, agencies = ANSWERS
    assert done == wire.reply(DocId=done["DocId"])
    assert fail == wire.reply(code=fail["ErrorCode"], words=fail["ErrorDesc"])
    assert items == wire.reply(data=[wire.item(bodies.item_in(row)) for row in items["data"]])
    assert sent == wire.reply(data=[wire.sent(bodies.sent_in(row)) for row in sent["data"]])
    assert agencies == wire.reply(data=[wire.agency(bodies.agency_in(row)) for row in agencies["data"]])
