"""The 29 kinds of administrative documents (Decree 30/2020/NĐ-CP, article 7 and Appendix III)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    RESOLUTION = "NQ"
    DECISION = "QD"
    DIRECTIVE = "CT"
    STATUTE = "QC"
    REGULATION = "QYD"
    COMMUNIQUE = "TC"
    NOTICE = "TB"
    GUIDANCE = "HD"
    PROGRAMME = "CTR"
    PLAN = "KH"
    SCHEME = "PA"
    PROPOSAL = "DA"
    PROJECT = "DUAN"
    REPORT = "BC"
    MINUTES = "BB"
    SUBMISSION = "TTR"
    CONTRACT = "HDONG"
    LETTER = "CV"
    TELEGRAM = "CD"
    MEMORANDUM = "BGN"
    AGREEMENT = "BTT"
    MANDATE = "GUQ"
    INVITATION = "GM"
    INTRODUCTION = "GGT"
    LEAVE = "GNP"
    DISPATCH_SLIP = "PG"
    TRANSFER_SLIP = "PC"
    NOTICE_SLIP = "PB"
    OFFICIAL_MESSAGE = "TCG"


@dataclass(frozen=True, slots=True)
class KindRow:
    """``sign`` stands in the number before the agency's; a letter has none."""

    name: str
    sign: str


KINDS: Final[dict[Kind, KindRow]] = {
    Kind.RESOLUTION: KindRow("Nghị quyết", "NQ"),
    Kind.DECISION: KindRow("Quyết định", "QĐ"),
    Kind.DIRECTIVE: KindRow("Chỉ thị", "CT"),
    Kind.STATUTE: KindRow("Quy chế", "QC"),
    Kind.REGULATION: KindRow("Quy định", "QyĐ"),
    Kind.COMMUNIQUE: KindRow("Thông cáo", "TC"),
    Kind.NOTICE: KindRow("Thông báo", "TB"),
    Kind.GUIDANCE: KindRow("Hướng dẫn", "HD"),
    Kind.PROGRAMME: KindRow("Chương trình", "CTr"),
    Kind.PLAN: KindRow("Kế hoạch", "KH"),
    Kind.SCHEME: KindRow("Phương án", "PA"),
    Kind.PROPOSAL: KindRow("Đề án", "ĐA"),
    Kind.PROJECT: KindRow("Dự án", "DA"),
    Kind.REPORT: KindRow("Báo cáo", "BC"),
    Kind.MINUTES: KindRow("Biên bản", "BB"),
    Kind.SUBMISSION: KindRow("Tờ trình", "TTr"),
    Kind.CONTRACT: KindRow("Hợp đồng", "HĐ"),
    Kind.LETTER: KindRow("Công văn", ""),
    Kind.TELEGRAM: KindRow("Công điện", "CĐ"),
    Kind.MEMORANDUM: KindRow("Bản ghi nhớ", "BGN"),
    Kind.AGREEMENT: KindRow("Bản thỏa thuận", "BTT"),
    Kind.MANDATE: KindRow("Giấy ủy quyền", "GUQ"),
    Kind.INVITATION: KindRow("Giấy mời", "GM"),
    Kind.INTRODUCTION: KindRow("Giấy giới thiệu", "GGT"),
    Kind.LEAVE: KindRow("Giấy nghỉ phép", "GNP"),
    Kind.DISPATCH_SLIP: KindRow("Phiếu gửi", "PG"),
    Kind.TRANSFER_SLIP: KindRow("Phiếu chuyển", "PC"),
    Kind.NOTICE_SLIP: KindRow("Phiếu báo", "PB"),
    Kind.OFFICIAL_MESSAGE: KindRow("Thư công", "TC"),
}
ADDRESSED: Final = frozenset({Kind.LETTER, Kind.SUBMISSION, Kind.TELEGRAM, Kind.INVITATION})
"""Kinds that speak to somebody by name."""


DECIDING: Final = frozenset({Kind.RESOLUTION, Kind.DECISION})
"""Kinds that name who decides, and then say it in articles."""


class Urgency(StrEnum):
    NORMAL = ""
    URGENT = "KHAN"
    VERY_URGENT = "THUONG_KHAN"
    EXPRESS = "HOA_TOC"


URGENCIES: Final = {
    Urgency.NORMAL: "",
    Urgency.URGENT: "Khẩn",
    Urgency.VERY_URGENT: "Thượng khẩn",
    Urgency.EXPRESS: "Hỏa tốc",
}


def symbol_of(kind: Kind, agency_sign: str, unit: str) -> str:
    """What follows the number: "QĐ-SNV"; of a letter "SNV-CCHC"."""
    return f"{agency_sign}-{unit}" if kind is Kind.LETTER else f"{KINDS[kind].sign}-{agency_sign}"


def number_words(value: int) -> str:
    """A zero before numbers to 9 (Decree 30/2020/NĐ-CP, Appendix I)."""
    return f"{value:02}"


class Book(StrEnum):
    """The registers of an agency: of what it issues, of what comes to it, of the copies it makes."""

    OUTGOING = "OUTGOING"
    INCOMING = "INCOMING"
    COPIES = "COPIES"
