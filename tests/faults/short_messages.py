"""Killed while a telephone is told: the message, the fact that sends it and its entry are there together, once."""

from dataclasses import dataclass
from functools import cache

from django.conf import settings

from lienthong.domain.parties import actions as parties
from lienthong.domain.short_messages import actions
from lienthong.domain.short_messages import models as m
from lienthong.domain.short_messages.queries import Occasion
from lienthong.spine.actor import platform
from lienthong.spine.ledger import queries as ledger
from lienthong.spine.outbox.queries import list_facts
from tests.domain.cases.running import BEGUN, CLERK, province
from tests.faults.harness import Swept

PHONE = "0905118172"


@dataclass(frozen=True)
class Wished:
    """Somebody who wished to hear of a case."""

    party: int
    subject: str


@cache
def _city() -> None:
    province()


def wished(k: int) -> Wished:
    _city()
    settings.LIENTHONG_SMS_URL = "http://user:secret@127.0.0.1:1/"  # connected, and nobody answers there
    draft = parties.Draft(f"Rơ Châm Yun {k}", contacts=(parties.ContactGiven("PHONE", PHONE),))
    party = parties.register(draft=draft, by=CLERK, at=BEGUN).party
    parties.agree_to_messages(party=party, phone=PHONE, wording="Đồng ý nhận tin.", by=CLERK, at=BEGUN)
    return Wished(party, f"case:{10**9 + k}")


def tell(run: Wished) -> None:
    told = actions.Told(run.subject, Occasion.READY, "000.00.31.H21-211015-0001", run.subject)
    actions.tell(parties=[run.party], told=told, by=platform("test"), at=BEGUN)


def told_once(run: Wished, done: bool) -> None:
    rows = list(m.ShortMessage.objects.filter(subject=run.subject))
    assert rows or not done
    assert len(rows) <= 1, "told twice"
    verbs = [one.verb for one in ledger.list_entries(subject=run.subject)]
    assert verbs.count("short_messages.tell") == len(rows)
    for row in rows:
        facts = [one.name for one in list_facts(f"short_message:{row.pk}")]
        assert facts == ["short_messages.ShortMessageDue"]


SWEPT = [Swept("tell by telephone", setup=wished, action=tell, holds=told_once)]
