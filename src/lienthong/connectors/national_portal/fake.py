"""A national portal for tests and demonstration: it checks and keeps what it is told, and misbehaves on command.

``fault``: "refuse" (its own error), "hang" (no answer until released), "reset" (the line breaks), "garbage" (no JSON),
"late" (it does what it is asked, and a gateway gives up before the answer), "over" (every session ends once),
"duplicate" (its lists name everything twice). ``refused``: cases that it does not take, with its words. ``page`` of a
file that somebody attached there: its bytes by its path.
"""

import json
import re
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from lienthong.connectors.listening import listening
from lienthong.connectors.national_portal import messages as its
from lienthong.connectors.national_portal.messages import Access
from lienthong.connectors.national_portal.shelf import Dossier, Shelf, Table
from lienthong.connectors.national_procedures.models import KeptProcedure

ACCESS: Final = Access("http://national.invalid", "gialai", "thu-nghiem", "000.00.00.H21", "VN:TEST:CDVCQG")
PAPER: Final = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj %%EOF"
)
_TIME: Final = re.compile(r"\d{14}")
_TIMES: Final = frozenset(
    {"NgayNopHoSo", "NgayTiepNhan", "NgayHenTra", "NgayTra", "NgayKetThucXuLy", "NgayTuChoi", "ThoiDiemXuLy",
     "NgayBatDau", "NgayKetThucTheoQuyDinh", "NgayBoSung", "NgayTiepNhanBoSung", "NgayHenTraTruoc",
     "NgayHenTraMoi"}
)  # fmt: skip
_NEEDED: Final = ("MaHoSo", "MaTTHC", "TenTTHC", "ChuHoSo", "NgayNopHoSo", "TrangThaiHoSo", "DonViXuLy")
_CODES: Final = {
    "TrangThaiHoSo": "1 2 3 4 5 6 7 8 9 10", "TrangThai": "1 2 3 4 5 6 7 8 9 10", "LoaiDoiTuong": "1 2",
    "HinhThuc": "0 1", "KenhThucHien": "1 2 3", "DuocThanhToanTrucTuyen": "0 1 2", "HinhThucThu": "1 2 4",
    "LoaiPhiLePhi": "1 2", "DuocSoHoa": "0 1 2 3", "IsDeleted": "True False",
}  # fmt: skip
type Answer = dict[str, Any]


def _no(code: str, words: str) -> Answer:
    return {"error_code": code, "error_message": words}


