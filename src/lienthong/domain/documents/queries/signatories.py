"""Who may sign a kind of document for an agency on a day, and how it reads above their name."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from lienthong.domain.accounts.queries import get_full_names
from lienthong.domain.documents.permissions import Permission
from lienthong.domain.documents.rules.kinds import KINDS, Kind
from lienthong.domain.documents.rules.signing import is_deputy, lines_of
from lienthong.domain.organisations.permissions import role_named
from lienthong.domain.organisations.queries import (
    AgencyRow,
    Hat,
    SigningRow,
    get_agency,
    list_positions,
    list_signing,
)
from lienthong.spine.text import person_key

COMMITTEES: Final = frozenset({"PROVINCE", "CITY", "TOWN", "DISTRICT", "COMMUNE", "WARD", "TOWNSHIP"})
COPIES: Final = frozenset({"bản sao", "sao văn bản", "SY", "SL", "TrS"})
"""How mandates name copies (Decree 30/2020/NĐ-CP, article 27: the head says who signs them)."""
_HEADS: Final = {"DEPARTMENT": "Giám đốc", "OFFICE": "Chánh Văn phòng"}


@dataclass(frozen=True, slots=True)
class Signatory:
    """``lines`` stand above the ``title``; ``form`` is the right's ("": the head's own), ``basis`` what it rests on."""

    account: str
    name: str
    title: str
    lines: tuple[str, ...] = ()
    form: str = ""
    basis: str = ""

    @property
    def block(self) -> str:
        """ "KT. Giám đốc, Phó Giám đốc"."""
        return ", ".join((*self.lines, self.title))


def list_signatories(agency: str, kind: Kind, day: date) -> list[Signatory]:
    """The head first, then those with a mandate of that day, by given name."""
    row = KINDS[kind]
    return _listed(agency, {kind.value, row.sign, row.name.casefold()}, day)


def find_block(account: str, agency: str, kind: Kind, day: date) -> str | None:
    """How it reads above their name, where they may sign that kind on that day: asked at each signature, so without
    asking for anybody's name.
    """
    row = KINDS[kind]
    rights = _rights(agency, {kind.value, row.sign, row.name.casefold()}, day, names={})
    return next((one.block for one in rights if one.account == account), None)


def list_copy_signatories(agency: str, day: date) -> list[Signatory]:
    """Who may order a copy of a document and sign it, in the order of ``list_signatories``."""
    return _listed(agency, COPIES, day)


def _listed(agency: str, named: Collection[str], day: date) -> list[Signatory]:
    names = get_full_names({hat.account for hat in list_positions([agency], day)})
    found = _rights(agency, named, day, names=names)
    once = {one.account: one for one in reversed(found)}
    return sorted(once.values(), key=lambda one: (bool(one.form), person_key(one.name)))


def _rights(agency: str, named: Collection[str], day: date, *, names: dict[str, str]) -> list[Signatory]:
    """Each right, the heads' own first: who has several stands there several times, and signs by the first."""
    body, hats = get_agency(agency, day), list_positions([agency], day)
    if body is None:
        return []
    heads = [hat for hat in hats if _is_head(hat)]
    rights = [right for right in list_signing(agency, day) if _covers(right, named)]
    return [*_of_heads(body, heads, names), *_of_mandates(body, rights, hats, heads, names)]


def find_signatory(account: str, agency: str, kind: Kind, day: date) -> Signatory | None:
    return next((one for one in list_signatories(agency, kind, day) if one.account == account), None)


def _is_head(hat: Hat) -> bool:
    """Who leads it in their own right: a deputy needs a mandate, however long their power in fact."""
    return Permission.SIGN in role_named(hat.role).scopes() and not is_deputy(hat.title)


def _covers(right: SigningRow, named: Collection[str]) -> bool:
    """Mandates name kinds as people write them: by code, by sign or in full."""
    return not right.limits or any(one in named or one.casefold() in named for one in right.limits)


def _of_heads(body: AgencyRow, heads: list[Hat], names: dict[str, str]) -> Iterator[Signatory]:
    for hat in heads:
        lines, title = lines_of("", is_committee=body.kind in COMMITTEES, head=hat.title, title=hat.title)
        yield Signatory(hat.account, names.get(hat.account, ""), title, lines)


def _of_mandates(
    body: AgencyRow, rights: list[SigningRow], hats: list[Hat], heads: list[Hat], names: dict[str, str]
) -> Iterator[Signatory]:
    """A right of somebody who wears no hat here any more is worth nothing."""
    is_committee = body.kind in COMMITTEES
    default = "Chủ tịch" if is_committee else _HEADS.get(body.kind, "Thủ trưởng")
    head = heads[0].title if heads else default
    worn = {hat.account: hat for hat in reversed(hats)}
    for right in rights:
        hat = worn.get(right.account)
        if hat is None:
            continue
        lines, title = lines_of(right.form, is_committee=is_committee, head=head, title=hat.title)
        yield Signatory(right.account, names.get(right.account, ""), title, lines, right.form, right.basis)


def list_initiallers(agency: str, day: date) -> list[tuple[str, str]]:
    """(account, "name, position") of those who may initial there, by given name."""
    hats = [
        hat for hat in list_positions([agency], day) if Permission.INITIAL in role_named(hat.role).scopes()
    ]
    names = get_full_names({hat.account for hat in hats})
    titles = {hat.account: hat.title for hat in reversed(hats)}
    known = sorted(titles, key=lambda account: person_key(names.get(account, "")))
    return [(account, f"{names.get(account, '')}, {titles[account]}") for account in known]
