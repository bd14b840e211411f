"""XML read piece by piece into a small tree, attachments beside it to disk. Nothing is fetched, no entity is known.

What a hostile file could make large is bounded: depth, elements, letters outside attachments, one token, attachments.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, Final, Protocol
from xml.parsers import expat

from lienthong.connectors.axis.errors import Reason, Unreadable
from lienthong.connectors.axis.limits import MOST_ATTACHMENTS

PIECE: Final = 1 << 16
DEEPEST: Final = 32
MOST_ELEMENTS: Final = 50_000
MOST_LETTERS: Final = 4_000_000
LONGEST_TOKEN: Final = 1 << 20
STRAY: Final = 4_096
"""So much may stand before the XML declaration: gateways in use leave bytes there."""
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = b"\xef\xbb\xbf"
_AS_UTF8: Final = frozenset({None, "utf-8", "utf8", "utf-16", "us-ascii", "ascii"})
PAYLOAD: Final = "ContentTransferEncoded"
HOLDERS: Final = ["AttachmentEncoded", "Attachment"]


@dataclass(slots=True)
class Node:
    name: str
    namespace: str
    attributes: Mapping[str, str]
    children: "list[Node]" = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    payload: "Sink | None" = None

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()

    def all(self, name: str) -> "Iterator[Node]":
        return (child for child in self.children if child.name == name)

    def one(self, name: str) -> "Node":
        """The child of this name, an empty one when there is none. Raises Unreadable when there are two."""
        found = list(self.all(name))
        if len(found) > 1:
            raise Unreadable(Reason.AMBIGUOUS, f"{self.name}/{name}")
        return found[0] if found else Node(name, "", {})

    def get(self, name: str) -> str:
        """Raises Unreadable for a field that is there twice, or is text and elements at once."""
        found = self.one(name)
        if found.children:
            raise Unreadable(Reason.AMBIGUOUS, f"{self.name}/{name}")
        return found.text

    def walk(self) -> "Iterator[Node]":
        left = [self]
        while left:
            node = left.pop()
            yield node
            left.extend(node.children)


class Sink(Protocol):
    def take(self, text: str, /) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Parsed:
    root: Node
    stray: int
    """Bytes before the XML that were passed over."""
    said_encoding: str
    is_utf16: bool


def parse(path: Path, new_payload: Callable[[], Sink]) -> Parsed:
    """``new_payload`` gives where the text of the next attachment goes. Raises Unreadable."""
    with path.open("rb") as content:
        stray, is_utf16 = _beginning(content)
        tree = _Tree(new_payload, is_utf16=is_utf16)
        tree.feed(content)
    if tree.root is None:
        raise Unreadable(Reason.MALFORMED, "empty")
    return Parsed(tree.root, stray, tree.said_encoding, is_utf16)


def _beginning(content: BinaryIO) -> tuple[int, bool]:
    """Stands at the first byte of the XML afterwards."""
    head = content.read(STRAY)
    if head.startswith(_UTF16):
        content.seek(0)
        return 0, True
    begun = head.removeprefix(_BOM).lstrip()
    if begun.startswith(b"<"):
        content.seek(len(head) - len(begun))
        return 0, False
    at = min((at for at in (head.find(b"<?xml"), head.find(b"<edXML")) if at >= 0), default=0)
    content.seek(at)
    return at, False


class _Tree:
    def __init__(self, new_payload: Callable[[], Sink], *, is_utf16: bool) -> None:
        self.root: Node | None = None
        self.said_encoding = ""
        self._new_payload, self._is_utf16 = new_payload, is_utf16
        self._open: list[Node] = []
        self._elements = self._letters = self._payloads = 0
        self._parser = self._prepared()

    def _prepared(self) -> expat.XMLParserType:
        """Always by an encoding of ours: none of Python's many is loaded because a file says so."""
        parser = expat.ParserCreate("utf-16" if self._is_utf16 else "utf-8", " ")
        parser.buffer_text, parser.buffer_size = True, PIECE
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler, parser.EndElementHandler = self._start, self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = self._doctype
        parser.XmlDeclHandler, parser.StartNamespaceDeclHandler = self._declaration, self._prefix
        return parser

    def feed(self, content: BinaryIO) -> None:
        fed = 0
        try:
            while piece := content.read(PIECE):
                fed += len(piece)
                self._parser.Parse(piece, False)
                if fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
                    raise Unreadable(Reason.TOO_LARGE, "token")
            self._parser.Parse(b"", True)
        except expat.ExpatError as fault:
            raise Unreadable(Reason.MALFORMED, str(fault)) from fault

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.said_encoding = (encoding or "").lower()
        if not self._is_utf16 and (encoding.lower() if encoding else None) not in _AS_UTF8:
            raise Unreadable(Reason.ENCODING, self.said_encoding[:40])

    def _doctype(self, *_told: object) -> None:
        raise Unreadable(Reason.DOCTYPE)

    def _prefix(self, prefix: str | None, uri: str | None) -> None:
        """The parser keeps every prefix that it ever saw."""
        self._count(len(prefix or "") + len(uri or "") + 100)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        self._count(len(name) + sum(len(key) + len(value) for key, value in attributes.items()))
        if self._elements > MOST_ELEMENTS or len(self._open) >= DEEPEST:
            raise Unreadable(Reason.TOO_MANY, "elements" if self._elements > MOST_ELEMENTS else "depth")
        namespace, _, local = name.rpartition(" ")
        told = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        node = Node(local, namespace, told)
        if self._open:
            self._open[-1].children.append(node)
        else:
            self.root = node
        self._open.append(node)
        if local == PAYLOAD and [one.name for one in self._open[-3:-1]] == HOLDERS:
            node.payload = self._next_payload()

    def _next_payload(self) -> Sink:
        self._payloads += 1
        if self._payloads > MOST_ATTACHMENTS:
            raise Unreadable(Reason.TOO_MANY, "attachments")
        return self._new_payload()

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if node.payload:
            node.payload.close()

    def _text(self, data: str) -> None:
        node = self._open[-1]
        if node.payload is not None:
            node.payload.take(data)
        else:
            self._count(len(data))
            node.pieces.append(data)

    def _count(self, letters: int) -> None:
        self._letters += letters
        if self._letters > MOST_LETTERS:
            raise Unreadable(Reason.TOO_LARGE, "fields")
