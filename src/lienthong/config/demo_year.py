"""The demonstration's year: what happened to the plan of 2021 until today, played through the platform's own verbs.

``data/demo/events.csv`` is invented from the first line to the last; only the plan is real. A line is something
somebody did at a moment: rights are asked, rules apply, the ledger keeps it, as if it had been done by hand.
"""

import csv
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

from django.db import transaction

from lienthong.config.demo import PASSWORD
from lienthong.config.ground.paths import DATA
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.organisations import actions as organisation_actions
from lienthong.domain.organisations.queries import build_actor, get_names, list_hats
from lienthong.domain.plans import actions, queries
from lienthong.spine import clock
from lienthong.spine.actor import Actor
from lienthong.spine.files.actions import put
from lienthong.spine.pdf import OfficialPaper, Paragraph, Signature, typeset
from lienthong.spine.schedule.actions import catch_up

EVE = datetime(2020, 12, 20, 8, tzinfo=clock.ZONE)
"""When the demonstration's people and agencies enter the platform: before its plan is issued."""

SLUG = "751-qd-ubnd-2020"
MONITOR = "hoangminhanh.snv"
_PEOPLE, _EVENTS = DATA / "demo" / "people.csv", DATA / "demo" / "events.csv"


def load_people(*, by: Actor, at: datetime) -> None:
    """Focal officials and heads of the agencies; those who do not sign in have no password."""
    for row in _rows(_PEOPLE):
        if accounts.find_account(row["username"]) is None:
            _open(row, by=by, at=at)


@transaction.atomic
def _open(row: dict[str, str], *, by: Actor, at: datetime) -> None:
    account = account_actions.open_account(username=row["username"], full_name=row["full_name"], by=by, at=at)
    if row["signs_in"] == "yes":
        token = accounts.link_token(account, accounts.INVITATION)
        account_actions.set_password_by_link(token=token, password=PASSWORD, by=by, at=at)
    organisation_actions.assign(
        account=account,
        agency=row["agency"],
        title=row["title"],
        role=row["role"],
        on=at.date(),
        by=by,
        at=at,
    )


@transaction.atomic
def play(*, until: datetime) -> int:
    """Plays every line up to ``until`` on a plan that is still under review; returns how many were played.

    Nothing on a platform that was in use before there was a year to play: its people came later than its plan.
    """
    if not _is_played_by_its_people() or not any(draft.slug == SLUG for draft in queries.list_drafts()):
        return 0
    lines = [row for row in _rows(_EVENTS) if _moment(row) <= until]
    year = Year(_papers(lines))
    for row in lines:
        _urge(until=_moment(row))
        year.play(row)
    _urge(until=until)
    return len(lines)


def _urge(*, until: datetime) -> None:
    """Whoever did not hand in was reminded each morning, as the steps say."""
    catch_up(until=until, since=EVE.date(), only={"plans.urge"})


def is_new() -> bool:
    """True while nobody of the demonstration entered the platform."""
    return accounts.find_account(MONITOR) is None


def _is_played_by_its_people() -> bool:
    return bool(list_hats(_account(MONITOR).id, EVE.date()))


