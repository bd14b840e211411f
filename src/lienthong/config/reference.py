"""The reference province: agencies, calendars and the plan of 2021, read from the plain files in ``data/``."""

import hashlib
from datetime import datetime

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans.actions import accept_import, issue, lay_missing, settle_rest
from lienthong.domain.plans.exchange import Directory, read_directory, read_file
from lienthong.domain.plans.queries import is_imported, list_drafts
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import actions as calendars

PLAN = DATA / "plans" / "ke-hoach-cchc-2021-gia-lai.txt"
HOME = "Gia Lai"
MONITOR, OVERSEER = "GL-SNV", "GL-VPUBND"
REVIEWED = "Đã đối chiếu từng chỗ với văn bản gốc khi nạp bộ dữ liệu tham chiếu; giữ như đã đọc."


def load(*, by: Actor, at: datetime) -> None:
    """Loads what is not there yet and issues its plan; what people changed stays as they made it."""
    load_drafted(by=by, at=at)
    issue_plan(by=by, at=at)


def load_drafted(*, by: Actor, at: datetime) -> None:
    """As ``load``, the plan left under review."""
    calendars.load_reference(folder=DATA / "calendars", by=by, at=at)
    load_reference(reference=read_reference(DATA / "organisations"), by=by, at=at)
    content = PLAN.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if not is_imported(digest):
        reading = read_file(PLAN.name, content, names())
        accept_import(reading=reading, agency="GL", source_name=PLAN.name, source_digest=digest, by=by, at=at)


def issue_plan(*, by: Actor, at: datetime) -> None:
    """Home Affairs monitors the plan (its part IV.2), the Committee's office what Home Affairs itself owes."""
    lay_missing(monitor=MONITOR, overseer=OVERSEER, by=by, at=at)
    for plan in list_drafts():
        if plan.source_name == PLAN.name:
            settle_rest(plan=plan.id, reason=REVIEWED, by=by, at=at)
            issue(plan=plan.id, monitor=MONITOR, overseer=OVERSEER, by=by, at=at)


def names() -> Directory:
    """Agencies and groups by name, straight from the files."""
    return read_directory(DATA / "organisations", home=HOME)