class FakePortal:
    """A WSGI application."""

    def __init__(self, shelf: Shelf, procedures: Callable[[], dict[str, str]] | None = None) -> None:
        self.shelf, self.fault = shelf, ""
        self.procedures: dict[str, str] = {}
        self.refused: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.missing: set[str] = set()
        self.ratings: list[Answer] = []
        self.calls: list[str] = []
        self.released = threading.Event()
        self._sessions: set[str] = set()
        self._listed = procedures or (lambda: self.procedures)
        self._services: dict[str, Callable[[Answer], Answer]] = {
            its.TELL: self._tell, its.PROGRESS: self._steps, its.LOOK_UP: self._look_up,
            its.PROCEDURE: self._procedure, its.PROCEDURES: self._procedures, its.HELD: self._held,
            its.FILINGS: self._filings, its.ANSWER: self._answer, its.RATINGS: self._rate,
            its.QUESTIONS: lambda _asked: self._list(self.shelf.questions()), its.REPLY: self._reply,
        }  # fmt: skip

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        asked = json.loads(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)) or b"{}")
        path = environ["PATH_INFO"].strip("/")
        if self.fault == "hang":
            self.released.wait(30)
        told = self._login(environ, asked) if path == its.LOGIN else self._within(asked, path)
        head = "504 Gateway Timeout" if self.fault == "late" else "200 OK"
        if isinstance(told, bytes):
            start(head, [("Content-Type", "application/octet-stream")])
            return [told]
        start(head, [("Content-Type", "application/json; charset=utf-8")])
        content = json.dumps(told, ensure_ascii=False).encode()
        return [b"<html>" if self.fault in {"garbage", "late"} else content]

    def _login(self, environ: dict[str, Any], asked: Answer) -> Answer:
        given = (asked.get("username"), asked.get("password"), environ.get("HTTP_DSTCODE"))
        if given != (ACCESS.username, ACCESS.password, ACCESS.target):
            return _no("02", "Sai tài khoản kết nối")
        session = secrets.token_hex(16)
        self._sessions.add(session)
        return {"error_code": 0, "session": session}

    def _within(self, asked: Answer, path: str) -> Answer | bytes:
        service = str(asked.get("service", path))
        self.calls.append(service)
        if asked.get("session") not in self._sessions or self._is_over():
            return _no("-1", "Phiên đã hết hạn")
        if asked.get("madonvi") != ACCESS.unit:
            return _no("03", "Đơn vị không được phép")
        if self.fault == "refuse":
            return _no("09", "Dữ liệu không hợp lệ")
        if path == its.FILE:
            path = str(asked.get("duongdan"))
            return _no("08", "Không có tệp này") if path in self.missing else self.files.get(path, PAPER)
        return (
            self._services[service](asked) if service in self._services else _no("04", "Không có dịch vụ này")
        )

    def _is_over(self) -> bool:
        if self.fault != "over":
            return False
        self.fault = ""
        self._sessions.clear()
        return True

    def _tell(self, asked: Answer) -> Answer:
        is_update = {"True": True, "False": False}[asked["isUpdating"]]
        for item in asked["data"]:
            if wrong := self._fault_of(item):
                return wrong
            kept = self.shelf.find(item["MaHoSo"])
            is_known = kept is not None or self._is_filed(item["MaHoSo"])
            kept = kept or Dossier()
            if asked["maGiaoDich"] in kept.keys:
                continue
            if is_known is not is_update:
                return _no("06", "Hồ sơ đã tồn tại") if is_known else _no("07", "Không tìm thấy hồ sơ")
            kept.body, kept.keys = item, [*kept.keys, asked["maGiaoDich"]]
            self.shelf.keep(item["MaHoSo"], kept)
        return {"error_code": "00"}

    def _fault_of(self, item: Answer) -> Answer | None:
        if words := self.refused.get(str(item.get("MaHoSo"))):
            return _no("09", words)
        if wrong := fault_in(item, its.DOSSIER, _NEEDED):
            return _no("05", wrong)
        if item["MaTTHC"] not in self._listed():
            return _no("10", f"Không có thủ tục {item['MaTTHC']}")
        return None

    def _is_filed(self, number: str) -> bool:
        return any(one.body["MaHoSo"] == number for one in self.shelf.filings())

    def _steps(self, asked: Answer) -> Answer:
        for item in asked["data"]:
            if wrong := fault_in(item, its.STEP, ("MaHoSo", "ThoiDiemXuLy", "TrangThai")):
                return _no("05", wrong)
            kept = self.shelf.find(item["MaHoSo"])
            if kept is None:
                return _no("07", "Không tìm thấy hồ sơ")
            if item not in kept.steps:
                kept.steps = [*kept.steps, item]
                self.shelf.keep(item["MaHoSo"], kept)
        return {"error_code": "00"}

    def _look_up(self, asked: Answer) -> Answer:
        found = self.shelf.find(str(asked.get("mahoso")))
        return {"error_code": "00", "result": [found.body] if found else []}

    def _procedure(self, asked: Answer) -> Answer:
        code = str(asked.get("maTTHC"))
        names = self._listed()
        return {
            "error_code": "00",
            "result": [{"MATTHC": code, "TENTTHC": names[code]}] if code in names else [],
        }

    def _procedures(self, _asked: Answer) -> Answer:
        return self._list({"MATTHC": code, "TENTTHC": name} for code, name in self._listed().items())

    def _held(self, asked: Answer) -> Answer:
        shown = ("MaHoSo", "MaTTHC", "DonViXuLy", "TrangThaiHoSo", "NgayTiepNhan")
        first, last = str(asked["tungay"]), str(asked["denngay"])
        rows = [one.body for one in self.shelf.all() if first <= str(one.body["NgayTiepNhan"])[:8] <= last]
        return self._list({name: row.get(name) for name in shown} for row in rows)

    def _filings(self, _asked: Answer) -> Answer:
        return self._list(one.body for one in self.shelf.filings() if not one.answer)

    def _answer(self, asked: Answer) -> Answer:
        if not self._is_filed(str(asked["mahoso"])):
            return _no("07", "Không tìm thấy hồ sơ")
        self.shelf.answer(str(asked["mahoso"]), str(asked["trangthai"]), str(asked["noidung"]))
        return {"error_code": "00"}

    def _rate(self, asked: Answer) -> Answer:
        for item in asked["data"]:
            if set(item) != set(its.RATING):
                return _no("05", "Thiếu trường đánh giá")
        self.ratings += asked["data"]
        return {"error_code": "00"}

    def _reply(self, asked: Answer) -> Answer:
        known = {one["HOIDAPID"]: one for one in self.shelf.questions()}
        for item in asked["data"]:
            if set(item) != set(its.REPLIED) or not all(str(value).strip() for value in item.values()):
                return _no("05", "Thiếu trường trả lời")
            question = known.get(item["HOIDAPID"])
            if question is None:
                return _no("07", "Không tìm thấy câu hỏi")
            if question["TRALOIID"] not in {"", item["TRALOIID"]}:
                return _no("06", "Câu hỏi đã được trả lời")
            self.shelf.ask(question | item)
        return {"error_code": "00"}

    def _list(self, rows: Iterable[Answer]) -> Answer:
        listed = list(rows)
        return {"error_code": "00", "result": listed * 2 if self.fault == "duplicate" else listed}


