"""Every form is drawn by the field component; dates are read as people write them."""

from datetime import date

import pytest
from django import forms
from django.utils import translation

from lienthong.web.ui.forms import DayBoxesField, DayField
from lienthong.web.ui.living import REFUSED, SampleForm


class OneDay(forms.Form):
    day = DayField(label="Ngày đến")


class ThreeBoxes(forms.Form):
    day = DayBoxesField(label="Ngày cấp", help_text="Ví dụ: 27 3 2014")


@pytest.mark.parametrize("typed", ["2/3/2026", "02-03-2026", "02.03.2026", "02032026", "2026-03-02"])
def test_one_box_takes_a_day_in_every_usual_writing(typed: str) -> None:
    form = OneDay({"day": typed})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2026, 3, 2)


@pytest.mark.parametrize("typed", ["31/02/2021", "2/3/26", "hôm qua", "2032026"])
def test_one_box_refuses_what_could_mean_another_day(typed: str) -> None:
    form = OneDay({"day": typed})
    with translation.override("vi"):
        assert form.errors["day"] == ["Viết ngày theo thứ tự ngày, tháng, năm, ví dụ 2/3/2026."]


def test_one_box_shows_a_day_as_people_read_it() -> None:
    assert 'value="02/03/2026"' in str(OneDay(initial={"day": date(2026, 3, 2)}))


def test_three_boxes_make_one_day() -> None:
    form = ThreeBoxes({"day_day": "27", "day_month": "3", "day_year": "2014"})
    assert form.is_valid(), form.errors
    assert form.cleaned_data["day"] == date(2014, 3, 27)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        (("31", "2", "2021"), "Không có ngày này. Hãy xem lại ngày, tháng, năm."),
        (("0", "2", "2021"), "Không có ngày này. Hãy xem lại ngày, tháng, năm."),
        (("mười", "2", "2021"), "Viết ngày theo thứ tự ngày, tháng, năm, ví dụ 2/3/2026."),
    ],
)
def test_three_boxes_say_what_is_wrong(boxes: tuple[str, str, str], said: str) -> None:
    form = ThreeBoxes(dict(zip(("day_day", "day_month", "day_year"), boxes, strict=True)))
    with translation.override("vi"):
        assert form.errors["day"] == [said]


def test_three_boxes_have_a_label_each_and_share_a_legend() -> None:
    with translation.override("vi"):
        drawn = str(ThreeBoxes(initial={"day": date(2014, 3, 27)}))
    assert "<legend>Ngày cấp</legend>" in drawn
    for place, (label, value) in enumerate([("Ngày", "27"), ("Tháng", "3"), ("Năm", "2014")]):
        assert f'<label for="id_day_{place}">{label}</label>' in drawn
        assert f'value="{value}"' in drawn


def test_an_optional_field_is_marked_and_a_required_one_is_not() -> None:
    with translation.override("vi"):
        drawn = str(SampleForm())
    assert drawn.count("(không bắt buộc)") == 3


def test_the_error_stands_between_hint_and_box_and_is_tied_to_it() -> None:
    with translation.override("vi"):
        drawn = str(SampleForm(REFUSED)["received_on"].as_field_group())
    hint, error, box = (drawn.index(mark) for mark in ("_helptext", "_error", "<input"))
    assert hint < error < box
    assert 'aria-describedby="id_received_on_helptext id_received_on_error"' in drawn
    assert 'aria-invalid="true"' in drawn


def test_the_summary_repeats_the_words_of_the_fields_and_leads_to_them() -> None:
    with translation.override("vi"):
        drawn = str(SampleForm(REFUSED | {"full_name": ""}))
    assert "Có 6 chỗ cần sửa" in drawn
    assert '<a href="#id_full_name">Bạn chưa điền “Họ và tên”.</a>' in drawn
    assert drawn.count("Bạn chưa điền “Họ và tên”.") == 2
    assert 'tabindex="-1" autofocus' in drawn


def test_the_summary_leads_to_the_first_of_three_boxes() -> None:
    with translation.override("vi"):
        drawn = str(ThreeBoxes({"day_day": "31", "day_month": "2", "day_year": "2021"}))
    target = drawn.split('<a href="#')[1].split('"')[0]
    assert f'id="{target}"' in drawn


def test_a_form_without_errors_has_no_summary() -> None:
    assert "summary" not in str(SampleForm())
