"""edXML as it really travels, read into our values; what is odd is told, what is dangerous or unclear is refused."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

from lienthong.connectors.axis.errors import Reason, Unreadable
from lienthong.connectors.axis.limits import LARGEST_ATTACHMENT, is_file_name
from lienthong.connectors.axis.messages import Attachment, Message
from lienthong.connectors.axis.parsing import PAYLOAD, Node, Parsed, parse
from lienthong.connectors.axis.understanding import Warning, understood
from lienthong.connectors.axis.unpacking import Payload, Unpacked
from lienthong.connectors.axis.writing import NAMESPACE

NAMESPACES: Final = frozenset({NAMESPACE, "http://www.e-doc.vn/Schema/", "http://www.go.vn/eDoc"})
PLACES: Final = {
    "edXML": (),
    "edXMLEnvelope": ("edXML",),
    "edXMLHeader": ("edXMLEnvelope",),
    "MessageHeader": ("edXMLHeader",),
    "TraceHeaderList": ("edXMLHeader",),
    "Bussiness": ("TraceHeaderList",),
    "edXMLBody": ("edXMLEnvelope",),
    "edXMLManifest": ("edXMLBody",),
    "AttachmentEncoded": ("edXML", "edXMLEnvelope", "edXMLBody"),
    "SignedInfo": ("Signature",),
}
"""What stands once, and where. A wrapped message would have two: one that is signed, one that is read."""
LARGEST_TOTAL: Final = 2 * LARGEST_ATTACHMENT


class Signed(StrEnum):
    """Whether an envelope signature is there. It speaks of transport only and is not checked here."""

    NOT = "not"
    SHA1 = "sha1"
    OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Read:
    message: Message
    warnings: tuple[Warning, ...]
    signed: Signed = Signed.NOT


def read(path: Path, *, into: Path) -> Read:
    """Attachments are files in the empty folder ``into`` afterwards, under names of ours.

    Raises Unreadable, leaving none.
    """
    payloads: list[Payload] = []

    def next_payload() -> Payload:
        payloads.append(Payload(into / f"attachment-{len(payloads) + 1}"))
        return payloads[-1]

    with _leaving_nothing(payloads):
        parsed = parse(path, next_payload)
        envelope = _envelope(parsed.root)
        signed = _signed(parsed.root)
        warnings = [*_of_frame(parsed), *([Warning.SHA1_SIGNATURE] if signed is Signed.SHA1 else [])]
        files = _attachments(parsed.root, envelope, warnings)
        message = understood(envelope, files, warnings)
        return Read(message, tuple(dict.fromkeys(warnings)), signed)


@contextmanager
def _leaving_nothing(payloads: list[Payload]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for payload in payloads:
            payload.discard()
        raise


def _envelope(root: Node) -> Node:
    """Raises Unreadable unless the parts of a message stand once, each in its place."""
    if root.name != "edXML" or root.namespace not in NAMESPACES:
        raise Unreadable(Reason.NO_EDXML, f"{root.namespace} {root.name}"[:100])
    seen: set[str] = set()
    for node in root.walk():
        for child in node.children:
            is_strange = child.name in PLACES and node.name not in PLACES[child.name]
            if is_strange or child.name in seen:
                raise Unreadable(Reason.AMBIGUOUS, f"{node.name}/{child.name}"[:100])
            seen |= {child.name} & PLACES.keys()
    envelope = root.one("edXMLEnvelope")
    if not envelope.one("edXMLHeader").one("MessageHeader").children:
        raise Unreadable(Reason.NO_EDXML, "no header")
    return envelope


def _of_frame(parsed: Parsed) -> Iterator[Warning]:
    if parsed.stray:
        yield Warning.STRAY_BYTES
    if parsed.root.namespace != NAMESPACE:
        yield Warning.OLD_NAMESPACE
    if parsed.said_encoding == "utf-16" and not parsed.is_utf16:
        yield Warning.SAYS_UTF16


def _signed(root: Node) -> Signed:
    """Raises Unreadable when there are two."""
    signatures = [node for node in root.walk() if node.name == "Signature"]
    if len(signatures) > 1:
        raise Unreadable(Reason.AMBIGUOUS, "Signature")
    if not signatures:
        return Signed.NOT
    methods = [
        node.attributes.get("Algorithm", "").lower()
        for node in signatures[0].walk()
        if node.name in ("SignatureMethod", "DigestMethod")
    ]
    is_old = any(method.endswith("sha1") for method in methods)
    return Signed.SHA1 if is_old else Signed.OTHERWISE


def _content_id(node: Node) -> str:
    """As an element of today or, before, as a link."""
    found = node.get("ContentId") or node.attributes.get("href", "") or node.attributes.get("ContentId", "")
    return found.removeprefix("#").removeprefix("cid:")


def _attachments(root: Node, envelope: Node, warnings: list[Warning]) -> tuple[Attachment, ...]:
    references = _by_id(envelope.one("edXMLBody").one("edXMLManifest").all("Reference"))
    found = _by_id(_brought(root, envelope))
    if lacking := references.keys() - found.keys():
        raise Unreadable(Reason.ATTACHMENT, ", ".join(sorted(lacking))[:200])
    if found.keys() - references.keys():
        warnings.append(Warning.NOT_IN_MANIFEST)
    empty = Node("Reference", "", {})
    ordered = [*references, *(key for key in found if key not in references)]
    files, left = [], LARGEST_TOTAL
    for key in ordered:
        file, was_raw = _attachment(found[key], references.get(key, empty))
        left -= file.size
        if left < 0:
            raise Unreadable(Reason.TOO_LARGE, "attachments together")
        if was_raw:
            warnings.append(Warning.RAW_PAYLOAD)
        files.append(file)
    return tuple(files)


def _brought(root: Node, envelope: Node) -> Iterator[Node]:
    for place in (root, envelope, envelope.one("edXMLBody")):
        for group in place.all("AttachmentEncoded"):
            yield from group.all("Attachment")


def _by_id(nodes: Iterator[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        key = _content_id(node)
        if not key or key in found:
            raise Unreadable(Reason.AMBIGUOUS, f"{node.name} {key[:100]}")
        found[key] = node
    return found


def _attachment(node: Node, reference: Node) -> tuple[Attachment, bool]:
    name = node.get("AttachmentName") or reference.get("AttachmentName")
    if not is_file_name(name):
        raise Unreadable(Reason.NAME, repr(name[:100]))
    unpacked = _unpacked(node, name)
    file = Attachment(
        name=name,
        content_type=node.get("ContentType") or reference.get("ContentType"),
        open=partial(_open, unpacked.path),
        description=node.get("Description") or reference.get("Description"),
        size=unpacked.size,
        sha256=unpacked.sha256,
    )
    return file, unpacked.was_raw


def _open(path: Path) -> BinaryIO:
    return path.open("rb")


def _unpacked(node: Node, name: str) -> Unpacked:
    encoded = node.one(PAYLOAD)
    if not isinstance(encoded.payload, Payload) or encoded.children:
        raise Unreadable(Reason.ATTACHMENT, name)
    return encoded.payload.unpack(name)