def fault_in(item: Answer, fields: tuple[str, ...], needed: tuple[str, ...]) -> str:
    """What is wrong with a message: an unknown or missing field, a time or a code that is none; "" for nothing."""
    if strange := sorted(set(item) - set(fields)):
        return f"Trường lạ: {', '.join(strange)}"
    if absent := [name for name in needed if not item.get(name)]:
        return f"Thiếu {', '.join(absent)}"
    for name, value in item.items():
        if isinstance(value, list):
            found = next(
                (wrong for part in value if (wrong := fault_in(part, its.PARTS.get(name, ()), ()))), ""
            )
        else:
            found = _fault_of_value(name, value)
        if found:
            return found
    return ""


def _fault_of_value(name: str, value: Any) -> str:
    if not isinstance(value, str):
        return f"{name} phải là chuỗi"
    if value and name in _TIMES and not _TIME.fullmatch(value):
        return f"{name} phải theo yyyyMMddHHmmss"
    if value and name in _CODES and value not in _CODES[name].split():
        return f"{name} không thuộc danh mục: {value}"
    return ""


def _announced() -> dict[str, str]:
    """What the stand-in of the national procedure database was told: both are one house."""
    return {row.code: str(row.body.get("TENTTHC", "")) for row in KeptProcedure.objects.all()}


_kept = FakePortal(Table(), _announced)


def kept() -> FakePortal:
    """That of the demonstration, in this process."""
    return _kept


@contextmanager
def running(portal: FakePortal) -> Iterator[str]:
    """The portal listening on this machine until the block ends; gives the address as the setting writes it."""
    with listening(portal) as place:
        who = f"{ACCESS.username}:{ACCESS.password}@{place}"
        yield f"http://{who}?madonvi={ACCESS.unit}&dstcode={ACCESS.target}"
