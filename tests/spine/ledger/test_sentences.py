"""The ledger read by people: rows in order, sentences in their language."""

import pytest
from django.utils.translation import gettext_lazy, override

from lienthong.spine.ledger import queries, sentences
from lienthong.spine.ledger.actions import seal
from tests.spine.ledger.tampering import commit, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentences, "_told", {})


def test_the_newest_comes_first_and_pages_on() -> None:
    for number in range(5):
        write("GL", number)
    write("GL-622", 7)
    commit()
    assert [row.sequence for row in queries.list_entries(agency="GL", limit=2)] == [5, 4]
    assert [row.sequence for row in queries.list_entries(agency="GL", before=4)] == [3, 2, 1]
    assert [row.agency for row in queries.list_entries(subject="task:7")] == ["GL-622"]
    assert [row.account for row in queries.list_entries(account="1")] == ["1", "1", "1"]


def test_a_taught_verb_quotes_its_details() -> None:
    write("GL", 3)
    sentences.tell(plans__report=gettext_lazy("%(name)s reported %(n)s on %(subject)s"))
    assert sentences.sentence(queries.list_entries()[0]) == "Người 3 reported 3 on task:3"


def test_an_unknown_verb_or_an_older_entry_is_told_plainly() -> None:
    write("GL", 3)
    (row,) = queries.list_entries()
    with override("en"):
        assert sentences.sentence(row) == "Người 3: plans.report, task:3"
        sentences.tell(plans__report="%(name)s reported %(of_tomorrow)s")
        assert sentences.sentence(row) == "Người 3: plans.report, task:3"


def test_it_knows_the_last_seal() -> None:
    assert queries.last_seal("GL") is None
    write("GL", 0)
    commit()
    seal()
    last = queries.last_seal("GL")
    assert last
    assert (last.sequence, last.key[:5]) == (1, "test-")
