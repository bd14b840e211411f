"""What is asked for before a case is moved: one form a move, with as few fields as the law needs."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import RETURN_LABELS, Custody, Verb, find_cases, next_row, passed
from lienthong.domain.organisations import queries as organisations
from lienthong.web.desk.cases.deed_base import DeedForm, number, words
from lienthong.web.desk.cases.lateness_forms import ContestForm, ExplainForm
from lienthong.web.desk.cases.opinion_forms import ConsultForm, DropForm, OpinionForm
from lienthong.web.desk.cases.original_forms import KeepForm, ReturnForm, SendForm, SignForForm
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.forms import DayField


class PlainForm(DeedForm):
    """Nothing is asked: the button is enough."""


class ReasonForm(DeedForm):
    reason = words(
        _("Reason, with the rule it rests on"), help_text=_("The applicant reads it word for word.")
    )


class DecisionForm(ReasonForm):
    document = number(_("Number of the document, if there is one"))


class PapersForm(DeedForm):
    papers = forms.MultipleChoiceField(
        label=_("Papers that are here"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        names = [(str(place), name) for place, name in page.names.papers.items()]
        self.offer("papers", names)
        if "papers" in self.fields:
            self.initial["papers"] = [str(place) for place in page.row.papers]

    @property
    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "papers": [int(place) for place in self.cleaned_data.get("papers", ())]}


class SupplementedForm(PapersForm):
    note = words(_("Note"), required=False)


class AssignForm(DeedForm):
    holder = forms.ChoiceField(label=_("Who handles it"), widget=forms.RadioSelect)
    note = words(_("Note"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        self.offer("holder", page.desk.staff(page.row.seat, Permission.HANDLE))


class HandOverForm(DeedForm):
    commune = forms.ChoiceField(label=_("Commune that does the next step"))
    holder = forms.ChoiceField(label=_("Who handles it there"), required=False)
    originals = forms.MultipleChoiceField(
        label=_("Originals that go along"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = words(_("Note to who goes on"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        here = [one for one in page.originals if one.agency == page.row.seat and one.custody is Custody.KEPT]
        self.offer("originals", [(str(one.place), one.name) for one in here])
        self.initial["originals"] = [str(one.place) for one in here]
        communes = _communes(page)
        self.offer("commune", [("", "—"), *communes] if communes else [])
        staff = [] if communes else page.desk.staff(page.row.owner, Permission.HANDLE)
        self.offer("holder", [("", str(_("nobody named: whoever takes it up"))), *staff] if staff else [])

    @property
    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        chosen = told.pop("originals", None)
        return told | ({} if chosen is None else {"originals": [int(place) for place in chosen]})


def _communes(page: CasePage) -> list[tuple[str, str]]:
    """The communes of the owner, where the next step is done at one."""
    steps = page.handling.steps
    following = next_row(steps, page.row.step, page.row.done, page.row.beside)
    if following is None or steps[following - 1].unit not in page.desk.commune_units:
        return []
    below = organisations.children(page.row.owner, page.desk.day)
    return [(one.code, one.short_name) for one in below if one.level == organisations.Level.COMMUNE]


class SubmitForm(DeedForm):
    holder = forms.ChoiceField(label=_("Who signs"), required=False)
    note = words(
        _("What, why, by which law, what is proposed"),
        required=False,
        help_text=_("The leader reads this first."),
    )

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        leaders = page.desk.staff(page.row.owner, Permission.SIGN)
        self.offer("holder", [("", str(_("whoever signs at the agency"))), *leaders] if leaders else [])


class SignForm(DeedForm):
    document = number(_("Number of the result, if it bears one"))


class SendBackForm(DeedForm):
    step = forms.ChoiceField(label=_("Back to which step"), widget=forms.RadioSelect)
    reason = words(_("What is wanting"), help_text=_("Who gets it back reads it word for word."))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        row = page.row
        steps = passed(row)
        self.offer(
            "step", [(str(place), page.names.steps.get(place, str(place))) for place in reversed(steps)]
        )
        if steps:
            self.initial["step"] = str(steps[-1])

    @property
    def given(self) -> dict[str, Any]:
        return {"step": int(self.cleaned_data.get("step", 0)), "reason": self.cleaned_data["reason"]}


class SupplementForm(DeedForm):
    papers = forms.MultipleChoiceField(
        label=_("Papers of the list that are wanted"), required=False, widget=forms.CheckboxSelectMultiple
    )
    items = words(
        _("What else to bring or mend, one a line"),
        required=False,
        help_text=_("Ask once and completely: what is not asked for now may not be asked for later."),
    )
    reason = words(_("Why it is needed, with the rule"))
    override = words(_("If it is a further time or too late: why it is allowed all the same"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        self.offer("papers", [(str(place), name) for place, name in page.names.papers.items()])
        if not page.desk.may_direct:
            del self.fields["override"]

    @property
    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {
            "papers": [int(place) for place in told.get("papers", ())],
            "items": told["items"].splitlines(),
        }


class PauseForm(DeedForm):
    document = number(_("Number of the notice"))
    reason = words(_("What has to be paid, and by which rule the clock waits"))


class ResumeForm(DeedForm):
    document = number(_("Number of the receipt"))
    note = words(_("Note"), required=False)


class GiveForm(DeedForm):
    to = forms.CharField(label=_("Given to"), max_length=200)
    way = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    astray = words(_("Why an original is not given back now"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        if not page.originals:
            del self.fields["astray"]
        self.offer("way", [(str(one), str(words)) for one, words in RETURN_LABELS.items()])
        self.initial.update(to=page.row.applicant_name, way=page.row.return_by)

    @property
    def given(self) -> dict[str, Any]:
        ways = {str(one): one for one in RETURN_LABELS}
        given = self.cleaned_data
        return {"to": given["to"], "way": ways[given["way"]], "astray": given.get("astray", "")}


class AppointForm(DeedForm):
    on = DayField(
        label=_("New day"), help_text=_("A working day after the present one, as 20/10/2021 or 20102021.")
    )
    reason = words(_("Reason, as it stands in the apology"), help_text=_("The day can be moved once only."))


class CorrectForm(DeedForm):
    applicant_name = forms.CharField(label=_("Full name of the applicant"), max_length=200)
    content = words(_("What it is about"), required=False)
    return_by = forms.ChoiceField(label=_("How the result is returned"), widget=forms.RadioSelect)
    reason = words(_("Why it is corrected"))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        row = page.row
        self.offer("return_by", [(str(one), str(words)) for one, words in RETURN_LABELS.items()])
        self.initial.update(applicant_name=row.applicant_name, content=row.content, return_by=row.return_by)

    @property
    def given(self) -> dict[str, Any]:
        ways = {str(one): one for one in RETURN_LABELS}
        return {**self.cleaned_data, "return_by": ways[self.cleaned_data["return_by"]]}


class LinkForm(DeedForm):
    number = forms.CharField(label=_("Number of the other case"), max_length=60)
    reason = words(_("How they belong together"))

    def clean_number(self) -> int:
        """The case that bears it, where this person sees it."""
        desk = self.page.desk
        text = self.cleaned_data["number"]
        found = [
            row for row in find_cases(text, by=desk.by, now=desk.now) if row.number == text.strip().upper()
        ]
        if len(found) != 1:
            raise ValidationError(_("No case that you see bears this number."))
        return found[0].id

    @property
    def given(self) -> dict[str, Any]:
        return {"other": self.cleaned_data["number"], "reason": self.cleaned_data["reason"]}


class SideForm(DeedForm):
    step = forms.ChoiceField(label=_("Which step is done"), widget=forms.RadioSelect)
    note = words(_("Note to who goes on"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        mine = [one.step for one in page.sides if one.agency == page.desk.by.agency]
        self.offer("step", [(str(row), page.names.steps.get(row, str(row))) for row in mine])
        if mine:
            self.initial["step"] = str(mine[0])

    @property
    def given(self) -> dict[str, Any]:
        return {"step": int(self.cleaned_data.get("step", 0)), "note": self.cleaned_data["note"]}


FORMS: dict[Verb, type[DeedForm]] = {
    Verb.RECEIVED: PapersForm,
    Verb.TURNED_AWAY: ReasonForm,
    Verb.TAKEN: PlainForm,
    Verb.ASSIGNED: AssignForm,
    Verb.HANDED_OVER: HandOverForm,
    Verb.SENT_BACK: SendBackForm,
    Verb.SUPPLEMENT_ASKED: SupplementForm,
    Verb.SUPPLEMENT_RECEIVED: SupplementedForm,
    Verb.PAUSED: PauseForm,
    Verb.RESUMED: ResumeForm,
    Verb.PUT_TO_SIGN: SubmitForm,
    Verb.SIGNED: SignForm,
    Verb.BROUGHT: PlainForm,
    Verb.GIVEN: GiveForm,
    Verb.WITHDRAWN: ReasonForm,
    Verb.DENIED: DecisionForm,
    Verb.STOPPED: DecisionForm,
    Verb.REAPPOINTED: AppointForm,
    Verb.CONSULTED: ConsultForm,
    Verb.OPINION_GIVEN: OpinionForm,
    Verb.QUESTION_DROPPED: DropForm,
    Verb.ORIGINALS_TAKEN: KeepForm,
    Verb.ORIGINALS_SENT: SendForm,
    Verb.ORIGINALS_SIGNED: SignForForm,
    Verb.ORIGINALS_RETURNED: ReturnForm,
    Verb.CORRECTED: CorrectForm,
    Verb.LINKED: LinkForm,
    Verb.SIDE_DONE: SideForm,
    Verb.EXPLAINED: ExplainForm,
    Verb.CONTESTED: ContestForm,
}
