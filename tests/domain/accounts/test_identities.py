import pytest
from tests.factories.people import ADMIN, AT, person

from lienthong.domain.accounts import actions, queries
from lienthong.domain.accounts.errors import AlreadyLinked

pytestmark = pytest.mark.django_db
VNEID = {"issuer": "https://vneid.example", "label": "VNeID", "level": "2"}


def _link(account: str, subject: str = "s1", **changes: str) -> None:
    actions.link_identity(account=account, subject=subject, by=ADMIN, at=AT, **(VNEID | changes))


def test_an_identity_is_known_by_issuer_and_subject_together() -> None:
    account = person().public_id
    _link(account)
    assert queries.find_identity("https://vneid.example", "s1") == account
    assert queries.find_identity("https://other.example", "s1") is None
    assert queries.find_identity("https://vneid.example", "S1") is None


def test_linking_twice_is_no_fault_and_leaves_one_row() -> None:
    account = person().public_id
    _link(account)
    _link(account)
    assert len(queries.list_identities(account)) == 1


def test_an_identity_of_somebody_else_is_refused() -> None:
    _link(person().public_id)
    with pytest.raises(AlreadyLinked):
        _link(person(username="binh.snv").public_id)


def test_an_unknown_person_gets_an_account_without_password_or_address() -> None:
    account = actions.open_from_identity(
        subject="s2", full_name="Rơ Châm H’Phương", kind=queries.Kind.CITIZEN, by=ADMIN, at=AT, **VNEID
    )
    row = queries.get_account(account)
    assert row is not None
    assert (row.full_name, row.kind, row.has_password, row.email) == (
        "Rơ Châm H’Phương",
        "CITIZEN",
        False,
        "",
    )
    assert queries.find_identity(VNEID["issuer"], "s2") == account


def test_the_level_of_the_latest_use_is_kept() -> None:
    account = person().public_id
    _link(account)
    actions.note_identity_used(issuer=VNEID["issuer"], subject="s1", level="3")
    assert queries.list_identities(account)[0].level == "3"
