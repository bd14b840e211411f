import json
from io import StringIO

import pytest
from django.core.management import call_command
from pytest_django import Settings

from lienthong.spine.ledger.models import Entry
from tests.spine.ledger.tampering import commit, sealed_ledger, write

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("ledger", *words, stdout=out)
    return out.getvalue()


def test_seal_and_verify_say_what_they_did_in_one_json_document() -> None:
    write("GL", 1)
    commit()
    assert json.loads(run("seal", "--json")) == {"sealed": 1}
    told = json.loads(run("verify", "--json"))
    assert (told["sound"], told["chains"], told["entries"], told["seals"], told["faults"]) == (
        True,
        1,
        1,
        1,
        [],
    )


def test_a_touched_ledger_ends_the_command_with_status_1() -> None:
    sealed_ledger()
    Entry.objects.filter(agency="GL", sequence=2).update(verb="plans.other")
    with pytest.raises(SystemExit) as ended:
        run("verify")
    assert ended.value.code == 1


def test_production_does_not_seal_with_a_key_it_made_itself(settings: Settings) -> None:
    settings.LIENTHONG_MODE = "production"
    write("GL", 1)
    commit()
    with pytest.raises(SystemExit) as ended:
        run("seal")
    assert ended.value.code == 1
