"""A department with documents in its registers and an approved list of files."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.workfiles import actions, queries
from lienthong.domain.workfiles.actions import Cover
from lienthong.domain.workfiles.queries import Foreseen, PaperRow, WorkfileRow
from lienthong.spine.actor import Actor
from tests.domain.correspondence.office import Room, room
from tests.domain.documents.office import AGENCY, AT

YEAR = 2021
UNIT = "Phòng CCHC"


@dataclass(frozen=True)
class Cabinet:
    """``writer`` keeps files of the Phòng CCHC, which ``division`` heads; ``clerk`` is the archivist."""

    room: Room

    @property
    def writer(self) -> Actor:
        return self.room.snv.writer

    @property
    def division(self) -> Actor:
        return self.room.snv.division

    @property
    def head(self) -> Actor:
        return self.room.snv.head

    @property
    def deputy(self) -> Actor:
        return self.room.snv.deputy

    @property
    def clerk(self) -> Actor:
        return self.room.clerk

    @property
    def stranger(self) -> Actor:
        return self.room.stc

    def foreseen(self, **changes: object) -> Foreseen:
        given: dict[str, object] = {
            "unit": UNIT,
            "code": "01.CCHC",
            "title": "Hồ sơ theo dõi kế hoạch cải cách hành chính năm 2021",
            "years": 20,
            "keeper": self.writer.account,
        }
        return Foreseen(**given | changes)  # type: ignore[arg-type]

    def line(self, *, by: Actor | None = None, year: int = YEAR, at: datetime = AT, **changes: object) -> int:
        return actions.write_line(
            year=year, line=None, foreseen=self.foreseen(**changes), by=by or self.writer, at=at
        )

    def approved(self, year: int = YEAR, at: datetime = AT) -> int:
        """A list of one line; the line."""
        line = self.line(year=year, at=at)
        actions.submit_list(year=year, by=self.clerk, at=at)
        actions.approve_list(year=year, by=self.head, at=at)
        return line

    def cover(self, **changes: object) -> Cover:
        given: dict[str, object] = {
            "unit": UNIT,
            "code": "09.CCHC",
            "title": "Hồ sơ đoàn kiểm tra đột xuất",
            "years": 5,
            "keeper": self.writer.account,
        }
        return Cover(**given | changes)  # type: ignore[arg-type]

    def opened(self, *, by: Actor | None = None, at: datetime = AT, **changes: object) -> int:
        return actions.open_outside(key=uuid4(), cover=self.cover(**changes), by=by or self.writer, at=at)

    def closed(self, at: datetime = AT, **changes: object) -> int:
        workfile = self.opened(at=at, **changes)  # type: ignore[arg-type]
        document = self.room.plainly_issued()
        actions.put_document(workfile=workfile, document=document, by=self.writer, at=at)
        actions.close(workfile=workfile, by=self.writer, at=at)
        return workfile

    def handed(self, *workfiles: int, at: datetime = AT) -> int:
        return actions.hand_over(workfiles=workfiles or (self.closed(at=at),), by=self.writer, at=at)

    def archived(self, at: datetime = AT, **changes: object) -> int:
        workfile = self.closed(at=at, **changes)
        actions.receive(hand_over=self.handed(workfile, at=at), returned={}, by=self.clerk, at=at)
        return workfile

    def answered(self) -> int:
        """An incoming document that lies with the writer and was closed by them."""
        incoming = self.room.assigned()
        correspondence.close(incoming=incoming, reason="Để biết.", by=self.writer, at=AT)
        return incoming

    def row(self, workfile: int) -> WorkfileRow:
        return queries.get_workfile(workfile, by=self.clerk)

    @staticmethod
    def papers(workfile: int) -> list[PaperRow]:
        return queries.list_papers(workfile)


def later(years: int) -> datetime:
    """After the time of a file that ended in 2021 is over."""
    return AT + timedelta(days=366 * (years + 1))


def cabinet() -> Cabinet:
    return Cabinet(room(with_keys=False))


__all__ = ["AGENCY", "AT", "Cabinet", "cabinet", "later"]
