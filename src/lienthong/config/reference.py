"""The reference province: agencies, calendars and the plan of 2021, read from the plain files in ``data/``."""

import hashlib
from datetime import datetime

from lienthong.config.ground.paths import DATA
from lienthong.domain.organisations.actions import load_reference
from lienthong.domain.organisations.exchange import read_reference
from lienthong.domain.plans.actions import accept_import, issue, lay_missing, settle_rest
from lienthong.domain.plans.exchange import Directory, read_directory, read_file
from lienthong.domain.plans.queries import get_draft, is_imported
from lienthong.spine.actor import Actor
from lienthong.spine.calendar import actions as calendars

PLAN = DATA / "plans" / "ke-hoach-cchc-2021-gia-lai.txt"
HOME = "Gia Lai"
MONITOR, OVERSEER = "GL-SNV", "GL-VPUBND"
REVIEWED = "Đã đối chiếu từng chỗ với văn bản gốc khi nạp bộ dữ liệu tham chiếu; giữ như đã đọc."


def load(*, by: Actor, at: datetime) -> None:
    """Loads what is not there yet; what people changed stays as they made it."""
    calendars.load_reference(folder=DATA / "calendars", by=by, at=at)
    load_reference(reference=read_reference(DATA / "organisations"), by=by, at=at)
    _load_plan(by=by, at=at)


def names() -> Directory:
    """Agencies and groups by name, straight from the files."""
    return read_directory(DATA / "organisations", home=HOME)


def _load_plan(*, by: Actor, at: datetime) -> None:
    """The plan of 2021, issued: Home Affairs monitors it (plan IV.2), the Committee's office what Home Affairs owes."""
    content = PLAN.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    if is_imported(digest):
        lay_missing(monitor=MONITOR, overseer=OVERSEER, by=by, at=at)
        return
    reading = read_file(PLAN.name, content, names())
    slug = accept_import(
        reading=reading, agency="GL", source_name=PLAN.name, source_digest=digest, by=by, at=at
    )
    plan = get_draft(slug)
    settle_rest(plan=plan.id, reason=REVIEWED, by=by, at=at)
    issue(plan=plan.id, monitor=MONITOR, overseer=OVERSEER, by=by, at=at)
