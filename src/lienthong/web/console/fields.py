"""Fields that the console's forms share: an agency of today, a role, a person, a decision."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse_lazy
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from lienthong.domain.accounts.queries import find_account
from lienthong.domain.organisations import queries as organisations
from lienthong.domain.organisations.permissions import can_give_role, list_roles
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.web.ui.forms import UNCHOSEN, DayField
from lienthong.web.ui.picking import Find, Offer, PickField, PickManyField

OFFERED = 12
_CODE = re.compile(r"\(([A-Z0-9-]+)\)$")
_UNKNOWN = _("No agency of today is called “%(text)s”. Write part of its name, its abbreviation or its code.")


def find_offers(by: Actor | None = None, where: str = "") -> Find:
    """Agencies of today that fit a text; ``where``: only those that this permission of ``by`` reaches."""

    def find(text: str) -> Sequence[Offer]:
        within = by.reach(where) if by and where else None
        today, named = clock.today(), _CODE.search(text)
        matches = organisations.find_agencies(
            named.group(1) if named else text, today, within=within, limit=OFFERED
        )
        parents = organisations.get_names({match.agency.parent for match in matches}, today)
        return [_offer(match, parents) for match in matches]

    return find


def _offer(match: organisations.Match, names: dict[str, str]) -> Offer:
    row = match.agency
    return Offer(row.code, f"{row.short_name} ({row.code})", names.get(row.parent, ""), match.is_exact)


def agency_field(
    label: Any, by: Actor | None = None, where: str = "", *, many: bool = False, **options: Any
) -> PickField:
    """A box for the name, abbreviation or code of an agency of today; ``by`` and ``where`` as ``find_offers``."""
    asked = {name: word for name, word in (("many", "yes" if many else ""), ("where", str(where))) if word}
    url = lazy(lambda: f"{reverse_lazy('console:offers')}?{urlencode(asked)}", str)()
    hint = _("Part of the name without marks, the abbreviation or the code: noi vu, SNV, GL-SNV.")
    several = _("Names, abbreviations or codes, with semicolons between: SNV; STC.")
    given = {"label": label, "help_text": several if many else hint, "error_messages": {"unknown": _UNKNOWN}}
    kind = PickManyField if many else PickField
    return kind(find=find_offers(by, where), url=url, **(given | options))


def role_field(actor: Actor, **options: Any) -> forms.ChoiceField:
    """Only roles that the actor may give."""
    given = [(role.name, role.label) for role in list_roles() if can_give_role(actor, role.name)]
    return forms.ChoiceField(label=_("Role"), choices=[UNCHOSEN, *given], **options)


def decision_field(**options: Any) -> forms.CharField:
    help_text = _("Number, kind and day, for example 15/QĐ-UBND ngày 04/01/2021.")
    return forms.CharField(label=_("Decision"), help_text=help_text, max_length=150, **options)


def reason_field(**options: Any) -> forms.CharField:
    widget = forms.Textarea({"rows": "3"})
    help_text = _("Kept in the ledger with your name.")
    return forms.CharField(label=_("Reason"), help_text=help_text, max_length=300, widget=widget, **options)


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
