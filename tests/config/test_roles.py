"""The table of rights, written by hand: a cell for each permission and role; one that is missing fails."""

import importlib

import pytest

from lienthong.config.roles import ROLES
from lienthong.domain.organisations.permissions import Scope

NO, OWN, SUB, ALL = "-", "own", "subtree", "everywhere"

COLUMNS = (
    "citizen", "business", "post_staff", "one_stop_officer", "specialist", "division_head", "agency_leader",
    "document_clerk", "reporter", "plan_monitor", "assessor", "operator_1022", "auditor", "agency_administrator",
    "platform_administrator",
)  # fmt: skip

#                                   cit bus post 1stop spec divh lead clerk rep  mon  ass  1022 aud  aadm padm
TABLE = {
    "accounts.see":                (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "accounts.manage":             (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "accounts.see_letters":        (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "organisations.view_people":   (NO, NO, NO, NO,   NO,  OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, SUB, ALL),
    "organisations.change_agencies": (NO, NO, NO, NO, NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "organisations.set_groups":    (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  ALL, NO,  NO,  NO,  NO,  ALL),
    "organisations.appoint":       (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "organisations.substitute":    (NO, NO, NO, NO,   NO,  NO,  SUB, NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "organisations.give_signing":  (NO, NO, NO, NO,   NO,  NO,  SUB, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "axis.keep":                   (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "national.keep":               (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "partners.keep":               (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  SUB, ALL),
    "plans.import":                (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  ALL, NO,  NO,  NO,  NO,  NO),
    "plans.follow":                (NO, NO, NO, NO,   OWN, OWN, SUB, OWN,  OWN, ALL, ALL, NO,  ALL, NO,  NO),
    "plans.submit":                (NO, NO, NO, NO,   OWN, OWN, OWN, OWN,  OWN, OWN, NO,  NO,  NO,  NO,  NO),
    "plans.assign":                (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "plans.monitor":               (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  OWN, NO,  NO,  NO,  NO,  NO),
    "plans.make_child":            (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  OWN, NO,  NO,  NO,  NO,  NO),
    "procedures.draft":            (NO, NO, NO, NO,   OWN, OWN, NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "procedures.control":          (NO, NO, NO, NO,   NO,  OWN, NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "procedures.publish":          (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "reviews.write":               (NO, NO, NO, NO,   OWN, OWN, NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "reviews.submit":              (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "reviews.control":             (NO, NO, NO, NO,   NO,  OWN, NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "parties.see":                 (NO, NO, NO, OWN,  OWN, OWN, SUB, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "parties.keep":                (NO, NO, NO, OWN,  NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "parties.read":                (NO, NO, NO, OWN,  OWN, OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "parties.link":                (NO, NO, NO, OWN,  NO,  OWN, NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "parties.read_log":            (NO, NO, NO, NO,   NO,  NO,  SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "cases.follow":                (NO, NO, NO, OWN,  OWN, OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "cases.receive":               (NO, NO, NO, OWN,  NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "cases.handle":                (NO, NO, NO, OWN,  OWN, OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "cases.direct":                (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "cases.sign":                  (NO, NO, NO, NO,   NO,  NO,  OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "cases.keep_forms":            (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "cases.keep_anywhere":         (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "cases.import_history":        (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "conduct.answer":              (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "conduct.see":                 (NO, NO, NO, NO,   NO,  NO,  SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "ministries.keep":             (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "ministries.enter":            (NO, NO, NO, OWN,  OWN, OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "ministries.settle":           (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "payments.see":                (NO, NO, NO, OWN,  NO,  OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "payments.collect":            (NO, NO, NO, OWN,  NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "payments.decide":             (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "deliveries.see":              (NO, NO, NO, OWN,  NO,  OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "deliveries.send":             (NO, NO, NO, OWN,  NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "deliveries.decide":           (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "transfers.see":               (NO, NO, NO, OWN,  NO,  OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "transfers.keep":              (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "transfers.work":              (NO, NO, OWN, NO,  NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "surveys.see":                 (NO, NO, NO, OWN,  NO,  OWN, SUB, NO,   NO,  NO,  NO,  NO,  ALL, NO,  NO),
    "surveys.answer":              (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "documents.follow":            (NO, NO, NO, OWN,  OWN, OWN, OWN, OWN,  OWN, OWN, NO,  NO,  NO,  NO,  NO),
    "documents.draft":             (NO, NO, NO, OWN,  OWN, OWN, OWN, OWN,  OWN, OWN, NO,  NO,  NO,  NO,  NO),
    "documents.initial":           (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "documents.sign":              (NO, NO, NO, NO,   NO,  NO,  OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "documents.register":          (NO, NO, NO, NO,   NO,  NO,  NO,  OWN,  NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "correspondence.follow":       (NO, NO, NO, OWN,  OWN, OWN, OWN, OWN,  OWN, OWN, NO,  NO,  NO,  NO,  NO),
    "correspondence.register":     (NO, NO, NO, NO,   NO,  NO,  NO,  OWN,  NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "correspondence.instruct":     (NO, NO, NO, NO,   NO,  NO,  OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "correspondence.assign":       (NO, NO, NO, NO,   NO,  OWN, OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "workfiles.keep":              (NO, NO, NO, OWN,  OWN, OWN, OWN, OWN,  OWN, OWN, NO,  NO,  NO,  NO,  NO),
    "workfiles.archive":           (NO, NO, NO, NO,   NO,  NO,  NO,  OWN,  NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "workfiles.approve":           (NO, NO, NO, NO,   NO,  NO,  OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "retention.list":              (NO, NO, NO, NO,   NO,  NO,  NO,  OWN,  NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "retention.decide":            (NO, NO, NO, NO,   NO,  NO,  OWN, NO,   NO,  NO,  NO,  NO,  NO,  NO,  NO),
    "retention.rule":              (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "spine.read_ledger":           (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  ALL, NO,  ALL),
    "spine.mend_deliveries":       (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "calendar.keep":               (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "causes.keep":                 (NO, NO, NO, NO,   NO,  NO,  NO,  NO,   NO,  NO,  NO,  NO,  NO,  NO,  ALL),
    "signatures.sign_for_agency":  (NO, NO, NO, NO,   NO,  NO,  NO,  OWN,  NO,  NO,  NO,  NO,  NO,  NO,  NO),
}  # fmt: skip
ROOMS = (
    "lienthong.domain.accounts.permissions",
    "lienthong.domain.axis.permissions",
    "lienthong.domain.cases.permissions",
    "lienthong.domain.correspondence.permissions",
    "lienthong.domain.workfiles.permissions",
    "lienthong.domain.deliveries.permissions",
    "lienthong.domain.documents.permissions",
    "lienthong.domain.ministries.permissions",
    "lienthong.domain.organisations.permissions",
    "lienthong.domain.parties.permissions",
    "lienthong.domain.national.permissions",
    "lienthong.domain.partners.permissions",
    "lienthong.domain.payments.permissions",
    "lienthong.domain.plans.permissions",
    "lienthong.domain.procedures.permissions",
    "lienthong.domain.reviews.permissions",
    "lienthong.domain.conduct.permissions",
    "lienthong.domain.retention.permissions",
    "lienthong.domain.surveys.permissions",
    "lienthong.domain.transfers.permissions",
    "lienthong.spine.calendar.permissions",
    "lienthong.spine.causes.permissions",
    "lienthong.spine.permissions",
    "lienthong.spine.signatures.permissions",
)


def test_every_role_has_its_column_in_order() -> None:
    assert tuple(role.name for role in ROLES) == COLUMNS


def test_every_permission_has_its_row() -> None:
    known = {str(member) for room in ROOMS for member in importlib.import_module(room).Permission}
    assert known == set(TABLE)


@pytest.mark.parametrize("role", ROLES, ids=lambda role: str(role.name))
def test_a_role_may_what_the_table_says_and_no_more(role: object) -> None:
    column = COLUMNS.index(role.name)  # type: ignore[attr-defined]
    expected = {permission: row[column] for permission, row in TABLE.items() if row[column] != NO}
    actual = {str(name): Scope(scope).value for name, scope in role.scopes().items()}  # type: ignore[attr-defined]
    assert actual == expected
