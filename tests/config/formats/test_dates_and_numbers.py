"""The permanent guard against dates read month first, in every language of the interface."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils import timezone, translation
from django.utils.formats import date_format, number_format, time_format

from lienthong.config.languages import COMPLETE, SKELETONS

YEAR_2024 = [date(2024, 1, 1) + timedelta(days=place) for place in range(366)]
LANGUAGES = ["vi", "en", "jra", "bdq"]


class DayForm(forms.Form):
    day = forms.DateField()


class MomentForm(forms.Form):
    moment = forms.DateTimeField()


class AmountForm(forms.Form):
    amount = forms.DecimalField(localize=True)


def _read(language: str, text: str) -> object:
    with translation.override(language):
        form = DayForm({"day": text})
        return form.cleaned_data["day"] if form.is_valid() else form.errors["day"]


def test_every_language_of_the_interface_is_guarded() -> None:
    assert sorted(COMPLETE | SKELETONS) == sorted(LANGUAGES)
    assert {code for code, _ in settings.LANGUAGES} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("separator", ["/", "-", "."])
def test_every_day_of_a_leap_year_is_read_day_first(language: str, separator: str) -> None:
    read = [_read(language, day.strftime(f"%d{separator}%m{separator}%Y")) for day in YEAR_2024]
    assert read == YEAR_2024


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["2/3/2026", "02-03-2026", "02032026", "2026-03-02", "2.3.2026"])
def test_every_way_of_typing_the_second_of_march_is_the_second_of_march(language: str, text: str) -> None:
    assert _read(language, text) == date(2026, 3, 2)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", ["12/31/2026", "31/02/2026", "02/03/26", "29/02/2026", "2026/03/02", "nay"])
def test_what_is_no_day_first_date_is_refused(language: str, text: str) -> None:
    assert not isinstance(_read(language, text), date)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_shown_is_read_back_as_the_same_day(language: str) -> None:
    with translation.override(language):
        shown = [date_format(day, "DATE_FORMAT") for day in YEAR_2024]
        assert [_read(language, text) for text in shown] == YEAR_2024
        assert shown[61] == "02/03/2024"
        assert 'value="02/03/2024"' in str(DayForm(initial={"day": date(2024, 3, 2)})["day"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_templates_show_dates_day_first_and_times_in_24_hours(language: str) -> None:
    moment = datetime(2026, 3, 2, 17, 5, tzinfo=timezone.get_default_timezone())
    with translation.override(language):
        assert Template("{{ d }} {{ m }}").render(Context({"d": date(2026, 3, 2), "m": moment})) == (
            "02/03/2026 17:05 02/03/2026"
        )
        assert time_format(time(7, 0)) == "07:00"
        form = MomentForm({"moment": "02/03/2026 17:05"})
        assert form.is_valid() and form.cleaned_data["moment"] == moment


@pytest.mark.parametrize(
    ("language", "shown"),
    [("vi", "1.234.567,89"), ("en", "1,234,567.89")],
)
def test_numbers_are_grouped_and_read_back(language: str, shown: str) -> None:
    with translation.override(language):
        assert number_format(Decimal("1234567.89")) == shown
        assert Template("{{ n }}").render(Context({"n": Decimal("1234567.89")})) == shown
        form = AmountForm({"amount": shown})
        assert form.is_valid() and form.cleaned_data["amount"] == Decimal("1234567.89")
        assert f'value="{shown}"' in str(AmountForm(initial={"amount": Decimal("1234567.89")})["amount"])


def test_a_vietnamese_point_parts_thousands() -> None:
    with translation.override("vi"):
        form = AmountForm({"amount": "1.234"})
        assert form.is_valid() and form.cleaned_data["amount"] == 1234
        assert number_format(75_000) == "75.000"
