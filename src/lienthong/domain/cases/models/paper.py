"""The forms as they are set from a day on, and the papers that were handed out on them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from lienthong.domain.cases.models.case import CODE_LENGTH, Case, Happening, one_of
from lienthong.domain.cases.rules.forms import Kind


class Layout(models.Model):
    """How one kind of form looks from ``since`` on; of several from the same day the one written last.

    ``circular``, ``number`` and ``title`` are the law's; ``source`` is the whole Typst template, ``file`` what somebody
    sent. ``is_ours``: it came with the platform. ``unsure`` says what of it nobody has compared with the text.
    """

    kind = models.CharField(max_length=12)
    since = models.DateField()
    circular = models.CharField(max_length=120)
    number = models.CharField(max_length=10)
    title = models.CharField(max_length=200)
    symbol = models.CharField(max_length=20, default="")
    source = models.TextField()
    digest = models.CharField(max_length=64)
    is_ours = models.BooleanField()
    file = models.BigIntegerField(null=True)
    basis = models.TextField()
    confirmed = models.BooleanField(default=False)
    unsure = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", Kind, "case_form_kind_known"),
            models.CheckConstraint(
                condition=Q(source__regex=r"\S", basis__regex=r"\S"), name="case_layout_says_why"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "-since", "-id"], name="case_layouts_by_day")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"


class Paper(models.Model):
    """A paper that was handed out: its bytes are ``file`` and stay. ``issue`` 2 and on: handed out anew.

    ``happening`` is the event that it tells of; ``number`` is whole (12/TNHS).
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="+")
    happening = models.ForeignKey(Happening, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12)
    issue = models.PositiveSmallIntegerField(default=1)
    layout = models.ForeignKey(Layout, models.PROTECT, related_name="+")
    agency = models.CharField(max_length=CODE_LENGTH)
    number = models.CharField(max_length=40)
    file = models.BigIntegerField(unique=True)
    reason = models.TextField(default="")
    account = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    issued_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            one_of("kind", Kind, "case_paper_kind_known"),
            models.UniqueConstraint(fields=["happening", "kind", "issue"], name="case_paper_once"),
            models.CheckConstraint(
                condition=Q(issue=1, reason="") | Q(issue__gt=1, reason__regex=r"\S"),
                name="case_paper_anew_says_why",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case", "id"], name="case_papers_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