@dataclass
class Year:
    """The plan while it is played: which duty each line means, who did it, the paper that was handed in."""

    papers: dict[str, bytes]
    asked: dict[tuple[str, str], int] = field(default_factory=dict)

    def play(self, row: dict[str, str]) -> None:
        verbs: dict[str, Callable[[dict[str, str], Actor, datetime], None]] = {
            "issue": self._issue,
            "assign": self._assign,
            "define": self._define,
            "value": self._value,
            "series": self._series,
            "request": self._request,
            "contribution": self._contribution,
            "submit": self._submit,
            "accept": self._accept,
            "return": self._return,
            "extension": self._extension,
            "explain": self._explain,
            "child": self._child,
            "money": self._money,
        }
        at = _moment(row)
        verbs[row["verb"]](row, _actor(row["who"], at), at)

    def _issue(self, _row: dict[str, str], by: Actor, at: datetime) -> None:
        plan = queries.get_draft(SLUG)
        reason = "Đã đối chiếu từng chỗ với văn bản gốc; giữ như đã đọc."
        actions.settle_rest(plan=plan.id, reason=reason, by=by, at=at)
        actions.issue(plan=plan.id, monitor="GL-SNV", overseer="GL-VPUBND", by=by, at=at)

    def _assign(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """Everything that the agency owes and nobody sees to yet."""
        wanted = queries.Wanted(agency=row["agency"])
        day = clock.local(at).date()
        for duty in queries.list_obligations(_plan(row, at).id, as_of=day, wanted=wanted):
            if not duty.focal and duty.state == queries.State.OPEN:
                actions.assign(
                    obligation=duty.id, head=by.account, focal=_account(row["text"]).id, by=by, at=at
                )

    def _define(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        actions.define_measure(
            measure=self._measure(row, at),
            name=row["number"],
            scope="PROVINCE",
            numerator=row["text"],
            denominator=row["until"],
            by=by,
            at=at,
        )

    def _value(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        numerator, denominator = (Decimal(part) for part in row["text"].split("/"))
        actions.state_value(
            measure=self._measure(row, at),
            agency=_plan(row, at).agency,
            period_end=date.fromisoformat(row["until"]),
            numerator=numerator,
            denominator=denominator,
            document=row["number"],
            document_on=date.fromisoformat(row["on"]),
            by=by,
            at=at,
        )

    @staticmethod
    def _measure(row: dict[str, str], at: datetime) -> int:
        day = clock.local(at).date()
        measures = queries.list_measures(_plan(row, at), as_of=day, known=at)
        (found,) = [one.id for one in measures if (one.ref, str(one.position)) == (row["ref"], row["key"])]
        return found

    def _series(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        days = [date.fromisoformat(day) for day in row["until"].split(";")]
        actions.set_series(obligation=self._duty(row, at), days=days, basis=row["text"], by=by, at=at)

    def _request(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        agencies = row["agencies"].split()
        made = actions.request_report(
            plan=_plan(row, at).id,
            agencies=agencies,
            title=row["text"],
            due=date.fromisoformat(row["until"]),
            by=by,
            at=at,
        )
        self.asked |= {(row["ref"], agency): one for agency, one in zip(agencies, made, strict=True)}

    def _contribution(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        for agency in row["agencies"].split():
            self.asked[row["ref"], agency] = actions.ask_contribution(
                obligation=self._duty(row, at),
                agency=agency,
                text=row["text"],
                due=date.fromisoformat(row["until"]),
                by=by,
                at=at,
            )

    def _submit(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        file = put(
            content=BytesIO(self.papers[row["text"]]),
            name=f"{row['number'].replace('/', '-')}.pdf",
            use=actions.EVIDENCE_USE,
            agency=by.agency,
            by=by,
            at=at,
        )
        duty = self._duty(row, at)
        outputs = range(len(queries.get_obligation(duty, as_of=clock.local(at).date()).outputs))
        document = actions.Document(
            number=row["number"],
            issued_on=date.fromisoformat(row["on"]),
            issuer=get_names([by.agency], clock.local(at).date())[by.agency],
            abstract=row["text"],
            file=file.id,
            outputs=tuple(outputs),
        )
        actions.submit(obligation=duty, documents=[document], note=row["until"], by=by, at=at)

    def _accept(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        actions.accept(obligation=self._duty(row, at), by=by, at=at)

    def _return(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        again_by = date.fromisoformat(row["until"])
        actions.send_back(obligation=self._duty(row, at), reason=row["text"], again_by=again_by, by=by, at=at)

    def _extension(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        until = date.fromisoformat(row["until"])
        actions.ask_extension(obligation=self._duty(row, at), until=until, reason=row["text"], by=by, at=at)

    def _explain(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        actions.explain(obligation=self._duty(row, at), cause=row["until"], text=row["text"], by=by, at=at)

    def _child(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        """An agency's own plan of tasks above, issued as drafted; Home Affairs follows it."""
        heading = actions.Heading(
            row["number"], date.fromisoformat(row["on"]), row["text"], focus=row["until"]
        )
        above, refs = _plan(row, at), row["ref"].split()
        slug = actions.make_child(
            plan=above.id, agency=row["agency"], heading=heading, refs=refs, by=by, at=at
        )
        draft = queries.get_draft(slug)
        actions.issue(plan=draft.id, monitor=above.monitor, overseer=above.overseer, by=by, at=at)

    def _money(self, row: dict[str, str], by: Actor, at: datetime) -> None:
        plan = _plan(row, at)
        lineage = queries.get_task(plan, row["ref"]).lineage
        if lineage is None:
            raise LookupError(row["ref"])
        on = date.fromisoformat(row["on"])
        money = actions.Money(row["key"], int(row["text"]), row["agency"], on, row["number"])
        actions.enter_budget(plan=plan.id, lineage=lineage, money=money, by=by, at=at)

    def _duty(self, row: dict[str, str], at: datetime) -> int:
        """The duty that a line means: one that was asked for, else the plan's own by task, agency and key."""
        if row["key"] in {"", "of"}:
            return self.asked[row["ref"], row["agency"]]
        day = clock.local(at).date()
        wanted = queries.Wanted(agency=row["agency"])
        rows = queries.list_obligations(_plan(row, at).id, as_of=day, wanted=wanted)
        (found,) = [one.id for one in rows if (one.ref, one.key) == (row["ref"], row["key"])]
        return found


def _plan(row: dict[str, str], at: datetime) -> queries.PlanRow:
    """The plan that a line speaks of: the province's where none is named."""
    return queries.get_plan(row["plan"] or SLUG, as_of=clock.local(at).date())


def _account(username: str) -> accounts.AccountRow:
    account = accounts.find_account(username)
    if account is None:
        raise LookupError(username)
    return account


def _actor(username: str, at: datetime) -> Actor:
    """The person with the rights of the first hat, as on the day itself."""
    account = _account(username)
    hats = list_hats(account.id, clock.local(at).date())
    return build_actor(account.id, account.full_name, "demo", at, hats[0].position if hats else None)


def _papers(lines: list[dict[str, str]]) -> dict[str, bytes]:
    """One paper for each subject, set side by side: what is on it says itself that it is a sample."""
    subjects = sorted({row["text"] for row in lines if row["verb"] == "submit"})
    with ThreadPoolExecutor(2) as presses:
        return dict(zip(subjects, presses.map(_paper, subjects), strict=True))


def _paper(subject: str) -> bytes:
    sample = "Văn bản minh họa của bộ dữ liệu mẫu, không có giá trị pháp lý."
    paper = OfficialPaper(
        agency="CƠ QUAN BÁO CÁO",
        number="/BC",
        place="Gia Lai",
        day=date(2021, 1, 4),
        kind="BÁO CÁO",
        abstract=subject,
        body=[Paragraph(sample), Paragraph("Nội dung do cơ quan thực hiện báo cáo theo kế hoạch.")],
        signature=Signature(title="THỦ TRƯỞNG CƠ QUAN"),
    )
    return typeset(paper.template, paper.data())


def _moment(row: dict[str, str]) -> datetime:
    return datetime.fromisoformat(row["at"]).replace(tzinfo=clock.ZONE)


def _rows(path: object) -> Iterator[dict[str, str]]:
    with open(str(path), newline="", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)
