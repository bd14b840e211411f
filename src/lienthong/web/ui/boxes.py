"""Boxes of forms drawn without templates, as Django's own templates draw them.

Django renders three templates for each option of a select; a list of three hundred procedures costs more than the page
around it.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString

type Widget = Mapping[str, Any]


def draw_select(widget: Widget) -> SafeString:
    groups = "".join(_group(name, options) for name, options, _place in widget["optgroups"])
    name = escape(widget["name"])
    return SafeString(f'<select name="{name}"{_attributes(widget["attrs"])}>{groups}\n</select>')


def draw_input(widget: Widget) -> SafeString:
    value = "" if widget["value"] is None else f' value="{escape(str(widget["value"]))}"'
    kind, name = escape(widget["type"]), escape(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{value}{_attributes(widget["attrs"])}>')


def _group(name: str | None, options: list[Widget]) -> str:
    drawn = "".join(
        f'\n  <option value="{escape(str(option["value"]))}"{_attributes(option["attrs"])}>'
        f"{conditional_escape(option['label'])}</option>"
        for option in options
    )
    return f'\n  <optgroup label="{conditional_escape(name)}">{drawn}\n  </optgroup>' if name else drawn


def _attributes(attributes: Mapping[str, Any]) -> str:
    return "".join(
        f" {escape(name)}" if value is True else f' {escape(name)}="{escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


DRAWN: Final[Mapping[str, Callable[[Widget], SafeString]]] = {
    "django/forms/widgets/select.html": draw_select,
    **{
        f"django/forms/widgets/{kind}.html": draw_input
        for kind in ("input", "text", "search", "hidden", "number", "email", "tel", "password")
    },
}
"""By the name of the template that each stands in for."""
