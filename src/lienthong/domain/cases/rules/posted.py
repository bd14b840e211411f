"""What the plan's five shares are shares of, filed online and by public post, as dated definitions; how they add up."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class Share(StrEnum):
    """The first two are of what is filed online, the others of the public post."""

    ONLINE_PROCEDURES = "ONLINE_PROCEDURES"
    ONLINE_CASES = "ONLINE_CASES"
    PROCEDURES = "PROCEDURES"
    RECEIVED = "RECEIVED"
    RETURNED = "RETURNED"


OF_POST: Final = (Share.PROCEDURES, Share.RECEIVED, Share.RETURNED)


@dataclass(frozen=True, slots=True)
class Definition:
    """``required`` per cent from ``since`` on; the words stand beside the number, in Vietnamese as in the plan."""

    share: Share
    since: date
    required: int
    name: str
    counted: str
    among: str
    source: str


_PLAN: Final = "Kế hoạch 751/QĐ-UBND, mục VI.9; Quyết định 45/2016/QĐ-TTg"
_ONLINE: Final = "Kế hoạch 751/QĐ-UBND, mục VI.4 và VI.8"
_2021: Final = date(2021, 1, 1)
DEFINITIONS: Final = (
    Definition(
        Share.ONLINE_PROCEDURES,
        _2021,
        60,
        "TTHC mức độ 3, 4 có hồ sơ trực tuyến",
        "thủ tục mức độ 3, mức độ 4 có ít nhất một hồ sơ tiếp nhận trực tuyến trong kỳ",
        "thủ tục mức độ 3, mức độ 4 có hồ sơ tiếp nhận trong kỳ, theo bất cứ cách nộp nào",
        _ONLINE,
    ),
    Definition(
        Share.ONLINE_CASES,
        _2021,
        25,
        "Hồ sơ trực tuyến mức độ 3, 4",
        "hồ sơ tiếp nhận trực tuyến trong kỳ, kể cả hồ sơ công chức nộp thay tại quầy",
        "hồ sơ tiếp nhận trong kỳ của các thủ tục mức độ 3, mức độ 4",
        _ONLINE,
    ),
    Definition(
        Share.PROCEDURES,
        _2021,
        50,
        "TTHC có hồ sơ qua bưu chính công ích",
        "thủ tục có ít nhất một hồ sơ tiếp nhận hoặc một kết quả trả qua bưu chính công ích trong kỳ",
        "thủ tục đã công bố thực hiện qua bưu chính công ích và có hồ sơ trong kỳ",
        _PLAN,
    ),
    Definition(
        Share.RECEIVED,
        _2021,
        10,
        "Hồ sơ tiếp nhận qua bưu chính công ích",
        "hồ sơ tiếp nhận trong kỳ qua bưu chính công ích",
        "hồ sơ tiếp nhận trong kỳ của các thủ tục đó",
        _PLAN,
    ),
    Definition(
        Share.RETURNED,
        _2021,
        20,
        "Kết quả trả qua bưu chính công ích",
        "kết quả trả trong kỳ qua bưu chính công ích",
        "kết quả trả trong kỳ của các thủ tục đó",
        _PLAN,
    ),
)


def definitions_on(day: date, of: Collection[Share] = OF_POST) -> list[Definition]:
    """The newest of each share that held on a day."""
    held = [one for one in DEFINITIONS if one.since <= day]
    newest = {one.share: one for one in sorted(held, key=lambda one: one.since)}
    return [newest[share] for share in Share if share in newest and share in of]


@dataclass(frozen=True, slots=True)
class Use:
    """One procedure at one agency, or a sum of several."""

    received: int = 0
    received_by_post: int = 0
    returned: int = 0
    returned_by_post: int = 0

    @property
    def is_used(self) -> bool:
        return bool(self.received_by_post or self.returned_by_post)

    def __add__(self, other: "Use") -> "Use":
        return Use(
            self.received + other.received,
            self.received_by_post + other.received_by_post,
            self.returned + other.returned,
            self.returned_by_post + other.returned_by_post,
        )


@dataclass(frozen=True, slots=True)
class Part:
    """``count`` of ``of``; no share where there is nothing to share."""

    count: int
    of: int

    @property
    def percent(self) -> float | None:
        return 100 * self.count / self.of if self.of else None


def shares(by_procedure: Iterable[Use]) -> dict[Share, Part]:
    """Of procedures that are announced for the post; those without a case are not handed in."""
    uses = list(by_procedure)
    whole = sum(uses, Use())
    return {
        Share.PROCEDURES: Part(sum(one.is_used for one in uses), len(uses)),
        Share.RECEIVED: Part(whole.received_by_post, whole.received),
        Share.RETURNED: Part(whole.returned_by_post, whole.returned),
    }


@dataclass(frozen=True, slots=True)
class Filings:
    """Of one procedure that can be filed online: how many cases were received, and how many of them so."""

    received: int = 0
    online: int = 0

    def __add__(self, other: "Filings") -> "Filings":
        return Filings(self.received + other.received, self.online + other.online)


def online_shares(by_procedure: Iterable[Filings]) -> dict[Share, Part]:
    """Of procedures at level 3 and 4; those without a case are not handed in."""
    known = list(by_procedure)
    whole = sum(known, Filings())
    return {
        Share.ONLINE_PROCEDURES: Part(sum(one.online > 0 for one in known), len(known)),
        Share.ONLINE_CASES: Part(whole.online, whole.received),
    }
