"""Fields that the console's forms share: an agency of a day, a role, a person, a decision."""

import datetime as dt
from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import can_give_role, list_roles
from lienthong.spine.actor import Actor
from lienthong.web.ui.forms import DayField

NOTHING = ("", "")
INDENT = "\u2003"


def agency_choices(day: dt.date, within: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Agencies of a day in the order of the tree, deeper ones indented; ``within`` None for all."""
    rows = organisations.get_tree(day)
    return [
        (row.agency.code, f"{INDENT * row.depth}{row.agency.short_name}")
        for row in rows
        if within is None or row.agency.code in within
    ]


def agency_field(
    label: Any, day: dt.date, within: Collection[str] | None = None, **options: Any
) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[NOTHING, *agency_choices(day, within)], **options)


def role_field(actor: Actor, **options: Any) -> forms.ChoiceField:
    """Only roles that the actor may give."""
    given = [(role.name, role.label) for role in list_roles() if can_give_role(actor, role.name)]
    return forms.ChoiceField(label=_("Role"), choices=[NOTHING, *given], **options)


def decision_field(**options: Any) -> forms.CharField:
    help_text = _("Number, kind and day, for example 15/QĐ-UBND ngày 04/01/2021.")
    return forms.CharField(label=_("Decision"), help_text=help_text, max_length=150, **options)


def reason_field(**options: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": "3"})
    help_text = _("Kept in the ledger with your name.")
    return forms.CharField(label=_("Reason"), help_text=help_text, max_length=140, widget=widget, **options)


def day_field(label: Any, **options: Any) -> DayField:
    return DayField(label=label, **options)


class PersonField(forms.CharField):
    """A sign-in name or e-mail, giving the public id of the account."""

    default_error_messages = {  # noqa: RUF012  Django's own shape
        "unknown": _("Nobody has this sign-in name or e-mail. Look the person up in the list of people.")
    }

    def clean(self, value: Any) -> str:
        typed = str(super().clean(value) or "")
        if not typed:
            return ""
        account = find_account(typed)
        if account is None or not account.is_active:
            raise ValidationError(self.error_messages["unknown"], code="unknown")
        return account.id


def person_field(label: Any, **options: Any) -> PersonField:
    return PersonField(label=label, help_text=_("Sign-in name or official e-mail."), **options)
