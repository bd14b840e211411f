"""A box to pick from: what is named whole is chosen, everything else is asked back, nothing typed is lost."""

from typing import Any

import pytest
from django import forms
from django.http import QueryDict
from django.utils import translation

from lienthong.web.ui.living import find_sample
from lienthong.web.ui.picking import PickField, PickManyField


class One(forms.Form):
    place = PickField(find=find_sample, url="/offers/?where=x", label="Cơ quan")


class Several(forms.Form):
    places = PickManyField(find=find_sample, label="Cơ quan", required=False)


def sent(form: type[forms.Form], query: str) -> forms.Form:
    return form(QueryDict(query))


@pytest.mark.parametrize(
    "query",
    [
        "place=GL-SNV",
        "place=Sở+Nội+vụ+(GL-SNV)",
        "place=so&place_of=GL-SNV",
        "place=&place_of=GL-SNV",
    ],
)
def test_one_is_chosen_by_its_whole_name_or_by_a_mark(query: str) -> None:
    form = sent(One, query)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == "GL-SNV"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("place=noi+vu", "“noi vu” có thể là 1 nơi: chọn bên dưới, hoặc viết tiếp."),
        ("place=so", "“so” có thể là 2 nơi: chọn bên dưới, hoặc viết tiếp."),
        ("place=so&place_of=GL-622", "“so” có thể là 2 nơi: chọn bên dưới, hoặc viết tiếp."),
        ("place=xyz", "Không có gì mang tên “xyz”. Viết một phần tên hoặc mã."),
    ],
)
def test_what_is_not_named_whole_is_asked_back_and_stays_in_the_box(query: str, said: str) -> None:
    with translation.override("vi"):
        form = sent(One, query)
        assert form.errors["place"] == [said]
        assert f'value="{form.data["place"]}"' in str(form)


def test_what_fits_stands_below_the_box_when_the_form_comes_back() -> None:
    drawn = str(sent(One, "place=so"))
    assert drawn.count('type="radio"') == 2
    assert "GL-622" not in drawn


def test_an_empty_box_is_missing_only_where_one_is_needed() -> None:
    assert not sent(One, "place=").is_valid()
    form = sent(Several, "places=")
    assert form.is_valid()
    assert form.cleaned_data["places"] == []


def test_what_is_stored_stands_in_the_box_by_name_and_is_sent_back_as_it_is() -> None:
    drawn = str(One(initial={"place": "GL-SNV"}))
    assert 'value="Sở Nội vụ (GL-SNV)"' in drawn
    assert "radio" not in drawn


def test_scripts_ask_for_the_matches_with_the_name_of_the_box() -> None:
    assert 'data-hx-get="/offers/?where=x&amp;box=place"' in str(One())
    assert "data-hx-get" not in str(Several())


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("places=GL-SNV;+GL-STC", ["GL-SNV", "GL-STC"]),
        ("places=so&places_of=GL-SNV&places_of=GL-STC", ["GL-SNV", "GL-STC"]),
        ("places=GL-622&places_of=GL-SNV", ["GL-SNV", "GL-622"]),
    ],
)
def test_several_are_chosen_by_names_and_marks(query: str, chosen: list[str]) -> None:
    form = sent(Several, query)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["places"] == chosen


def test_one_doubtful_name_among_several_is_asked_back_and_marks_are_kept() -> None:
    form = sent(Several, "places=GL-622;+so&places_of=GL-STC")
    assert form.is_valid()  # a mark among what fits answers the doubt
    form = sent(Several, "places=so;+pleiku&places_of=GL-STC")
    assert not form.is_valid()
    drawn = str(form)
    assert 'value="GL-STC" checked' in drawn
    assert 'value="GL-622"' in drawn


def test_stored_values_are_marked() -> None:
    drawn = str(Several(initial={"places": ["GL-SNV", "GL-622"]}))
    assert drawn.count("checked") == 2


def test_a_form_takes_plain_data_too() -> None:
    given: dict[str, Any] = {"places": "", "places_of": "GL-SNV"}
    form = Several(given)
    assert form.is_valid()
    assert form.cleaned_data["places"] == ["GL-SNV"]
