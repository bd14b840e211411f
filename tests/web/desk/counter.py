"""The one-stop of Pleiku as its people see it: who signs in, what a page says, how a case stands."""

import re
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client

from lienthong.config.demo import PASSWORD
from lienthong.domain.cases import queries
from lienthong.domain.procedures.queries import get_published
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant

EVERYTHING = Actor("test", "Người thử", "GL-622", grants=(Grant("cases.follow"), Grant("parties.see")))


def worker(username: str) -> Client:
    client = Client()
    answer = client.post("/sign-in/", {"login": username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content.decode()
    return client


def version(code: str = "TC05") -> int:
    return get_published(code, clock.today()).id


def form(do: str = "go", **more: object) -> dict[str, object]:
    return {"key": str(uuid4()), "channel": "COUNTER", "return_by": "COUNTER", "do": do, **more}


def found(text: str) -> list[queries.CaseRow]:
    return queries.find_cases(text, by=EVERYTHING, now=clock.now())


def one(name: str) -> queries.CaseRow:
    (row,) = found(name)
    return row


def value(page: str, name: str) -> str:
    """What stands in a box."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert tag, name
    shown = re.search(r'value="([^"]*)"', tag[0])
    return shown[1] if shown else ""


def text(answer: object) -> str:
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()
