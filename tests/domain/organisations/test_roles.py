"""What a role grants, and the words that pages show for stored codes."""

from collections.abc import Iterator

import pytest
from django.utils import translation

from lienthong.domain.organisations import permissions, queries
from lienthong.domain.organisations.permissions import Permission, Role, Scope
from lienthong.domain.organisations.rules.roles import everyone_grants, grants_of
from lienthong.spine.actor import Actor, Grant

READER = Role(
    "reader", "Reader", frozenset({"x.read"}), Scope.SUBTREE, exceptions={"x.all": Scope.EVERYWHERE}
)
WRITER = Role("writer", "Writer", frozenset({"x.write", "x.sign"}), personal=frozenset({"x.sign"}))
ALL = frozenset({"A", "A1"})


@pytest.fixture(autouse=True)
def _keep_roles() -> Iterator[None]:
    before = permissions.list_roles()
    yield
    permissions.register_roles(before)


def test_each_scope_becomes_its_agencies() -> None:
    assert set(grants_of(READER, "A", lambda: ALL)) == {Grant("x.read", ALL), Grant("x.all", None)}
    assert Grant("x.write", frozenset({"A"})) in grants_of(WRITER, "A", lambda: ALL)


def test_the_subtree_is_not_asked_for_when_nothing_reaches_below() -> None:
    def unasked() -> frozenset[str]:
        raise AssertionError("asked")

    assert len(grants_of(WRITER, "A", unasked)) == 2


def test_personal_permissions_are_not_lent() -> None:
    assert [grant.permission for grant in grants_of(WRITER, "A", lambda: ALL, substituting=True)] == [
        "x.write"
    ]


def test_roles_for_everyone_are_bound_to_no_agency() -> None:
    citizen = Role("citizen", "Citizen", frozenset({"own.view"}), for_everyone=True)
    assert everyone_grants([READER, citizen]) == (Grant("own.view", None),)


def test_registering_replaces_all_roles_and_keeps_their_order() -> None:
    permissions.register_roles([WRITER])
    permissions.register_roles([READER, WRITER])
    assert permissions.list_roles() == (READER, WRITER)
    assert permissions.role_named("reader") is READER
    assert permissions.role_named("nobody").scopes() == {}


def test_without_a_grant_nothing_can_be_done_and_with_one_only_there() -> None:
    nobody = Actor(account="p1", name="x")
    local = Actor(account="p2", name="y", grants=tuple(Grant(name, frozenset({"A"})) for name in Permission))
    for can in (permissions.can_change, permissions.can_appoint, permissions.can_give_signing):
        assert [can(nobody, "A"), can(local, "A"), can(local, "B")] == [False, True, False]
    assert [permissions.can_set_groups(nobody), permissions.can_set_groups(local)] == [False, True]


@pytest.mark.parametrize(
    ("codes", "labels"),
    [
        (queries.Kind, queries.KIND_LABELS),
        (queries.Level, queries.LEVEL_LABELS),
        (queries.SuccessionKind, queries.SUCCESSION_LABELS),
        (queries.SigningForm, queries.SIGNING_LABELS),
    ],
)
def test_every_stored_code_has_a_label_in_both_languages(codes: type, labels: dict[object, object]) -> None:
    assert set(labels) == set(codes)  # type: ignore[call-overload]
    for label in labels.values():
        with translation.override("en"):
            english = str(label)
        with translation.override("vi"):
            assert str(label) not in ("", english)


def test_a_kind_is_called_as_officials_call_it() -> None:
    with translation.override("vi"):
        assert str(queries.KIND_LABELS[queries.Kind.CENTRAL]) == "Cơ quan ngành dọc"
