"""Choosing from a list too long to show: a box to type into, and below it what fits, to choose from.

Without scripts the matches stand there when the form comes back; with htmx they follow the typing. Only what is
named whole counts as chosen by typing: a mere part of a name is always asked back, never guessed.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy, ngettext

BETWEEN = ";"


@dataclass(frozen=True, slots=True)
class Offer:
    """``label`` stands in the box once chosen, so it must be found again; ``is_exact``: named whole."""

    value: str
    label: str
    hint: str = ""
    is_exact: bool = False


type Find = Callable[[str], Sequence[Offer]]
"""What fits a text, best first, bounded; a stored value finds its own offer exactly."""


@dataclass(frozen=True, slots=True)
class Picked:
    """What a person sent: the text of the box, and the values marked below it."""

    text: str = ""
    values: tuple[str, ...] = ()

    @property
    def parts(self) -> list[str]:
        """The names in the text; several are parted by semicolons."""
        return [part.strip() for part in self.text.split(BETWEEN) if part.strip()]


class PickInput(forms.Widget):
    """``find`` and ``many`` are set by the field; ``url`` (asked with ``box``, the field's name) gives the
    matches to htmx; "" where none does.
    """

    template_name = "ui/fields/pick.html"

    def __init__(self, find: Find, *, many: bool = False, url: str = "", size: int = 44) -> None:
        super().__init__({"autocomplete": "off", "size": str(size)})
        self.find, self.many, self.url = find, many, url

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Picked:
        del files
        marked = f"{name}_of"
        listed = (
            data.getlist(marked) if hasattr(data, "getlist") else [data[marked]] if marked in data else []
        )
        return Picked(str(data.get(name, "")).strip(), tuple(filter(None, listed)))

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        del files
        return name not in data and f"{name}_of" not in data

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        picked = value if isinstance(value, Picked) else self._stored(value)
        context = super().get_context(name, None, attrs)
        address = f"{self.url}{'&' if '?' in str(self.url) else '?'}box={name}" if self.url else ""
        context["widget"] |= self.shown(name, picked) | {"text": picked.text, "url": address}
        return context

    def shown(self, name: str, picked: Picked) -> dict[str, Any]:
        """What is offered below the box, each with whether it is marked; nothing once the box says it all."""
        marked = self._marked(picked.values)
        found = [] if self._is_settled(picked) else self._matches(picked)
        more = {offer.value: offer for offer in (*marked, *found)}
        kept = {offer.value for offer in marked}
        offers = [
            (offer, offer.value in kept or (offer.is_exact and len(found) == 1)) for offer in more.values()
        ]
        return {"name": name, "many": self.many, "offers": offers, "is_lost": bool(picked.text) and not more}

    def _stored(self, value: Any) -> Picked:
        values = (value,) if isinstance(value, str) else tuple(value or ())
        if self.many:
            return Picked("", tuple(filter(None, values)))
        labels = [offer.label for offer in self._marked(tuple(filter(None, values)))]
        return Picked(labels[0] if labels else "")

    def _marked(self, values: Sequence[str]) -> list[Offer]:
        return [offer for value in values for offer in self.find(value) if offer.value == value]

    def _is_settled(self, picked: Picked) -> bool:
        """The box holds the label of a match, as chosen before."""
        return not self.many and any(offer.label == picked.text for offer in self.find(picked.text))

    def _matches(self, picked: Picked) -> list[Offer]:
        return [offer for part in picked.parts for offer in self.find(part)]


class PickField(forms.Field):
    """One of many things, by name; gives its value, "" when left empty. ``find`` is asked on every use."""

    default_error_messages = {  # noqa: RUF012  Django's own shape
        "unknown": gettext_lazy("Nothing here is called “%(text)s”. Write part of its name, or its code.")
    }

    def __init__(self, *, find: Find, url: str = "", many: bool = False, **options: Any) -> None:
        self.find = find
        super().__init__(widget=PickInput(find, many=many, url=url), **options)

    def clean(self, value: Picked) -> Any:
        chosen = self.choose(value)
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        return chosen[0] if chosen else ""

    def choose(self, picked: Picked) -> list[str]:
        """The values meant; a mark counts as long as it fits the text. Raises ValidationError when in doubt."""
        if not picked.text:
            return [
                offer.value for value in picked.values for offer in self.find(value) if offer.value == value
            ]
        return [self._meant(part, picked.values) for part in picked.parts]

    def _meant(self, text: str, marked: Sequence[str]) -> str:
        offers = self.find(text)
        fitting = [offer.value for offer in offers if offer.value in marked]
        meant = fitting or [offer.value for offer in offers if offer.is_exact]
        if len(meant) == 1:
            return meant[0]
        if not offers:
            raise ValidationError(self.error_messages["unknown"], code="unknown", params={"text": text})
        raise ValidationError(_asked_back(text, len(offers)), code="ambiguous")


class PickManyField(PickField):
    """Several of many things; gives a list of values. Names in the box are parted by semicolons."""

    def __init__(self, **options: Any) -> None:
        super().__init__(many=True, **options)

    def clean(self, value: Picked) -> list[str]:
        typed = self.choose(value) if value.text else []
        marked = self.choose(Picked("", value.values))
        chosen = list(dict.fromkeys([*marked, *typed]))
        if self.required and not chosen:
            raise ValidationError(self.error_messages["required"], code="required")
        return chosen

    def _meant(self, text: str, marked: Sequence[str]) -> str:
        """Any mark among what fits answers the text; further ones count by themselves."""
        fitting = [offer.value for offer in self.find(text) if offer.value in marked]
        return fitting[0] if fitting else super()._meant(text, marked)


def _asked_back(text: str, count: int) -> str:
    words = ngettext(
        "“%(text)s” is part of one name: choose it below, or write on.",
        "“%(text)s” may mean %(count)d: choose one below, or write on.",
        count,
    )
    return words % {"text": text, "count": count}
