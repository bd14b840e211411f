"""What lies at the stand-in of the national portal when the demonstration starts: things filed
and asked there, and a stray case.

``data/demo/national.json`` is invented from the first line to the last. The worker fetches and compares it as it would
the portal's own.
"""

import json
from typing import Final

from lienthong.config.ground.paths import DATA
from lienthong.connectors.national_portal import fake
from lienthong.connectors.national_portal.shelf import Dossier

FILE: Final = DATA / "demo" / "national.json"


def play() -> None:
    """Running twice changes nothing."""
    told, shelf = json.loads(FILE.read_text(encoding="utf-8")), fake.kept().shelf
    for body in told["filings"]:
        shelf.file(body)
    known = {body["HOIDAPID"] for body in shelf.questions()}
    for body in told["questions"]:
        if body["HOIDAPID"] not in known:
            shelf.ask(body)
    for body in told["held"]:
        if shelf.find(body["MaHoSo"]) is None:
            shelf.keep(body["MaHoSo"], Dossier(body=body))
