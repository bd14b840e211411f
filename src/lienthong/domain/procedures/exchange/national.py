"""A version -> what the national procedure database is told: every field that we hold, by names of its kind.

The names follow those the portal uses in reading (MATTHC, TENTTHC, MALINHVUC...); where none is known they are formed
alike. Whoever has the agreement's own list changes them here and nowhere else.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Any, Final

from lienthong.connectors.national_procedures.messages import Message
from lienthong.domain.procedures.queries.versions import VersionRow
from lienthong.domain.procedures.rules.record import Basis, Fee, Paper, Record, Step, Way
from lienthong.domain.procedures.rules.sending import ANNOUNCED, ENDED, IN_FORCE, Event, write_day
from lienthong.spine.clock import local

STATES: Final[Mapping[Event, str]] = {
    Event.ANNOUNCED: ANNOUNCED,
    Event.PUBLISHED: IN_FORCE,
    Event.AMENDED: ENDED,
    Event.ABOLISHED: ENDED,
}


def to_message(row: VersionRow, record: Record, names: Mapping[str, str], event: Event, told: int) -> Message:
    """``names`` of the agencies and units that the record names. The key names event and telling for ever."""
    body = _head(row, record, names, event) | _parts(record, names)
    return Message(f"{row.code}-{row.number}-{event.value}-{told}", body)


def digest_of(message: Message) -> str:
    written = json.dumps(message.body, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()


def _head(row: VersionRow, record: Record, names: Mapping[str, str], event: Event) -> dict[str, Any]:
    ended = event in {Event.AMENDED, Event.ABOLISHED}
    published = row.published_at if event is not Event.ANNOUNCED else None
    return {
        "MATTHC": row.code,
        "PHIENBAN": row.number,
        "TENTTHC": record.name,
        "TRANGTHAI": STATES[event],
        "SUKIEN": event.value,
        "MACOQUANCHUTRI": row.keeper,
        "TENCOQUANCHUTRI": names.get(row.keeper, ""),
        "SOQUYETDINH": row.decision,
        "NGAYQUYETDINH": write_day(row.decided_on),
        "NGAYHIEULUC": write_day(row.effective_from),
        "NGAYCONGKHAI": write_day(local(published).date() if published else None),
        "NGAYHETHIEULUC": write_day(row.until) if ended else "",
        "SOQUYETDINHBAIBO": row.end_decision if ended else "",
        "LYDOBAIBO": row.end_reason if ended else "",
    }


def _parts(record: Record, names: Mapping[str, str]) -> dict[str, Any]:
    rule = record.supplement
    return {
        "TENLINHVUC": record.field,
        "CAPTHUCHIEN": [level.value for level in record.levels],
        "COQUANTHUCHIEN": [{"MA": code, "TEN": names.get(code, "")} for code in record.agencies],
        "COQUANPHOIHOP": record.coordinating,
        "DOITUONGTHUCHIEN": [one.value for one in record.audience],
        "TRINHTUTHUCHIEN": record.sequence,
        "YEUCAUDIEUKIEN": record.conditions,
        "KETQUATHUCHIEN": record.result,
        "THOIHANHIEULUCKETQUA": record.validity,
        "MUCDODVC": record.online_level.value if record.online_level else None,
        "PHAMVIDVC": record.online_extent.value if record.online_extent else "",
        "TRAQUABUUCHINH": record.returns_by_post,
        "CHUYENBANGOC": record.originals_travel,
        "SOBOHOSO": record.copies_of_file,
        "MOTAPHI": record.fee_text,
        "CACHTHUCTHUCHIEN": [_way(one) for one in record.ways],
        "THANHPHANHOSO": [_paper(one) for one in record.papers],
        "PHILEPHI": [_fee(one) for one in record.fees],
        "CANCUPHAPLY": [_basis(one) for one in record.bases],
        "BIEUMAU": [{"MA": one.code, "TEN": one.name, "CANCU": one.basis} for one in record.forms],
        "BOSUNGHOSO": {
            "SOLAN": rule.rounds,
            "TRONGNGAY": str(rule.within),
            "TINHGIO": rule.effect.value,
            "CANCU": rule.basis,
        }
        if rule
        else None,
        "QUYTRINHNOIBO": [_step(place, one, names) for place, one in enumerate(record.steps, 1)],
        "MAUDIENTU": dict(record.form),
    }


def _way(way: Way) -> dict[str, Any]:
    limit = way.duration
    return {
        "HINHTHUC": way.channel.value,
        "THOIHAN": str(limit.amount) if limit else None,
        "DONVITINH": limit.unit.value if limit else "",
        "GHICHU": way.note,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "TENGIAYTO": paper.name,
        "BANCHINH": paper.originals,
        "BANSAO": paper.copies,
        "CHUNGTHUC": paper.certified,
        "BANDIENTU": paper.electronic,
        "BATBUOC": paper.required,
        "NGUONDULIEU": paper.held_by,
    }


def _fee(fee: Fee) -> dict[str, Any]:
    return {
        "LOAI": fee.kind.value,
        "TEN": fee.name,
        "MUC": fee.amount,
        "HINHTHUC": fee.channel.value if fee.channel else "",
        "CACHTINH": fee.rule,
        "MIENGIAM": fee.exemptions,
        "TUNGAY": write_day(fee.since),
        "DENNGAY": write_day(fee.until),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "SOKYHIEU": basis.number,
        "TRICHYEU": basis.title,
        "NGAYBANHANH": write_day(basis.issued_on),
        "COQUANBANHANH": basis.issuer,
    }


def _step(place: int, step: Step, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "BUOC": place,
        "TEN": step.name,
        "MADONVI": step.unit,
        "TENDONVI": names.get(step.unit, ""),
        "VAITRO": step.role,
        "THOIGIAN": None if step.time is None else str(step.time),
        "THOIGIANTRUCTUYEN": None if step.online is None else str(step.online),
        "DONVITINH": step.measure.value,
        "LOAI": step.kind.value,
        "SAUBUOC": list(step.after),
        "TRALAIBUOC": list(step.returns),
        "CONGVIEC": [
            {
                "TEN": task.name,
                "NGAY": None if task.days is None else str(task.days),
                "KETTHUC": task.ends,
                "TAMDUNG": task.pauses.value if task.pauses else "",
                "TINHTIEP": task.resumes,
            }
            for task in step.tasks
        ],
    }
