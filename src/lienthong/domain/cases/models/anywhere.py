"""From which day on any counter may take cases for the agency that decides."""

from typing import ClassVar

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value

from lienthong.domain.cases.models.case import one_of
from lienthong.domain.cases.rules.anywhere import NumberOf, Scope


class RuleDays(Func):
    """From ``since`` to ``until``, both of which count."""

    function = "daterange"
    output_field = DateRangeField()

    def __init__(self) -> None:
        super().__init__(F("since"), F("until"), Value("[]"))

    def deconstruct(self) -> tuple[str, tuple[object, ...], dict[str, object]]:
        return f"{self.__module__}.{type(self).__name__}", (), {}


class Anywhere(models.Model):
    """As ``rules.anywhere.Rule`` says. It is added, and ended once; ``basis`` is the decision that it rests on."""

    scope = models.CharField(max_length=10)
    code = models.CharField(max_length=200)
    number_of = models.CharField(max_length=10)
    since = models.DateField()
    until = models.DateField(null=True)
    basis = models.CharField(max_length=300)
    ended_by = models.CharField(max_length=300, default="")
    account = models.CharField(max_length=100)
    name = models.CharField(max_length=300)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("scope", Scope, "anywhere_scope_known"),
            one_of("number_of", NumberOf, "anywhere_number_known"),
            models.CheckConstraint(
                condition=Q(code__regex=r"\S", basis__regex=r"\S"), name="anywhere_says_of_what_and_why"
            ),
            models.CheckConstraint(
                condition=Q(until=None, ended_by="") | Q(until__gte=F("since"), ended_by__regex=r"\S"),
                name="anywhere_ends_by_a_decision",
            ),
            ExclusionConstraint(
                name="anywhere_one_rule_at_a_time",
                expressions=[
                    ("scope", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    (RuleDays(), RangeOperators.OVERLAPS),
                ],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.code}"
