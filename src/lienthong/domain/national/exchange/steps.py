"""What happened to a case -> items of CapNhatTienDoHoSoMC, in its order."""

from typing import Any

from django.utils.translation import override

from lienthong.domain.cases.exchange import Names, tell_all
from lienthong.domain.cases.queries import HappeningRow
from lienthong.domain.national.exchange.words import moment, moment_of
from lienthong.domain.national.queries.whole import Whole
from lienthong.domain.national.rules import STEPS


def steps_of(whole: Whole, *, after: int) -> list[dict[str, Any]]:
    """Those behind the event ``after``. Sentences name agencies and steps, and nobody of the public."""
    told, handling = whole.told, whole.handling
    names = Names(
        {place: step.name for place, step in enumerate(handling.steps, 1)},
        whole.names,
        {},
        {place: paper.name for place, paper in enumerate(handling.papers, 1)},
    )
    with override("vi"):
        sentences = [one.sentence for one in tell_all(told.happenings, names)]
    return [
        _step(whole, one, sentence, status)
        for one, sentence, status in zip(told.happenings, sentences, told.statuses, strict=True)
        if one.id > after and one.verb in STEPS
    ]


def _step(whole: Whole, one: HappeningRow, sentence: str, status: int) -> dict[str, Any]:
    due = one.data.get("step_due") or {}
    return {
        "MaHoSo": whole.number,
        "NguoiXuLy": one.name,
        "ChucDanh": one.position,
        "ThoiDiemXuLy": moment(one.occurred_at),
        "PhongBanXuLy": whole.names.get(one.agency, one.agency),
        "NoiDungXuLy": sentence,
        "TrangThai": str(status),
        "NgayBatDau": moment(one.occurred_at),
        "NgayKetThucTheoQuyDinh": moment_of(due.get("due")),
    }
