"""Office files are archives of XML from strangers: opened within limits, read without entities or network."""

import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from lienthong.domain.plans.errors import FileTooLarge, UnreadableFile

MAX_FILE = 32 * 1024 * 1024
MAX_MEMBERS = 2_000
MAX_UNPACKED = 256 * 1024 * 1024
MAX_PART = 128 * 1024 * 1024


class Archive:
    """The parts of an Office file by name."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self._parts = parts
        self.names = frozenset(parts.namelist())

    @classmethod
    def open(cls, content: bytes) -> "Archive":
        """Raises FileTooLarge for more than a plan can need, UnreadableFile for what is no sound archive."""
        if len(content) > MAX_FILE:
            raise FileTooLarge()
        try:
            parts = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise UnreadableFile() from fault
        members = parts.infolist()
        if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
            raise FileTooLarge()
        return cls(parts)

    def __contains__(self, name: str) -> bool:
        return name in self.names

    def part(self, name: str) -> bytes:
        """The bytes of one part. Never unpacks more than the limit, whatever the archive says of itself."""
        try:
            with self._parts.open(name) as stream:
                data = stream.read(MAX_PART + 1)
        except (
            zipfile.BadZipFile,
            KeyError,
            ValueError,
            OSError,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as fault:
            raise UnreadableFile() from fault
        except Exception as fault:  # zlib.error and lzma.LZMAError share no base but this
            raise UnreadableFile() from fault
        if len(data) > MAX_PART:
            raise FileTooLarge()
        return data

    def xml(self, name: str) -> Element:
        """The root of an XML part; declarations of entities or types are refused."""
        data = self.part(name)
        try:
            root: Element = fromstring(data, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as fault:
            raise UnreadableFile() from fault
        return root
