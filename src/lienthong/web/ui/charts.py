"""Charts drawn by the server as plain SVG: here counts and shares become coordinates, nothing more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor
from typing import Final, Literal

from lienthong.web.ui.parts import Text

HeatState = Literal["none", "ahead", "done", "tardy", "late", "very-late", "unknown"]
SegmentKind = Literal["done", "tardy", "sent", "late", "open"]

LABEL_APART: Final = 18
EPSILON: Final = 1e-6


@dataclass(frozen=True, slots=True)
class Cell:
    """Duties of an agency due in a month: ``done`` of ``due``; ``tardy`` done late, ``overdue`` still open.

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
    """A share in per cent against the level that is required; ``sign`` stands before that level."""

    label: Text
    value: float
    required: float
    words: Text = ""
    url: str = ""
    sign: str = "≥"

    @property
    def is_met(self) -> bool:
        return self.value >= self.required

    @property
    def shown(self) -> float:
        """To one place, downwards: what misses a level never looks as if it reached it."""
        return floor(self.value * 10 + EPSILON) / 10


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
class Frame:
    """Where a line chart is drawn: the whole and, inside it, the plot; right of the plot stand the labels."""

    name: str
    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int

    def y(self, value: float, highest: float) -> float:
        return round(self.bottom - (self.bottom - self.top) * value / highest, 1)

    def xs(self, count: int) -> list[float]:
        step = (self.right - self.left) / max(1, count - 1)
        return [round(self.left + step * place, 1) for place in range(count)]


WIDE: Final = Frame("wide", width=480, height=200, left=44, right=350, top=16, bottom=170)
NARROW: Final = Frame("narrow", width=320, height=200, left=34, right=196, top=16, bottom=170)


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

    frame: Frame
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


def plot(
    series: Sequence[Series], ticks: Sequence[str], highest: float, target: float | None, frame: Frame = WIDE
) -> Plot:
    """Lay out at most three series over ``ticks``; the axis runs from zero to ``highest``."""
    if not 1 <= len(series) <= 3:
        raise ValueError("a line chart holds one to three series")
    xs = frame.xs(len(ticks))
    known = [_known(one, xs, highest, frame) for one in series]
    target_y = None if target is None else frame.y(target, highest)
    labels = _keep_apart([points[-1][1] for points in known] + ([] if target_y is None else [target_y]))
    return Plot(
        frame=frame,
        lines=[
            Line(one.label, " ".join(f"{x},{y}" for x, y in points), *points[-1], label_y, place)
            for place, (one, points, label_y) in enumerate(zip(series, known, labels, strict=False), start=1)
        ],
        x_ticks=_every(list(zip(xs, ticks, strict=True)), most=12 if frame is WIDE else 6),
        y_ticks=[(frame.y(value, highest), f"{value:g}%") for value in _steps(highest)],
        target_y=target_y,
        target_label_y=None if target_y is None else labels[-1],
    )


def _known(series: Series, xs: Sequence[float], highest: float, frame: Frame) -> list[tuple[float, float]]:
    """The points of a series; an unknown value is left out, never drawn as zero."""
    pairs = zip(xs, series.values, strict=True)
    return [(x, frame.y(value, highest)) for x, value in pairs if value is not None]


def _every(ticks: list[tuple[float, str]], most: int) -> list[tuple[float, str]]:
    """So many of the ticks that their words do not touch."""
    return ticks[:: -(-len(ticks) // most)]


def _steps(highest: float) -> list[float]:
    step = next(step for step in (1, 2, 5, 10, 20, 25, 50, 100, 250, 1000, 10_000) if highest / step <= 5)
    return [place * step for place in range(int(highest // step) + 1)]


def _keep_apart(wanted: Sequence[float]) -> list[float]:
    """Move labels down until no two touch, keeping their order from top to bottom."""
    placed = [0.0] * len(wanted)
    lowest = float("-inf")
    for place in sorted(range(len(wanted)), key=lambda place: wanted[place]):
        lowest = placed[place] = max(wanted[place], lowest + LABEL_APART)
    return placed
