"""Entries of the calendar. A row is never changed: a correction or withdrawal is a new row replacing it."""

from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from lienthong.spine.calendar.rules.values import (
    Basis,
    CountingRule,
    Day,
    DayKind,
    Ending,
    MonthDay,
    OfficeHours,
    Supplement,
    Suspension,
    read_sessions,
    write_sessions,
)

CITED_OR_UNCONFIRMED = models.Q(confirmed=False) | ~models.Q(decision="")


class Entry(models.Model):
    """What every entry says about itself, and its place in a chain of corrections that never forks.

    ``KEY`` are the fields that name what is entered; all rows of a chain share them (a trigger holds this).
    ``withdrawn``: the row ends its chain, with the reason for it. ``of_reference``: loaded from the reference
    files; a later edition of them may correct only such rows.
    """

    KEY: ClassVar[tuple[str, ...]] = ()

    decision = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True)
    confirmed = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=100)
    of_reference = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    withdrawn_because = models.CharField(max_length=300, blank=True, default="", db_default="")

    class Meta:
        abstract = True

    @property
    def basis(self) -> Basis:
        return Basis(self.decision, self.decided_on, self.confirmed)

    @property
    def key(self) -> tuple[object, ...]:
        return tuple(getattr(self, name) for name in self.KEY)


class DayEntry(Entry):
    """A day off, or a day worked to make up for one."""

    KEY: ClassVar = ("on",)

    on = models.DateField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.name) for kind in DayKind])
    name = models.CharField(max_length=200)
    swapped_with = models.DateField(null=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["on"], condition=models.Q(replaces=None), name="calendar_one_chain_a_day"
            ),
            models.CheckConstraint(condition=CITED_OR_UNCONFIRMED, name="calendar_day_cited"),
            models.CheckConstraint(
                condition=models.Q(kind__in=[kind.value for kind in DayKind]), name="calendar_day_kind"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.name}"

    @property
    def value(self) -> Day:
        return Day(self.on, DayKind(self.kind), self.name, self.swapped_with, self.basis)

    @staticmethod
    def columns(day: Day) -> dict[str, Any]:
        return {
            "on": day.on,
            "kind": day.kind.value,
            "name": day.name,
            "swapped_with": day.swapped_with,
            **_cited(day.basis),
        }


class HoursEntry(Entry):
    """Office hours of an agency from a day on.

    ``week`` is seven texts such as "07:00-11:30 13:30-17:00", Monday first.
    """

    KEY: ClassVar = ("scope", "effective_from", "season_from")

    scope = models.CharField(max_length=64, blank=True, db_collation="C")
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    season_from = models.CharField(max_length=5, blank=True)
    season_to = models.CharField(max_length=5, blank=True)
    week = ArrayField(models.CharField(max_length=60, blank=True), size=7)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["scope", "effective_from", "season_from"],
                condition=models.Q(replaces=None),
                name="calendar_one_chain_of_hours",
            ),
            models.CheckConstraint(condition=CITED_OR_UNCONFIRMED, name="calendar_hours_cited"),
            models.CheckConstraint(
                condition=models.Q(effective_to=None)
                | models.Q(effective_to__gte=models.F("effective_from")),
                name="calendar_hours_period",
            ),
            models.CheckConstraint(condition=models.Q(week__len=7), name="calendar_hours_week"),
        ]

    def __str__(self) -> str:
        return f"{self.scope or '*'} {self.effective_from}"

    @property
    def value(self) -> OfficeHours:
        season = (_month_day(self.season_from), _month_day(self.season_to)) if self.season_from else None
        week = tuple(read_sessions(text) for text in self.week)
        return OfficeHours(self.scope, week, self.effective_from, self.effective_to, season, self.basis)

    @staticmethod
    def columns(hours: OfficeHours) -> dict[str, Any]:
        first, last = hours.season or (None, None)
        return {
            "scope": hours.scope,
            "effective_from": hours.effective_from,
            "effective_to": hours.effective_to,
            "season_from": f"{first[0]:02}-{first[1]:02}" if first else "",
            "season_to": f"{last[0]:02}-{last[1]:02}" if last else "",
            "week": [write_sessions(sessions) for sessions in hours.week],
            **_cited(hours.basis),
        }


