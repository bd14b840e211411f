"""A message wrapped in another is never read as the other: the eight shapes of wrapping, and any damage at all."""

import re
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.connectors.axis.examples import MESSAGES, NEW, Reading, read_in, written

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.edxml import Reason, Unreadable

SIX = ("new", "recall", "update", "replace", "status 03", "status 13")
SIGNATURE = (
    b'<Signature xmlns="http://www.w3.org/2000/09/xmldsig#"><SignedInfo/><Object>%s</Object></Signature>'
)
PLAIN = SIGNATURE % b""
DECLARATION = b'<?xml version="1.0" encoding="UTF-8"?>\n'
END, HEAD_END, ROOT = (
    b"</edXML:edXMLEnvelope>",
    b"</edXML:edXMLHeader>",
    b'<edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016">',
)


def envelope(content: bytes) -> bytes:
    found = re.search(rb"<edXML:edXMLEnvelope.*" + END, content, re.DOTALL)
    assert found is not None
    return found[0]


def evil(content: bytes) -> bytes:
    """The same envelope with other words in it."""
    return envelope(content).replace(b"<edXML:OrganId>000.00.0", b"<edXML:OrganId>666.00.0")


def signed(one: bytes, signature: bytes = PLAIN) -> bytes:
    return one.replace(HEAD_END, signature + HEAD_END, 1)


def document(*parts: bytes) -> bytes:
    return DECLARATION + ROOT + b"".join(parts) + b"</edXML>"


SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "the document in the signature": lambda it: document(
        signed(evil(it), SIGNATURE % document(envelope(it))[len(DECLARATION) :])
    ),
    "the document beside the signature": lambda it: document(
        signed(evil(it)), document(envelope(it))[len(DECLARATION) :]
    ),
    "the other before": lambda it: document(evil(it), signed(envelope(it))),
    "inside the other": lambda it: document(evil(it).replace(END, signed(envelope(it)) + END)),
    "behind the other that has the signature": lambda it: document(signed(evil(it)), envelope(it)),
    "inside the signature of the other": lambda it: document(signed(evil(it), SIGNATURE % envelope(it))),
    "the other in a field": lambda it: document(
        signed(envelope(it)).replace(b"<edXML:From>", b"<edXML:From>" + evil(it), 1)
    ),
    "the other's header in the signature": lambda it: document(signed(envelope(it), SIGNATURE % evil(it))),
}


@pytest.mark.parametrize("name", SIX)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_wrapped_message_is_refused(name: str, shape: str, read: Reading) -> None:
    with pytest.raises(Unreadable) as refused:
        read(SHAPES[shape](written(MESSAGES[name])))
    assert refused.value.reason is Reason.AMBIGUOUS


@pytest.mark.parametrize("name", SIX)
def test_without_the_wrapping_it_is_read(name: str, read: Reading) -> None:
    """So that the shapes above are refused for what they are."""
    content = written(MESSAGES[name])
    whole = content.replace(envelope(content), signed(envelope(content)))
    assert read(whole) == edxml.Read(MESSAGES[name], (), edxml.Signed.OTHERWISE)


BASE = written(NEW)
PLACES = st.integers(0, len(BASE))


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    content = BASE
    for _ in range(draw(st.integers(1, 3))):
        start, length = draw(PLACES), draw(st.integers(0, 200))
        put = draw(
            st.binary(max_size=6)
            | st.sampled_from((BASE[start : start + length] * 2, b"<edXML:Code>", b"]]>", b"&#10;"))
        )
        content = content[:start] + put + content[start + length :]
    return content


@given(damaged())
@settings(max_examples=150, deadline=None)
def test_whatever_is_damaged_is_read_or_refused_by_name(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        try:
            assert read_in(Path(folder))(content).message.sender.organ_id is not None
        except Unreadable as refused:
            assert refused.reason in Reason
            assert not list((Path(folder) / "into-1").iterdir())
