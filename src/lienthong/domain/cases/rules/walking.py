"""One story on its way through an internal process: what is done next and how long it takes, drawn act by act."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any, Final

from lienthong.domain.cases.rules.moves import Verb
from lienthong.domain.cases.rules.process import next_row, pause_of, ready_rows, seconds_given, signs
from lienthong.domain.cases.rules.stories import Act
from lienthong.domain.cases.rules.vocabulary import Channel
from lienthong.domain.cases.rules.working import Days
from lienthong.domain.procedures.queries import Handling, UnitRow

HOUR: Final = 3_600
DAY: Final = 8 * HOUR
TURNED_AWAY, WITHDRAWN, ASKED, UNANSWERED = 0.02, 0.015, 0.09, 0.06
LATE, DENIED, STOPPED, SENT_BACK, PAUSED, APOLOGISED = 0.06, 0.015, 0.008, 0.04, 0.75, 0.5
"""How many of a hundred cases meet what; of those that are late, how many got an apology."""
IN_TIME: Final = (0.25, 0.95)
"""Shares of the time given that are used; those who are late use more than all of it."""
TOO_LONG: Final = (1.08, 2.1)
SHORT: Final = (10 * 60, 60 * 60)
"""Seconds for a row that was given no time."""
GIVE_UP_AFTER: Final = timedelta(days=30)

WHY_ASKED = ("Thiếu bản vẽ", "Đơn chưa có chữ ký", "Giấy ủy quyền hết hạn", "Bản sao chưa chứng thực")
WHY_DENIED = ("Không phù hợp quy hoạch", "Không đủ điều kiện theo luật chuyên ngành")
WHY_LATE = ("Chờ kết quả đo đạc", "Hồ sơ phức tạp, cần xác minh thực địa", "Công chức thụ lý nghỉ ốm")
ENDS: Final = frozenset({Verb.TURNED_AWAY, Verb.WITHDRAWN, Verb.DENIED, Verb.STOPPED, Verb.GIVEN})


class Walk:
    """Draws the acts of one case. The way through the rows is the room's own (``rules.process``)."""

    def __init__(
        self,
        rng: Random,
        handling: Handling,
        channel: str,
        communes: Sequence[str],
        units: Mapping[str, UnitRow],
        days: Days,
        start: datetime,
    ) -> None:
        self.rng, self.handling, self.channel, self.days = rng, handling, channel, days
        self.steps, self.units = handling.steps, units
        self.commune = rng.choice(communes) if communes else ""
        is_late = rng.random() < LATE
        self.share = rng.uniform(*(TOO_LONG if is_late else IN_TIME))
        self.found: list[tuple[Verb, datetime, dict[str, Any]]] = []
        self.received = start
        self.here, self.done = 1, set[int]()
        self.beside: dict[int, datetime] = {}
        self.has_waited = False

    def acts(self) -> tuple[Act, ...]:
        self._begin(self.received)
        return tuple(self._in_order())

    def _in_order(self) -> Iterator[Act]:
        """By the minute, no two in one, nothing after the end."""
        next_free, is_signed = self.found[0][1], False
        for verb, at, chosen in sorted(self.found, key=lambda one: one[1]):
            if verb is Verb.WITHDRAWN and is_signed:
                continue
            is_signed = is_signed or verb is Verb.SIGNED
            moment = max(at, next_free)
            next_free = moment + timedelta(minutes=1)
            yield Act(verb.value, moment, chosen)
            if verb in ENDS:
                return

    def _tell(self, verb: Verb, at: datetime, **chosen: Any) -> None:
        self.found.append((verb, at, chosen))

    def _chance(self, of: float) -> bool:
        return self.rng.random() < of

    def _begin(self, at: datetime) -> None:
        if self.channel in {Channel.ONLINE, Channel.ON_BEHALF}:
            self._tell(Verb.FILED, at)
            at = self.days.after(at, self.rng.uniform(0.2, 7.5 if self._chance(0.96) else 20) * HOUR)
            if self._chance(TURNED_AWAY):
                self._tell(Verb.TURNED_AWAY, at, reason=self.rng.choice(WHY_ASKED))
                return
        self.received = at
        self._tell(Verb.RECEIVED, at)
        if self._chance(WITHDRAWN):
            self._tell(
                Verb.WITHDRAWN, self.days.after(at, self.rng.uniform(1, 16) * HOUR), reason="Người nộp rút"
            )
        self._go(self._leaving(at, 1))

    def _leaving(self, at: datetime, row: int) -> datetime:
        given = seconds_given(self.steps[row - 1], self.channel)
        seconds = given * self.share * self.rng.uniform(0.85, 1.02) if given else self.rng.uniform(*SHORT)
        return self.days.after(at, seconds)

    def _go(self, leave: datetime) -> None:
        """From row to row, those beside it in the order of time, until it is put to sign."""
        while True:
            first = min(self.beside, key=lambda row: self.beside[row], default=0)
            if first and self.beside[first] < leave:
                self._side_done(first)
                continue
            row = next_row(self.steps, self.here, self.done, self.beside)
            if row is None and not self.beside:
                return
            if row is not None and signs(self.steps[row - 1]):
                self._sign(leave, row)
                return
            leave_next = self._hand_over(leave, row)
            if leave_next is None:
                return
            leave = leave_next

    def _side_done(self, row: int) -> None:
        at = self.beside.pop(row)
        self._tell(Verb.SIDE_DONE, at, side=row)
        self.done.add(row)
        self._open(at, {*self.done}, but=self.here)

    def _open(self, at: datetime, left: set[int], *, but: int) -> None:
        for row in ready_rows(self.steps, left, self.beside):
            if row != but and not signs(self.steps[row - 1]) and not self._wants_a_commune(row):
                self.beside[row] = self._leaving(at, row)

    def _wants_a_commune(self, row: int) -> bool:
        """A row whose commune was not named yet is never opened beside."""
        unit = self.units.get(self.steps[row - 1].unit)
        return (
            unit is not None
            and unit.place == "COMMUNE"
            and bool(self.commune)
            and not self._was_at_a_commune()
        )

    def _was_at_a_commune(self) -> bool:
        rows = {self.here, *self.done}
        return any(
            (unit := self.units.get(self.steps[row - 1].unit)) and unit.place == "COMMUNE" for row in rows
        )

    def _hand_over(self, at: datetime, row: int | None) -> datetime | None:
        """When the row that it goes to is left; None where it stays there for good."""
        self.done.add(self.here)
        if row is None:
            row = min(self.beside)
            leave = self.beside.pop(row)
            self._tell(Verb.HANDED_OVER, at)
            self.here = row
            return max(leave, at + timedelta(minutes=2))
        needs = self._wants_a_commune(row)
        self._open(at, {*self.done}, but=row)
        self.here = row
        self._tell(Verb.HANDED_OVER, at, **({"commune": self.commune} if needs else {}))
        return self._stay(at, row)

    def _stay(self, at: datetime, row: int) -> datetime | None:
        """What happens at a row: somebody takes it up, papers are asked for, a duty is waited for."""
        leave = self._leaving(at, row)
        taken = self.days.after(at, self.rng.uniform(5, 60) * 60)
        if taken < leave and self._chance(0.8):
            self._tell(Verb.TAKEN, taken)
        if not self.has_waited and self._chance(ASKED):
            self.has_waited = True
            return self._supplemented(max(taken, at), row)
        if pause_of(self.steps[row - 1]) and self._chance(PAUSED):
            asked = self.days.after(taken, self.rng.uniform(0.3, 3) * HOUR)
            resumed = self.days.after(asked, self.rng.uniform(1, 12) * DAY)
            self._tell(Verb.PAUSED, asked, reason="Thông báo nghĩa vụ tài chính")
            self._tell(Verb.RESUMED, resumed)
            return self._leaving(resumed, row)
        return leave

    def _supplemented(self, taken: datetime, row: int) -> datetime | None:
        """Within the days that the procedure allows; who answers does so in some days, a few never."""
        rule = self.handling.supplement
        within = float(rule.within) * DAY if rule else 3 * DAY
        asked = self.days.after(self.received, self.rng.uniform(0.1, 0.9) * within)
        if asked <= taken:
            return self._leaving(taken, row)
        self._tell(Verb.SUPPLEMENT_ASKED, asked, reason=self.rng.choice(WHY_ASKED))
        if self._chance(UNANSWERED):
            if self._chance(0.5):
                self._tell(
                    Verb.STOPPED, self.days.after(asked + GIVE_UP_AFTER, HOUR), reason="Quá hạn bổ sung"
                )
            return None
        days = timedelta(days=self.rng.randint(1, 20))
        answered = self.days.after(asked + days, self.rng.uniform(0.1, 6) * HOUR)
        self._tell(Verb.SUPPLEMENT_RECEIVED, answered)
        return self._leaving(answered, row)

    def _sign(self, at: datetime, row: int) -> None:
        before, self.here = self.here, row
        self.done.add(before)
        self._tell(Verb.PUT_TO_SIGN, at)
        leave = self._leaving(at, row)
        is_plain = 1 < before == row - 1 and not self.beside and {*range(1, row)} <= self.done
        if is_plain and self._chance(SENT_BACK):
            back = self.days.after(at, self.rng.uniform(0.3, 2) * HOUR)
            again = self.days.after(back, self.rng.uniform(0.5, 6) * HOUR)
            self._tell(Verb.SENT_BACK, back, step=before, reason="Dự thảo kết quả còn sai sót")
            self._tell(Verb.PUT_TO_SIGN, again)
            leave = self._leaving(again, row)
        self._end(leave)

    def _end(self, at: datetime) -> None:
        self._apologise(at)
        if self._chance(DENIED):
            self._tell(Verb.DENIED, at, reason=self.rng.choice(WHY_DENIED))
            return
        if self._chance(STOPPED):
            self._tell(Verb.STOPPED, at, reason="Theo đề nghị của cơ quan liên quan")
            return
        self._tell(Verb.SIGNED, at, document=f"{self.rng.randint(1, 999):02}/KQ")
        brought = self.days.after(at, self.rng.uniform(0.2, 8) * HOUR)
        self._tell(Verb.BROUGHT, brought)
        self._tell(Verb.GIVEN, self.days.after(brought, self.rng.expovariate(1 / (1.5 * DAY))))

    def _apologise(self, signed: datetime) -> None:
        """Of a case that nothing kept waiting and that will be late, the day before it is."""
        ways = {way.channel.value: way.duration for way in self.handling.ways}
        given = ways.get(Channel.ONLINE.value if self.channel == Channel.ON_BEHALF else self.channel)
        is_plain = (
            given is not None and given.unit.value == "working_day" and given.amount == int(given.amount)
        )
        if not is_plain or given is None or any(verb in _WAITS for verb, _at, _ in self.found):
            return
        due = self.days.working_day_after(self.received.date(), int(given.amount))
        if signed.date() <= due or not self._chance(APOLOGISED):
            return
        day = self.days.working_day_after(due, -1)
        at, on = (
            self.days.within(day, self.rng.uniform(0.1, 0.9)),
            self.days.working_day_after(signed.date(), 1),
        )
        if at > self.received:
            self._tell(Verb.REAPPOINTED, at, on=on.isoformat(), reason=self.rng.choice(WHY_LATE))


_WAITS: Final = frozenset({Verb.SUPPLEMENT_ASKED, Verb.PAUSED})