class SuspensionEntry(Entry):
    """Days on which clocks stand still by decision; empty ``areas`` or ``procedures`` mean all of them."""

    KEY: ClassVar = ("from_on", "decision")

    from_on = models.DateField()
    until_on = models.DateField(null=True)
    reason = models.CharField(max_length=500)
    areas = ArrayField(models.CharField(max_length=64), default=list)
    procedures = ArrayField(models.CharField(max_length=64), default=list)
    from_at = models.TimeField(null=True)
    until_at = models.TimeField(null=True)
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["from_on", "decision"],
                condition=models.Q(replaces=None),
                name="calendar_one_chain_a_suspension",
            ),
            models.CheckConstraint(condition=~models.Q(decision=""), name="calendar_suspension_cited"),
            models.CheckConstraint(
                condition=models.Q(until_on=None) | models.Q(until_on__gte=models.F("from_on")),
                name="calendar_suspension_period",
            ),
            models.CheckConstraint(
                condition=models.Q(from_at=None, until_at=None)
                | models.Q(from_at__isnull=False, until_at__isnull=False, until_on__gt=models.F("from_on"))
                | models.Q(until_on=models.F("from_on"), until_at__gt=models.F("from_at")),
                name="calendar_outage_has_both_its_hours",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.from_on} {self.reason}"

    @property
    def value(self) -> Suspension:
        areas, procedures = frozenset(self.areas), frozenset(self.procedures)
        hours = (self.from_at, self.until_at)
        return Suspension(self.from_on, self.until_on, self.reason, areas, procedures, self.basis, *hours)

    @staticmethod
    def columns(suspension: Suspension) -> dict[str, Any]:
        return {
            "from_on": suspension.from_on,
            "until_on": suspension.until_on,
            "reason": suspension.reason,
            "areas": sorted(suspension.areas),
            "procedures": sorted(suspension.procedures),
            "from_at": suspension.from_at,
            "until_at": suspension.until_at,
            **_cited(suspension.basis),
        }


class RuleEntry(Entry):
    """How a limit is counted, as one text rules it from a day on."""

    KEY: ClassVar = ("code", "effective_from")

    code = models.CharField(max_length=50, db_collation="C")
    effective_from = models.DateField()
    effective_to = models.DateField(null=True)
    ending = models.CharField(max_length=20, choices=[(ending.value, ending.name) for ending in Ending])
    cut_off = models.TimeField(null=True)
    moves_off_days = models.BooleanField()
    on_supplement = models.CharField(max_length=20, choices=[(way.value, way.name) for way in Supplement])
    replaces = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="replaced_by")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["code", "effective_from"],
                condition=models.Q(replaces=None),
                name="calendar_one_chain_a_rule",
            ),
            models.CheckConstraint(condition=CITED_OR_UNCONFIRMED, name="calendar_rule_cited"),
            models.CheckConstraint(
                condition=models.Q(effective_to=None)
                | models.Q(effective_to__gte=models.F("effective_from")),
                name="calendar_rule_period",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    ending__in=[ending.value for ending in Ending],
                    on_supplement__in=[way.value for way in Supplement],
                ),
                name="calendar_rule_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.effective_from}"

    @property
    def value(self) -> CountingRule:
        return CountingRule(
            code=self.code,
            effective_from=self.effective_from,
            effective_to=self.effective_to,
            ending=Ending(self.ending),
            cut_off=self.cut_off,
            moves_off_days=self.moves_off_days,
            on_supplement=Supplement(self.on_supplement),
            basis=self.basis,
        )

    @staticmethod
    def columns(rule: CountingRule) -> dict[str, Any]:
        return {
            "code": rule.code,
            "effective_from": rule.effective_from,
            "effective_to": rule.effective_to,
            "ending": rule.ending.value,
            "cut_off": rule.cut_off,
            "moves_off_days": rule.moves_off_days,
            "on_supplement": rule.on_supplement.value,
            **_cited(rule.basis),
        }


def _cited(basis: Basis) -> dict[str, Any]:
    return {"decision": basis.decision, "decided_on": basis.decided_on, "confirmed": basis.confirmed}


def _month_day(text: str) -> MonthDay:
    day = date.fromisoformat(f"2024-{text}")
    return day.month, day.day
