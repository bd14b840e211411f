"""What stands in which cell of the workbook of a version, both ways."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lienthong.domain.organisations.permissions import list_roles
from lienthong.domain.procedures.exchange.cells import (
    Column,
    Names,
    Scalar,
    Table,
    amount,
    day,
    is_yes,
    lines,
    one_of,
    whole,
    yes,
)
from lienthong.domain.procedures.exchange.marks import read_tasks, write_tasks
from lienthong.domain.procedures.exchange.telling import EFFECT_LABELS, write_amount
from lienthong.domain.procedures.rules.record import (
    Basis,
    Duration,
    Fee,
    Form,
    Paper,
    Step,
    Supplement,
    Way,
)
from lienthong.domain.procedures.rules.vocabulary import (
    AUDIENCE_LABELS,
    CHANNEL_LABELS,
    EXTENT_LABELS,
    FEE_LABELS,
    LEVEL_LABELS,
    STEP_LABELS,
    TIME_LABELS,
    FeeKind,
    OnlineLevel,
    StepKind,
    TimeUnit,
)
from lienthong.spine.money import format_number, parse_money
from lienthong.spine.text import search_key


def _words(label: str, part: str) -> Scalar:
    return Scalar(label, lambda record, _names: getattr(record, part), lambda text, _names: {part: text})


def _flag(label: str, part: str) -> Scalar:
    return Scalar(
        label, lambda record, _names: yes(getattr(record, part)), lambda text, _names: {part: is_yes(text)}
    )


def _choices(label: str, part: str, labels: Mapping[Any, Promise]) -> Scalar:
    return Scalar(
        label,
        lambda record, _names: "; ".join(str(labels[one]) for one in getattr(record, part)),
        lambda text, _names: {part: tuple(one_of(one, labels) for one in lines(text))},
    )


def _rule(label: str, key: str, write: Callable[[Supplement], str]) -> Scalar:
    return Scalar(
        label,
        lambda record, _names: write(record.supplement) if record.supplement else "",
        lambda text, _names: {key: text},
    )


ROUNDS, WITHIN, EFFECT, RULE = "rule_rounds", "rule_within", "rule_effect", "rule_basis"


def read_rule(said: dict[str, Any]) -> dict[str, Any]:
    """Puts the four lines of the rule for completion together. Raises ValueError."""
    told = {key: said.pop(key, None) for key in (ROUNDS, WITHIN, EFFECT, RULE)}
    if told[ROUNDS] is None:
        return said
    if not told[ROUNDS]:
        return said | {"supplement": None}
    within = amount(told[WITHIN] or "")
    rounds = whole(told[ROUNDS])
    if not within or rounds > 9:
        raise ValueError(_("the rule for completion is stated whole or not at all"))
    return said | {
        "supplement": Supplement(rounds, within, one_of(told[EFFECT] or "", EFFECT_LABELS), told[RULE] or "")
    }


def _online(text: str, _names: Names) -> dict[str, Any]:
    if not text:
        return {"online_level": None}
    level = whole(text)
    if level not in {one.value for one in OnlineLevel}:
        raise ValueError(_("the level lies between 1 and 4"))
    return {"online_level": OnlineLevel(level)}


def _extent(text: str, _names: Names) -> dict[str, Any]:
    return {"online_extent": one_of(text, EXTENT_LABELS) if text else None}


def _name(text: str, _names: Names) -> dict[str, Any]:
    if not text:
        raise ValueError(_("the name is empty"))
    return {"name": text}


SCALARS: tuple[Scalar, ...] = (
    Scalar("Tên thủ tục", lambda record, _names: record.name, _name),
    _words("Lĩnh vực", "field"),
    _choices("Cấp thực hiện", "levels", LEVEL_LABELS),
    Scalar(
        "Cơ quan có thẩm quyền",
        lambda record, names: "; ".join(names.write(code) for code in record.agencies),
        lambda text, names: {"agencies": tuple(names.read(one) for one in lines(text))},
    ),
    _words("Cơ quan phối hợp", "coordinating"),
    _choices("Đối tượng thực hiện", "audience", AUDIENCE_LABELS),
    _words("Trình tự thực hiện", "sequence"),
    _words("Yêu cầu, điều kiện", "conditions"),
    _words("Kết quả", "result"),
    _words("Thời hạn hiệu lực của kết quả", "validity"),
    Scalar(
        "Mức độ dịch vụ công trực tuyến (1-4)",
        lambda record, _names: str(record.online_level.value) if record.online_level else "",
        _online,
    ),
    Scalar(
        "Phạm vi trực tuyến",
        lambda record, _names: str(EXTENT_LABELS[record.online_extent]) if record.online_extent else "",
        _extent,
    ),
    _flag("Trả kết quả qua bưu chính công ích", "returns_by_post"),
    _flag("Bản chính luân chuyển cùng hồ sơ", "originals_travel"),
    Scalar(
        "Số bộ hồ sơ",
        lambda record, _names: str(record.copies_of_file),
        lambda text, _names: {"copies_of_file": max(1, whole(text))},
    ),
    _rule("Yêu cầu bổ sung: số lần", ROUNDS, lambda rule: str(rule.rounds)),
    _rule("Yêu cầu bổ sung: trong (ngày làm việc)", WITHIN, lambda rule: write_amount(rule.within)),
    _rule("Yêu cầu bổ sung: thời hạn", EFFECT, lambda rule: str(EFFECT_LABELS[rule.effect])),
    _rule("Yêu cầu bổ sung: căn cứ", RULE, lambda rule: rule.basis),
)


def _write_way(way: Way, _row: int, _names: Names) -> dict[str, str]:
    time = way.duration
    return {
        "channel": str(CHANNEL_LABELS[way.channel]),
        "amount": write_amount(time.amount) if time else "",
        "unit": str(TIME_LABELS[time.unit]) if time else "",
        "note": way.note,
    }


def _read_way(row: dict[str, str], _names: Names) -> Way:
    time = amount(row["amount"])
    unit = one_of(row["unit"], TIME_LABELS) if row["unit"] else TimeUnit.WORKING_DAY
    if time == 0:
        raise ValueError(_("the legal time must be more than 0"))
    return Way(one_of(row["channel"], CHANNEL_LABELS), Duration(time, unit) if time else None, row["note"])


def _write_paper(paper: Paper, _row: int, _names: Names) -> dict[str, str]:
    return {
        "name": paper.name,
        "originals": str(paper.originals or ""),
        "copies": str(paper.copies or ""),
        "certified": yes(paper.certified),
        "electronic": yes(paper.electronic),
        "required": yes(paper.required),
        "held_by": paper.held_by,
    }


def _read_paper(row: dict[str, str], _names: Names) -> Paper:
    paper = Paper(
        name=row["name"],
        originals=whole(row["originals"]),
        copies=whole(row["copies"]),
        certified=is_yes(row["certified"]),
        electronic=is_yes(row["electronic"]),
        required=is_yes(row["required"] or "có"),
        held_by=row["held_by"][:200],
    )
    if paper.certified and not paper.copies:
        raise ValueError(_("say how many certified copies"))
    return paper


def _write_fee(fee: Fee, _row: int, _names: Names) -> dict[str, str]:
    return {
        "kind": str(FEE_LABELS[fee.kind]),
        "name": fee.name,
        "amount": "" if fee.amount is None else format_number(fee.amount),
        "channel": str(CHANNEL_LABELS[fee.channel]) if fee.channel else "",
        "rule": fee.rule,
        "exemptions": fee.exemptions,
        "since": f"{fee.since:%d/%m/%Y}" if fee.since else "",
        "until": f"{fee.until:%d/%m/%Y}" if fee.until else "",
    }


def _read_fee(row: dict[str, str], _names: Names) -> Fee:
    try:
        money = parse_money(row["amount"]) if row["amount"] else None
    except ValueError as fault:
        raise ValueError(_("“%(text)s” is not an amount of money") % {"text": row["amount"]}) from fault
    since, until = day(row["since"]), day(row["until"])
    if (money is not None and not 0 <= money < 10**12) or (since and until and until <= since):
        raise ValueError(_("the fee or its days are not possible"))
    return Fee(
        name=row["name"][:300],
        amount=money,
        kind=one_of(row["kind"], FEE_LABELS) if row["kind"] else FeeKind.CHARGE,
        channel=one_of(row["channel"], CHANNEL_LABELS) if row["channel"] else None,
        rule=row["rule"],
        exemptions=row["exemptions"],
        since=since,
        until=until,
    )


def _write_basis(basis: Basis, _row: int, _names: Names) -> dict[str, str]:
    issued = f"{basis.issued_on:%d/%m/%Y}" if basis.issued_on else ""
    return {"number": basis.number, "title": basis.title, "issued_on": issued, "issuer": basis.issuer}


def _read_basis(row: dict[str, str], _names: Names) -> Basis:
    return Basis(row["number"][:80], row["title"], day(row["issued_on"]), row["issuer"][:200])


def _write_form(form: Form, _row: int, _names: Names) -> dict[str, str]:
    return {"code": form.code, "name": form.name, "basis": form.basis}


def _read_form(row: dict[str, str], _names: Names) -> Form:
    return Form(row["name"], row["code"][:60], row["basis"][:200])


def _roles() -> dict[str, str | Promise]:
    return {role.name: role.label for role in list_roles()}


def _write_step(step: Step, row: int, names: Names) -> dict[str, str]:
    return {
        "number": str(row),
        "name": step.name,
        "unit": names.write(step.unit),
        "role": str(_roles().get(step.role, step.role)),
        "time": write_amount(step.time),
        "online": write_amount(step.online),
        "measure": str(TIME_LABELS[step.measure]),
        "kind": str(STEP_LABELS[step.kind]),
        "after": ", ".join(map(str, step.after)),
        "returns": ", ".join(map(str, step.returns)),
        "tasks": write_tasks(step.tasks),
    }


def _read_step(row: dict[str, str], names: Names) -> Step:
    """Rows are told by their place below the heads, whatever the column Bước says."""
    measure = one_of(row["measure"], TIME_LABELS) if row["measure"] else TimeUnit.WORKING_DAY
    if measure not in (TimeUnit.WORKING_DAY, TimeUnit.WORKING_HOUR):
        raise ValueError(_("a step is measured in working days or hours"))
    roles = {search_key(str(label)): name for name, label in _roles().items()}
    return Step(
        name=row["name"],
        unit=names.read(row["unit"]),
        role=roles.get(search_key(row["role"]), row["role"][:60]),
        time=amount(row["time"]),
        online=amount(row["online"]),
        measure=measure,
        kind=one_of(row["kind"], STEP_LABELS) if row["kind"] else StepKind.HANDLE,
        after=_places(row["after"]),
        returns=_places(row["returns"]),
        tasks=read_tasks(row["tasks"]),
    )


def _places(text: str) -> tuple[int, ...]:
    return tuple(sorted({whole(part) for part in text.replace(";", ",").replace(",", " ").split()}))


TABLES: tuple[Table, ...] = (
    Table(
        "Cách thức", "ways", "channel",
        (Column("channel", "Cách nộp", 26), Column("amount", "Thời hạn", 10), Column("unit", "Đơn vị thời gian", 16),
         Column("note", "Ghi chú", 50)),
        _write_way, _read_way,
    ),
    Table(
        "Giấy tờ", "papers", "name",
        (Column("name", "Tên giấy tờ", 70), Column("originals", "Bản chính", 10), Column("copies", "Bản sao", 10),
         Column("certified", "Chứng thực", 12), Column("electronic", "Nhận bản điện tử", 12),
         Column("required", "Bắt buộc", 10), Column("held_by", "Nhà nước đã có tại", 30)),
        _write_paper, _read_paper,
    ),
    Table(
        "Phí, lệ phí", "fees", "name",
        (Column("kind", "Loại", 10), Column("name", "Tên", 40), Column("amount", "Mức thu (đồng)", 14),
         Column("channel", "Cách nộp", 18), Column("rule", "Cách tính", 30), Column("exemptions", "Miễn, giảm", 30),
         Column("since", "Từ ngày", 12), Column("until", "Trước ngày", 12)),
        _write_fee, _read_fee,
    ),
    Table(
        "Căn cứ", "bases", "number",
        (Column("number", "Số, ký hiệu", 22), Column("title", "Tên văn bản", 70),
         Column("issued_on", "Ngày ban hành", 14),
         Column("issuer", "Cơ quan ban hành", 30)),
        _write_basis, _read_basis,
    ),
    Table(
        "Mẫu đơn", "forms", "name",
        (Column("code", "Số", 14), Column("name", "Tên mẫu", 60), Column("basis", "Ban hành kèm theo", 40)),
        _write_form, _read_form,
    ),
    Table(
        "Quy trình", "steps", "name",
        (Column("number", "Bước", 7), Column("name", "Nội dung bước", 36), Column("unit", "Đơn vị", 44),
         Column("role", "Người thực hiện", 22), Column("time", "Thời hạn", 10),
         Column("online", "Thời hạn trực tuyến", 12),
         Column("measure", "Đơn vị thời gian", 16), Column("kind", "Loại", 14), Column("after", "Sau bước", 10),
         Column("returns", "Được trả lại bước", 12), Column("tasks", "Các việc, mỗi việc một dòng", 50)),
        _write_step, _read_step,
    ),
)  # fmt: skip
