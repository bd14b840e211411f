"""A ministry's node above ours for the demonstration: it listens on this machine, sends what lies in its folder, and
answers what it gets as an office would: arrived, registered, in process, done; what is asked back is given back.

It forgets everything when its process ends: our node knows by their digests what it took before.
"""

import hashlib
import tempfile
import threading
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Final

from django.conf import settings

from lienthong.connectors.axis import edxml
from lienthong.connectors.axis.bodies import Agency, Item
from lienthong.connectors.axis.client import Access
from lienthong.connectors.axis.fake import TIME, FakeNode, Held
from lienthong.connectors.axis.listen import listen
from lienthong.connectors.axis.messages import (
    Answered,
    Business,
    Edoc,
    Message,
    Organization,
    Status,
    StatusCode,
)
from lienthong.spine import clock

SYSTEM: Final = "lienthong"
MINISTRY: Final = "bo-noi-vu"
NAME: Final = "Nút trung ương (thử nghiệm)"
OFFICES: Final = {
    "000.00.00.G09": "Bộ Nội vụ (thử nghiệm)",
    "000.00.00.G22": "Văn phòng Chính phủ (thử nghiệm)",
    "000.00.00.H56": "UBND tỉnh Thanh Hóa (thử nghiệm)",
}
STEPS: Final = (StatusCode.ARRIVED, StatusCode.REGISTERED, StatusCode.IN_PROCESS, StatusCode.FINISHED)


class _Homes(dict[str, str]):
    """Every code of the province is ours."""

    def get(self, code: str, _default: object = None) -> str | None:  # type: ignore[override]
        return SYSTEM if code.endswith(".H21") or code == "H21" else super().get(code)


def folder() -> Path:
    """What the ministry sends: one edXML file each, put there by the demonstration."""
    return Path(settings.LIENTHONG_KEYS_DIR).parent / "axis-stand-in"


class Ministry(FakeNode):
    """Acts each time somebody calls on it."""

    def __init__(self) -> None:
        super().__init__()
        self.room.homes = _Homes()
        self.room.secrets = {SYSTEM: "thu-nghiem", MINISTRY: "thu-nghiem"}
        for code, name in OFFICES.items():
            self.room.homes[code] = MINISTRY
            self.room.agencies[code] = Agency(
                code=code, name=name, code102=code, old_code=code.rpartition(".")[2]
            )
        self._said: dict[str, int] = {}
        self._busy = threading.Lock()

    def act(self) -> None:
        with self._busy:
            self._send_new()
            for held in list(self.room.held):
                if self.room.homes.get(held.item.recipient) == MINISTRY:
                    self._answer_one(held)

    def _send_new(self) -> None:
        for path in sorted(folder().glob("*.edxml")):
            if path.name not in self._said:
                self._said[path.name] = 0
                self._keep(path.read_bytes(), "edoc")

    def _keep(self, content: bytes, kind: str) -> None:
        digest = hashlib.sha256(content).hexdigest()
        message = _read(content)
        for to in message.recipients:
            number = f"{len(self.room.held) + 1:08}"
            item = Item(
                id=f"{digest[:12]}-{number}",
                message_type=kind,
                sender=message.sender.organ_id,
                recipient=to.organ_id,
                created=TIME,
                updated=TIME,
                sha256=digest,
                size=len(content),
            )
            self.room.held.append(Held(item, content, f"{MINISTRY}-{digest[:16]}"))

    def _answer_one(self, held: Held) -> None:
        """One word each time: an office takes its time."""
        message = _read(held.content)
        if isinstance(message, Status):
            if held.item.status != "done" and message.code is StatusCode.ASKED_BACK:
                self._say(message.about, held.item.recipient, message.sender, StatusCode.AGREED)
                self._said[f"{held.item.recipient} {message.about.document_id}"] = len(STEPS)
        elif message.business is Business.UPDATE:
            if held.item.status != "done":
                self._say(_about(message), held.item.recipient, message.sender, StatusCode.AGREED)
        else:
            what = f"{held.item.recipient} {message.document_id}"
            place = self._said.setdefault(what, 0)
            if place < len(STEPS):
                self._said[what] = place + 1
                self._say(_about(message), held.item.recipient, message.sender, STEPS[place])
        held.item = replace(held.item, status="done")

    def _say(self, about: Answered, code: str, to: Organization, status: StatusCode) -> None:
        words = "Văn thư thử nghiệm - Bộ Nội vụ" if status is not StatusCode.FINISHED else "Đã xử lý xong"
        us = Organization(organ_id=code, name=OFFICES.get(code, code))
        told = Status(
            sender=us, recipients=(to,), about=about, code=status, at=clock.now(), description=words
        )
        out = BytesIO()
        edxml.write(told, out)
        self._keep(out.getvalue(), "status")


def _about(message: Edoc) -> Answered:
    return Answered(
        organ_id=message.sender.organ_id,
        code=f"{message.number}/{message.notation}",
        dated=message.dated,
        document_id=message.document_id,
    )


def _read(content: bytes) -> Message:
    with tempfile.TemporaryDirectory() as place:
        path = Path(place, "message.edxml")
        path.write_bytes(content)
        return edxml.read(path, into=Path(place)).message


@cache
def _listening() -> tuple[Ministry, str]:
    ministry = Ministry()
    return ministry, listen(ministry)


def access() -> Access:
    ministry, place = _listening()
    ministry.act()
    return Access(f"http://{place}", SYSTEM, ministry.room.secrets[SYSTEM], "000.00.00.H21")
