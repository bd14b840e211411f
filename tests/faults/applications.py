"""An application is sent whole or not at all: its case, its form as it was sent and its mark, or none of them."""

from functools import cache
from uuid import UUID

from lienthong.domain.applications import actions
from lienthong.domain.applications.queries import get_application
from lienthong.domain.cases.models import Case
from lienthong.spine.actor import ANONYMOUS
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.ledger import queries as ledger
from tests.domain.applications.filled import AT, PEOPLE, filled, version
from tests.domain.cases.running import province
from tests.faults.harness import Swept


@cache
def online() -> int:
    province()
    return version()


def to_be_sent(k: int) -> UUID:
    return filled(online(), applicant=PEOPLE["applicant"] | {"number": f"0641900{k:05}"})


def send(key: UUID) -> None:
    actions.send(application=key, by=ANONYMOUS, at=AT)


def sent_whole_or_not(key: UUID, done: bool) -> None:
    row = get_application(key)
    made = Case.objects.filter(key=key)
    assert made.count() == int(row.case is not None)
    assert not done or row.case
    if row.case is None:
        assert row.paper is None
        return
    file = get_file(row.paper or 0)
    assert file
    with open_content(file) as content:
        assert content.read(5) == b"%PDF-"
    verbs = [one.verb for one in ledger.list_entries(subject=f"case:{row.case}")]
    assert sorted(verbs) == ["applications.send", "cases.filed"]


SWEPT = [Swept("send an application", setup=to_be_sent, action=send, holds=sent_whole_or_not)]
