"""A list is carried out whole or not at all: every case on it with its files and people, or none; proved afterwards."""

from dataclasses import dataclass
from functools import cache

from lienthong.domain.applications.models import Application, Attachment
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases import models as m
from lienthong.domain.cases.exchange import read_forms
from lienthong.domain.cases.rules.erasing import ERASED
from lienthong.domain.parties.models import Identifier
from lienthong.domain.retention import actions
from lienthong.domain.retention.models import Disposal, Item
from lienthong.spine.files.queries import get_files
from lienthong.spine.files.store import store
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.ledger.verification import verify
from lienthong.spine.outbox.models import StatedFact
from tests.domain.applications.filled import PEOPLE, filled, sent, version
from tests.domain.cases.printing import FORMS
from tests.domain.cases.running import BEGUN, CLERK, LOADED, hour, province
from tests.domain.retention.lists import JOB, NEW_YEAR, approved, ten_years
from tests.faults.harness import Swept


@dataclass(frozen=True)
class Listed:
    """One approved list with one case, the person it names and the contents that go with it."""

    disposal: int
    case: int
    party: int
    digests: frozenset[str]


@cache
def online() -> int:
    province()
    cases.load_forms(forms=read_forms(FORMS), by=CLERK, at=LOADED)
    ten_years()
    return version()


def listed(k: int) -> Listed:
    number = {"number": f"0641900{k:05}", "name": f"Rơ Châm Thử {k}"}
    case = sent(filled(online(), applicant=PEOPLE["applicant"] | number)).case
    cases.accept(case=case, papers=[1, 2], by=CLERK, at=BEGUN)
    cases.issue_receipt(case=case, by=CLERK, at=BEGUN)
    cases.withdraw(case=case, reason="Đổi ý", by=CLERK, at=hour("18/10 09:00"))
    row = Application.objects.get(case=case)
    attached = Attachment.objects.filter(application=row).values_list("file", flat=True)
    papers = m.Paper.objects.filter(case=case).values_list("file", flat=True)
    files = get_files([*attached, *papers, row.paper or 0])
    party = m.Case.objects.get(pk=case).applicant_id
    return Listed(approved(), case, party, frozenset(file.digest for file in files.values()))


def carry_out(one: Listed) -> None:
    actions.carry_out(disposal=one.disposal, by=JOB, at=NEW_YEAR)


def gone_whole_or_not(one: Listed, done: bool) -> None:
    """The worker tries again what was killed; whatever it reached, case, people, files and entries agree."""
    item = Item.objects.get(disposal=one.disposal)
    gone = item.fate == "ERASED"
    assert gone or not done, "done and lost"
    row = m.Case.objects.get(pk=one.case)
    assert (row.applicant_name == ERASED) is gone
    assert m.Erasure.objects.filter(case=one.case).exists() is gone
    assert Identifier.objects.filter(party=one.party).exists() is not gone
    assert (not bytes(Application.objects.get(case=one.case).sealed)) is gone
    entries = [entry.verb for entry in ledger.list_entries(subject=f"case:{one.case}")]
    assert entries.count("cases.erase") == int(gone)
    stated = StatedFact.objects.filter(subject=f"disposal:{one.disposal}", name__contains="Erased")
    assert stated.exists() is gone
    if not gone:
        assert all(store().exists(digest) for digest in one.digests), (
            "a content went before the decision was kept"
        )
    assert verify().is_sound


def erased(k: int) -> Listed:
    one = listed(k)
    carry_out(one)
    return one


def certify(one: Listed) -> None:
    actions.certify(disposal=one.disposal, by=JOB, at=NEW_YEAR)


def certified_or_not(one: Listed, done: bool) -> None:
    row = Disposal.objects.get(pk=one.disposal)
    assert (row.state == "DONE") is (row.certificate is not None)
    assert row.certificate or not done
    if row.certificate:
        assert not any(store().exists(digest) for digest in one.digests), (
            "a certificate of what is still there"
        )
    assert verify().is_sound


SWEPT = [
    Swept("carry out a list of destruction", setup=listed, action=carry_out, holds=gone_whole_or_not),
    Swept("prove a destruction", setup=erased, action=certify, holds=certified_or_not),
]
