"""The office of Sở Nội vụ with a scanned letter that came in, and what is asked for."""

from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO
from unittest.mock import patch
from uuid import uuid4

from PIL import Image, ImageDraw

from lienthong.domain.copies import actions, queries
from lienthong.domain.copies.actions import Wanted
from lienthong.domain.copies.queries import CopyRow, Kind, Medium
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.documents.actions.common import content_of
from lienthong.spine.actor import Actor
from tests.domain.correspondence.office import Room, room
from tests.domain.documents.office import AT, PIN
from tests.spine.signatures import desk


@cache
def scan(pages: int = 2) -> bytes:
    """Sheets of paper at 200 dpi, with a bar of their own each where words would be."""
    drawn = []
    for page in range(pages):
        picture = Image.new("RGB", (1_654, 2_339), "white")
        ImageDraw.Draw(picture).rectangle((200, 150, 1_200, 200 + 20 * page), fill="black")
        drawn.append(picture)
    out = BytesIO()
    drawn[0].save(out, "PDF", save_all=True, append_images=drawn[1:], resolution=200)
    return out.getvalue()


@dataclass(frozen=True)
class Copying:
    """``incoming`` is a letter of two scanned pages that lies before the head."""

    room: Room
    incoming: int

    @property
    def writer(self) -> Actor:
        return self.room.snv.writer

    @property
    def head(self) -> Actor:
        return self.room.snv.head

    @property
    def clerk(self) -> Actor:
        return self.room.snv.clerk

    @property
    def stranger(self) -> Actor:
        return self.room.snv.stranger

    def wanted(self, **changes: object) -> Wanted:
        given = Wanted(
            key=uuid4(),
            kind=Kind.TRUE,
            medium=Medium.ELECTRONIC,
            purpose="Gửi các phòng để thực hiện.",
            recipients="- Các phòng thuộc Sở;\n- Lưu: VT.",
            signer=self.head.account,
            incoming=0 if changes.get("document") else self.incoming,
        )
        return replace(given, **changes)  # type: ignore[arg-type]

    def asked(self, **changes: object) -> int:
        return self.asked_by(self.clerk, **changes)

    def asked_by(self, by: Actor, **changes: object) -> int:
        return actions.ask(wanted=self.wanted(**changes), by=by, at=AT)

    def ordered(self, **changes: object) -> int:
        copy = self.asked(**changes)
        actions.order(copy=copy, by=self.head, at=AT)
        return copy

    def issue(self, copy: int, pin: str = PIN, by: Actor | None = None) -> None:
        actions.issue(copy=copy, pin=pin, helpers=desk.helpers(), by=by or self.clerk, at=AT)

    def made(self, **changes: object) -> int:
        copy = self.ordered(**changes)
        self.issue(copy)
        return copy

    def row(self, copy: int) -> CopyRow:
        return queries.get_copy(copy, by=self.clerk)

    def content(self, copy: int) -> bytes:
        file = self.row(copy).file
        assert file
        return content_of(file)

    def came(self, content: bytes, name: str = "ban-quet.pdf") -> int:
        """A letter in that file."""
        file = correspondence.receive_file(content=BytesIO(content), name=name, by=self.clerk, at=AT).id
        return self.room.submitted(files=(file,), symbol=f"{file}/STP")


def copying(*, with_keys: bool = True) -> Copying:
    made = room(with_keys=with_keys)
    with patch("tests.domain.correspondence.office.paper", scan):
        return Copying(made, made.submitted())
