"""What lies in an archive: a stream of tar members, the manifest of their digests last.

In this order: ``seals/...``, that folder; ``database/000001`` and on, pieces of one pg_dump in custom format
(its length is not known beforehand and no plain text may touch a disk); ``files/...``; ``manifest.json``.
"""

import hashlib
import io
import re
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any, Protocol, Self

from pydantic import BaseModel, ValidationError

from lienthong.config.ground.archive import ArchiveFault, Opener, Sealer

MANIFEST = "manifest.json"
_WORD = r"[A-Za-z0-9_-][A-Za-z0-9._-]*"
_NAME = re.compile(rf"database/\d{{6}}|(?:files|seals)(?:/{_WORD})+")
_PIECE = 8 * 1024 * 1024


class Readable(Protocol):
    def read(self, count: int = -1, /) -> bytes: ...


class Member(BaseModel):
    size: int
    sha256: str


class Manifest(BaseModel):
    """``moment`` is the instant of the database's snapshot, real time; ``migrations`` are ``app.name``."""

    moment: str
    release: str
    postgresql: int
    migrations: list[str]
    members: dict[str, Member]

    def under(self, folder: str) -> dict[str, Member]:
        return {name: member for name, member in self.members.items() if name.startswith(folder + "/")}


class Writer:
    """Puts members into an encrypted archive and remembers their digests."""

    def __init__(self, target: IO[bytes], data_key: str) -> None:
        self._sealer = Sealer(target, data_key)
        self._tar = tarfile.open(fileobj=self._sealer, mode="w|", format=tarfile.PAX_FORMAT)  # noqa: SIM115
        self.members: dict[str, Member] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """After a fault the tar stream is let go without its end, which only ``finish`` writes."""
        stream: Any = self._tar.fileobj
        stream.closed = True

    def add_stream(self, folder: str, stream: IO[bytes]) -> None:
        """A stream of unknown length, as numbered pieces."""
        for number, piece in enumerate(iter(lambda: stream.read(_PIECE), b""), 1):
            self._add(f"{folder}/{number:06}", len(piece), io.BytesIO(piece))

    def add_file(self, name: str, path: Path) -> None:
        with path.open("rb") as content:
            size = content.seek(0, io.SEEK_END)
            content.seek(0)
            self._add(name, size, content)

    def finish(self, manifest: Manifest) -> None:
        text = manifest.model_dump_json().encode()
        self._tar.addfile(_info(MANIFEST, len(text)), io.BytesIO(text))
        self._tar.close()
        self._sealer.finish()

    def _add(self, name: str, size: int, content: IO[bytes]) -> None:
        if not _NAME.fullmatch(name):
            raise ArchiveFault(f"a file's name is not one that the platform gives: {name}")
        reader = _Digesting(content)
        self._tar.addfile(_info(name, size), reader)
        self.members[name] = Member(size=size, sha256=reader.digest.hexdigest())


def read(path: Path, data_key: str, take: Callable[[str, Readable], None]) -> Manifest:
    """Hands every member to ``take`` and returns the manifest, once all of them agree with it.

    What ``take`` was given is not to be trusted before this returns. Raises ArchiveFault.
    """
    found: dict[str, Member] = {}
    manifest = None
    for name, content in members(path, data_key):
        if manifest is not None:
            raise ArchiveFault("the archive goes on after its manifest")
        if name == MANIFEST:
            manifest = content.read()
            continue
        reader = _Digesting(content)
        take(name, reader)
        _drain(reader)
        found[name] = Member(size=reader.size, sha256=reader.digest.hexdigest())
    if manifest is None:
        raise ArchiveFault("the archive has no manifest")
    return _agreed(manifest, found)


def members(path: Path, data_key: str) -> Iterator[tuple[str, Readable]]:
    """The members in their order, none with a name that could lead out of its folder."""
    with path.open("rb") as source:
        reader = io.BufferedReader(Opener(source, data_key))
        try:
            with tarfile.open(fileobj=reader, mode="r|") as tar:
                for info in tar:
                    yield info.name, _content(tar, info)
            _drain(reader)  # the end's mark is verified too
        except tarfile.TarError as refusal:
            raise ArchiveFault(f"the archive cannot be read: {refusal}") from refusal


def database_of(path: Path, data_key: str, target: IO[bytes]) -> None:
    """Writes the dump's pieces, which follow the seals, to ``target``; what comes after them is not read."""
    for name, content in members(path, data_key):
        if name.startswith("files/") or name == MANIFEST:
            return
        if not name.startswith("database/"):
            continue
        while piece := content.read(_PIECE):
            target.write(piece)


def _content(tar: tarfile.TarFile, info: tarfile.TarInfo) -> Readable:
    content = tar.extractfile(info) if info.isreg() else None
    if content is None or not (info.name == MANIFEST or _NAME.fullmatch(info.name)):
        raise ArchiveFault(f"the archive holds something that has no place in it: {info.name[:100]}")
    return content


def _agreed(text: bytes, found: dict[str, Member]) -> Manifest:
    try:
        manifest = Manifest.model_validate_json(text)
    except ValidationError as refusal:
        raise ArchiveFault("the archive's manifest cannot be read") from refusal
    names = manifest.members.keys() | found.keys()
    wrong = sorted(name for name in names if manifest.members.get(name) != found.get(name))
    if wrong:
        raise ArchiveFault(f"{len(wrong)} members differ from the manifest, first {wrong[0]}")
    return manifest


def _info(name: str, size: int) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.size = size
    info.mode = 0o600
    return info


class _Digesting:
    """Passes reads on and digests what went through."""

    def __init__(self, content: Readable) -> None:
        self._content = content
        self.digest = hashlib.sha256()
        self.size = 0

    def read(self, count: int = -1, /) -> bytes:
        data = self._content.read(count)
        self.digest.update(data)
        self.size += len(data)
        return data


def _drain(stream: Readable) -> None:
    while stream.read(_PIECE):
        pass
