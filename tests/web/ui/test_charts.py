"""Charts: coordinates and the words of a cell, by hand."""

import pytest

from lienthong.web.ui.charts import NARROW, WIDE, Cell, Segment, Series, Target, plot, slice_bar


@pytest.mark.parametrize(
    ("cell", "state"),
    [
        (Cell(), "none"),
        (Cell(due=None), "unknown"),
        (Cell(due=5, ahead=True), "ahead"),
        (Cell(due=8, done=8), "done"),
        (Cell(due=7, done=7, tardy=1), "tardy"),
        (Cell(due=7, done=6, overdue=1), "late"),
        (Cell(due=7, done=3, overdue=4), "very-late"),
        (Cell(due=7, done=5, tardy=2, overdue=2), "very-late"),
        (Cell(due=3, done=2, overdue=1, ahead=True), "late"),
    ],
)
def test_a_cell_of_the_heat_map_has_one_state(cell: Cell, state: str) -> None:
    assert cell.state == state


def test_the_proportion_bar_is_filled_exactly_and_in_order() -> None:
    slices = slice_bar([Segment("a", 135, "done"), Segment("b", 0, "tardy"), Segment("c", 305, "open")])
    assert [slice.segment.label for slice in slices] == ["a", "c"]
    assert slices[0].x == 0
    assert slices[1].x == pytest.approx(slices[0].width + 2, abs=0.2)
    assert slices[1].x + slices[1].width == pytest.approx(1000, abs=0.2)
    assert slices[0].width / slices[1].width == pytest.approx(135 / 305, rel=0.01)


def test_a_single_duty_among_thousands_can_still_be_seen() -> None:
    slices = slice_bar([Segment("a", 1, "late"), Segment("b", 4000, "done")])
    assert slices[0].width >= 3.9


def test_nothing_counted_draws_nothing() -> None:
    assert slice_bar([Segment("a", 0, "done")]) == []


@pytest.mark.parametrize(("value", "is_met"), [(24.9, False), (25, True), (27.9, True)])
def test_a_target_is_met_at_the_required_level(value: float, is_met: bool) -> None:
    assert Target("t", value, 25).is_met is is_met


def test_a_line_starts_at_the_axis_and_ends_at_the_edge_of_the_plot() -> None:
    drawn = plot([Series("a", (0, 50, 100))], ("T1", "T2", "T3"), 100, None)
    assert drawn.lines[0].points == "44.0,170.0 197.0,93.0 350.0,16.0"
    assert (drawn.lines[0].end_x, drawn.lines[0].end_y) == (350, 16)
    assert [words for _y, words in drawn.y_ticks] == ["0%", "20%", "40%", "60%", "80%", "100%"]


def test_an_unknown_value_is_left_out_and_not_drawn_as_zero() -> None:
    drawn = plot([Series("a", (0, None, 100))], ("T1", "T2", "T3"), 100, None)
    assert drawn.lines[0].points == "44.0,170.0 350.0,16.0"


def test_labels_keep_apart_and_in_order() -> None:
    drawn = plot([Series("a", (1, 27)), Series("b", (1, 26))], ("T1", "T2"), 32, 25)
    tops = [drawn.lines[0].label_y, drawn.lines[1].label_y, drawn.target_label_y]
    assert None not in tops
    assert tops[1] - tops[0] >= 17.9  # type: ignore[operator]
    assert tops[2] - tops[1] >= 17.9  # type: ignore[operator]


def test_a_phone_gets_fewer_ticks() -> None:
    ticks = tuple(f"T{month}" for month in range(1, 13))
    series = [Series("a", tuple(range(12)))]
    assert [words for _x, words in plot(series, ticks, 20, None, NARROW).x_ticks] == [
        "T1",
        "T3",
        "T5",
        "T7",
        "T9",
        "T11",
    ]
    assert len(plot(series, ticks, 20, None, WIDE).x_ticks) == 12


@pytest.mark.parametrize("count", [0, 4])
def test_more_than_three_lines_are_refused(count: int) -> None:
    with pytest.raises(ValueError, match="one to three"):
        plot([Series("a", (1,))] * count, ("T1",), 10, None)


def test_values_and_ticks_must_agree() -> None:
    with pytest.raises(ValueError, match="shorter"):
        plot([Series("a", (1,))], ("T1", "T2"), 10, None)
