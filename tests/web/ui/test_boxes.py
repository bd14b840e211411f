"""Boxes of forms are drawn as Django's own templates draw them."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.translation import gettext_lazy

from lienthong.web.ui.forms import Renderer

KINDS = [("", "bất kỳ"), ("Đất đai", [("1", "Cấp <mới>"), ("2", gettext_lazy("Name"))]), (3, 'Hộ "tịch"')]
WIDGETS = [
    (forms.Select(choices=KINDS), "2"),
    (forms.Select({"required": True, "class": "a'b", "hidden": False}, choices=KINDS), 3),
    (forms.Select(choices=[]), None),
    (forms.SelectMultiple(choices=[("a", "A"), ("b", "B & C")]), ["a", "b"]),
    (forms.TextInput({"size": 12, "data-key": "F"}), 'Nguyễn "An" <b>'),
    (forms.TextInput(), None),
    (forms.TextInput(), ""),
    (forms.SearchInput({"placeholder": gettext_lazy("Name")}), "x"),
    (forms.HiddenInput(), 1793),
    (forms.NumberInput({"min": 0}), 1793),
    (forms.EmailInput(), "a@b.vn"),
    (forms.PasswordInput(), "secret"),
]


@pytest.mark.parametrize(("widget", "value"), WIDGETS)
def test_it_is_what_the_template_would_have_drawn(widget: forms.Widget, value: object) -> None:
    ours, theirs = (
        re.sub(r">\s+<", "><", widget.render("box", value, {"id": "id_box"}, renderer=renderer))
        for renderer in (Renderer(), DjangoTemplates())
    )
    assert ours == theirs
