"""Charts drawn by the server as plain SVG: this module turns counts and shares into coordinates, nothing more."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from lienthong.web.ui.parts import Text

HeatState = Literal["none", "ahead", "done", "tardy", "late", "very-late", "unknown"]
SegmentKind = Literal["done", "tardy", "sent", "late", "open"]

PLOT_WIDTH: Final = 480
PLOT_LEFT: Final = 44
PLOT_RIGHT: Final = 350
PLOT_TOP: Final = 16
PLOT_BOTTOM: Final = 170
LABEL_APART: Final = 18


@dataclass(frozen=True, slots=True)
class Cell:
    """Duties of one agency due in one month: ``done`` of ``due``; ``tardy`` done late, ``overdue`` still open.

    ``due`` None means that nothing is known; ``ahead`` that the month has not come.
    """

    due: int | None = 0
    done: int = 0
    tardy: int = 0
    overdue: int = 0
    ahead: bool = False
    url: str = ""

    @property
    def state(self) -> HeatState:
        if self.due is None:
            return "unknown"
        if self.due == 0:
            return "none"
        if self.overdue:
            return "late" if self.overdue == 1 else "very-late"
        if self.ahead:
            return "ahead"
        return "tardy" if self.tardy else "done"


@dataclass(frozen=True, slots=True)
class HeatRow:
    label: Text
    cells: Sequence[Cell]
    overdue: int = 0
    url: str = ""


@dataclass(frozen=True, slots=True)
class HeatGroup:
    label: Text
    rows: Sequence[HeatRow]


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of the one proportion bar; ``label`` follows the count in the legend."""

    label: Text
    count: int
    kind: SegmentKind
    url: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """A segment with its place on a bar 1000 units long."""

    segment: Segment
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Target:
    """A share in per cent against the level that is required."""

    label: Text
    value: float
    required: float
    words: Text = ""
    url: str = ""

    @property
    def is_met(self) -> bool:
        return self.value >= self.required


@dataclass(frozen=True, slots=True)
class Measure:
    """One horizontal bar; ``share`` in per cent decides its length, ``shown`` is what is written."""

    label: Text
    share: float
    shown: Text
    is_short: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    label: Text
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A series in coordinates: ``points`` for a polyline, the end where its label stands."""

    label: Text
    points: str
    end_x: float
    end_y: float
    label_y: float
    place: int


@dataclass(frozen=True, slots=True)
class Plot:
    """Everything a line chart draws: lines, the dashed target, ticks of both axes."""

    lines: Sequence[Line]
    x_ticks: Sequence[tuple[float, str]]
    y_ticks: Sequence[tuple[float, str]]
    target_y: float | None
    target_label_y: float | None


def slice_bar(segments: Sequence[Segment], length: int = 1000, gap: int = 2) -> list[Slice]:
    """Lay segments side by side over ``length``; a segment that exists is never thinner than 4 units."""
    present = [segment for segment in segments if segment.count]
    total = sum(segment.count for segment in present)
    widths = [max(4.0, segment.count / total * length) for segment in present]
    scale = (length - gap * (len(present) - 1)) / sum(widths) if widths else 1
    slices, x = [], 0.0
    for segment, width in zip(present, widths, strict=True):
        slices.append(Slice(segment, round(x, 1), round(width * scale, 1)))
        x += width * scale + gap
    return slices


def plot(series: Sequence[Series], ticks: Sequence[str], top: float, target: float | None) -> Plot:
    """Lay out at most three series over ``ticks``; the axis runs from zero to ``top``."""
    if not 1 <= len(series) <= 3:
        raise ValueError("a line chart holds one to three series")
    xs = _spread(len(ticks))
    ends = [_y(_last(one.values), top) for one in series]
    wanted = [*ends, *([] if target is None else [_y(target, top)])]
    placed = _keep_apart(wanted)
    lines = [
        Line(one.label, _points(one.values, xs, top), *_end(one.values, xs, top), label_y, place)
        for place, (one, label_y) in enumerate(zip(series, placed, strict=False), start=1)
    ]
    return Plot(
        lines=lines,
        x_ticks=list(zip(xs, ticks, strict=True)),
        y_ticks=[(_y(value, top), f"{value:g}%") for value in _steps(top)],
        target_y=None if target is None else _y(target, top),
        target_label_y=None if target is None else placed[-1],
    )


def _spread(count: int) -> list[float]:
    step = (PLOT_RIGHT - PLOT_LEFT) / max(1, count - 1)
    return [round(PLOT_LEFT + step * index, 1) for index in range(count)]


def _y(value: float, top: float) -> float:
    return round(PLOT_BOTTOM - (PLOT_BOTTOM - PLOT_TOP) * value / top, 1)


def _steps(top: float) -> list[float]:
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 250, 1000, 10_000) if top / step <= 5)
    return [value * step for value in range(int(top // step) + 1)]


def _last(values: Iterable[float | None]) -> float:
    return next((value for value in reversed(list(values)) if value is not None), 0.0)


def _points(values: Sequence[float | None], xs: Sequence[float], top: float) -> str:
    """Points of a polyline; an unknown value is left out, never drawn as zero."""
    return " ".join(f"{x},{_y(value, top)}" for x, value in zip(xs, values, strict=False) if value is not None)


def _end(values: Sequence[float | None], xs: Sequence[float], top: float) -> tuple[float, float]:
    known = [(x, _y(value, top)) for x, value in zip(xs, values, strict=False) if value is not None]
    return known[-1] if known else (float(PLOT_LEFT), float(PLOT_BOTTOM))


def _keep_apart(wanted: Sequence[float]) -> list[float]:
    """Move labels down until no two touch, keeping their order from top to bottom."""
    placed = dict.fromkeys(range(len(wanted)), 0.0)
    lowest = float("-inf")
    for index in sorted(placed, key=lambda index: wanted[index]):
        lowest = max(wanted[index], lowest + LABEL_APART)
        placed[index] = lowest
    return [placed[index] for index in range(len(wanted))]
