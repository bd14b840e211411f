"""A system is an account that asks and never signs in; its agency opens to it what its own people may read."""

import pytest
from django.db import IntegrityError, transaction

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts import errors as refusals
from lienthong.domain.accounts import queries as known
from lienthong.domain.accounts.models import Account
from lienthong.domain.accounts.queries import Scope
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.partners import actions, errors, queries
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.spine import clock
from lienthong.spine.ledger.queries import list_entries
from tests.domain.cases.running import BEGUN, CITY, CLERK, COMMUNE, OTHER, province
from tests.domain.partners.telling import KEEPER, a_system, staffed

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _province() -> None:
    province()


def token(account: str, *scopes: Scope) -> str:
    return actions.give_token(account=account, label="Máy chủ", scopes=scopes, days=30, by=KEEPER, at=BEGUN)


def test_a_machine_has_no_password_and_gets_none() -> None:
    account = a_system()
    row = known.get_account(account)
    assert row
    assert (row.kind, row.has_password, row.full_name) == ("SERVICE", False, "Kho dữ liệu")
    with pytest.raises(refusals.MachineSignsIn):
        accounts.give_temporary_password(account=account, by=KEEPER, at=BEGUN)
    with pytest.raises(refusals.MachineSignsIn):
        accounts.link_identity(
            account=account, issuer="https://id", subject="1", label="VNeID", level="2", by=KEEPER, at=BEGUN
        )
    with pytest.raises(refusals.NoEmail):
        accounts.invite_again(account=account, by=KEEPER, at=BEGUN)


def test_the_database_refuses_a_password_of_a_machine() -> None:
    row = Account.objects.get(public_id=a_system())
    row.set_password("cau long may bay ghe go")
    with pytest.raises(IntegrityError, match="machine_without_password"), transaction.atomic():
        row.save()


def test_machines_stand_in_no_list_of_people() -> None:
    account = a_system()
    assert account not in {row.id for row in known.list_accounts("kho du lieu")}
    assert [row.id for row in known.list_accounts(kind=known.Kind.SERVICE)] == [account]


def test_an_agency_opens_only_what_its_own_people_may_read() -> None:
    assert queries.scopes_of(CITY, clock.today()) == frozenset()
    account = a_system()
    with pytest.raises(errors.ScopesNotYours):
        token(account, Scope.CASES)
    staffed(role="reporter")  # follows plans, not cases
    assert queries.scopes_of(CITY, clock.today()) == {Scope.PLANS}
    with pytest.raises(errors.ScopesNotYours):
        token(account, Scope.PLANS, Scope.CASES)
    assert token(account, Scope.PLANS)


def test_a_machine_may_read_what_its_token_opens_at_its_agency_and_no_more() -> None:
    staffed()
    account = a_system()
    by = queries.machine(account, scopes=[Scope.BOARDS], origin="token x", at=BEGUN)
    assert by
    assert (by.account, by.name, by.agency) == (account, "Kho dữ liệu", CITY)
    assert [grant.permission for grant in by.grants] == [Cases.FOLLOW]
    assert by.may(Cases.FOLLOW, CITY)
    assert not any(by.may(Cases.FOLLOW, agency) for agency in (OTHER, COMMUNE))
    assert not by.may(Plans.FOLLOW)


def test_with_the_system_end_its_tokens() -> None:
    staffed()
    account = a_system()
    written = token(account, Scope.CASES)
    assert known.open_token(written, clock.real_now()).kind == known.Kind.SERVICE
    actions.end(account=account, reason="Hết thỏa thuận", by=KEEPER, at=BEGUN)
    assert queries.machine(account, scopes=[Scope.CASES], origin="", at=BEGUN) is None
    with pytest.raises(refusals.TokenInvalid):
        known.open_token(written, clock.real_now())
    with pytest.raises(errors.PartnerEnded):
        token(account, Scope.CASES)
    with pytest.raises(errors.PartnerEnded):
        actions.end(account=account, reason="Lần nữa", by=KEEPER, at=BEGUN)


def test_a_name_is_registered_once_while_the_system_runs() -> None:
    account = a_system()
    for again in ("Kho dữ liệu", "  Kho  dữ liệu "):
        with pytest.raises(errors.NameTaken):
            a_system(name=again)
    with pytest.raises(errors.NameMissing):
        a_system(name=" ")
    assert a_system(OTHER)
    actions.end(account=account, reason="Thay thế", by=KEEPER, at=BEGUN)
    assert a_system() != account


def test_each_deed_is_in_the_ledger_of_the_agency_under_the_machines_name() -> None:
    staffed()
    account = a_system()
    token(account, Scope.CASES)
    (row,) = known.list_tokens(account, clock.real_now())
    assert actions.end_token(account=account, token=row.id, by=KEEPER, at=BEGUN)
    assert not actions.end_token(account=account, token=row.id, by=KEEPER, at=BEGUN)
    told = [entry.verb for entry in list_entries(subject=f"account:{account}")]
    assert sorted(told) == ["accounts.end_token", "accounts.give_token", "accounts.open", "partners.register"]


def test_keepers_find_the_systems_in_their_reach() -> None:
    account = a_system()
    assert [row.account for row in queries.list_partners(KEEPER)] == [account]
    assert queries.list_partners(CLERK) == []
    assert queries.find_partner(account, CLERK) is None
