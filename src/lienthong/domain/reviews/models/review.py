"""The sheet of one procedure: of an entry of a plan, or of the draft of a legal document; its answers and costs."""

from django.db import models
from django.db.models import F, Q

from lienthong.domain.reviews.models.plan import Entry, Plan
from lienthong.domain.reviews.models.text import Text
from lienthong.domain.reviews.rules.vocabulary import Part, Proposal, Side, State, Verdict


class Decision(models.Model):
    """Approves what reviews of one plan propose. Written once."""

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="+")
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=Q(number__regex=r"\S"), name="review_decision_has_a_number"),
            models.UniqueConstraint(fields=["number", "decided_on"], name="review_decided_once"),
        )

    def __str__(self) -> str:
        return self.number


class Review(models.Model):
    """``version``: what is in force and reviewed, None for a procedure that a draft makes. ``income``: what an hour is
    worth in its sums, as it was held on the day on which the sheet was begun.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    text = models.ForeignKey(Text, models.PROTECT, null=True, related_name="+")
    version = models.ForeignKey("procedures.Version", models.PROTECT, null=True, related_name="+")
    code = models.CharField(max_length=40, default="")
    name = models.TextField()
    agency = models.CharField(max_length=40)
    income = models.PositiveIntegerField()
    income_source = models.TextField()
    income_confirmed = models.BooleanField()
    revision = models.PositiveIntegerField(default=1)
    verdict = models.CharField(max_length=10, default="")
    conclusion = models.TextField(default="")
    recorded_at = models.DateTimeField()
    recorded_by = models.CharField(max_length=64)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.CharField(max_length=64, default="")
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.CharField(max_length=64, default="")
    opinion = models.TextField(default="")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["entry", "code"], name="review_once_an_entry"),
            models.UniqueConstraint(fields=["text", "name"], name="review_once_a_text"),
            models.CheckConstraint(
                condition=Q(entry__isnull=False, text=None, version__isnull=False)
                | Q(entry=None, text__isnull=False),
                name="review_of_an_entry_or_a_text",
            ),
            models.CheckConstraint(condition=Q(name__regex=r"\S"), name="review_has_a_name"),
            models.CheckConstraint(
                condition=Q(verdict__in=["", *(one.value for one in Verdict)]), name="review_verdict_known"
            ),
            models.CheckConstraint(
                condition=Q(submitted_at=None, submitted_by="", agreed_at=None, agreed_by="", decision=None)
                | Q(submitted_at__isnull=False, entry__isnull=False) & ~Q(verdict=""),
                name="review_submitted_with_a_verdict",
            ),
            models.CheckConstraint(
                condition=Q(agreed_at=None, agreed_by="", opinion="", decision=None)
                | Q(agreed_at__gte=F("submitted_at"), opinion__regex=r"\S")
                & ~Q(agreed_by="")
                & ~Q(agreed_by=F("submitted_by")),
                name="review_agreed_by_another",
            ),
        )
        indexes = (models.Index(fields=["agency", "id"], name="reviews_by_agency"),)

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> State:
        if self.decision_id:
            return State.DECIDED
        if self.agreed_at:
            return State.AGREED
        return State.SUBMITTED if self.submitted_at else State.DRAFT

    @property
    def is_written(self) -> bool:
        return self.text.is_written if self.text else self.state is State.DRAFT


class Answer(models.Model):
    """The questions of one item; None while unanswered."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    part = models.CharField(max_length=10)
    item = models.TextField()
    necessary = models.BooleanField(null=True)
    lawful = models.BooleanField(null=True)
    reasonable = models.BooleanField(null=True)
    reason = models.TextField(default="")
    proposal = models.CharField(max_length=8, default=Proposal.KEEP.value)
    change = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "position"], name="review_answers_in_order"),
            models.CheckConstraint(
                condition=Q(part__in=[one.value for one in Part]), name="review_part_known"
            ),
            models.CheckConstraint(
                condition=Q(proposal__in=[one.value for one in Proposal]), name="review_proposal_known"
            ),
            models.CheckConstraint(condition=Q(item__regex=r"\S"), name="review_answer_is_about_something"),
        )


class Cost(models.Model):
    """One activity of the compliance cost: money in whole đồng, once and of one person."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="+")
    side = models.CharField(max_length=6)
    position = models.PositiveSmallIntegerField()
    activity = models.TextField()
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    service = models.BigIntegerField()
    other = models.BigIntegerField()
    fee = models.BigIntegerField()
    times = models.PositiveIntegerField()
    people = models.PositiveIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["review", "side", "position"], name="review_costs_in_order"),
            models.CheckConstraint(
                condition=Q(side__in=[one.value for one in Side]), name="review_side_known"
            ),
            models.CheckConstraint(condition=Q(activity__regex=r"\S"), name="review_cost_has_an_activity"),
            models.CheckConstraint(
                condition=Q(hours__gte=0, service__gte=0, other__gte=0, fee__gte=0),
                name="review_cost_not_below_nothing",
            ),
        )


class Happening(models.Model):
    """What people did, added and never changed. ``subject`` is ``kind:id``, ``words`` the reason or the decision."""

    subject = models.CharField(max_length=60)
    verb = models.CharField(max_length=20)
    words = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    agency = models.CharField(max_length=40, default="")
    occurred_at = models.DateTimeField()
    recorded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["subject", "id"], name="review_happenings"),)
