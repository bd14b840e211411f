"""What is asked for before a case is moved: one form a move, with as few fields as the law needs."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lienthong.domain.cases.permissions import Permission
from lienthong.domain.cases.queries import RETURN_LABELS, Custody, Verb, next_row, passed
from lienthong.domain.organisations import queries as organisations
from lienthong.web.desk.cases.page import CasePage
from lienthong.web.ui.forms import DayField

LONG = 2_000


def _words(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=LONG, widget=forms.Textarea({"rows": "3"}), **options)


def _number(label: Any, **options: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=80, required=False, **options)


class DeedForm(forms.Form):
    """Knows the case it moves. ``given`` are the arguments of the action."""

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(*args)
        self.page = page

    def offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        """A choice between none is not shown."""
        if choices:
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields[name]

    @property
    def given(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class PlainForm(DeedForm):
    """Nothing is asked: the button is enough."""


class ReasonForm(DeedForm):
    reason = _words(
        _("Reason, with the rule it rests on"), help_text=_("The applicant reads it word for word.")
    )


class DecisionForm(ReasonForm):
    document = _number(_("Number of the document, if there is one"))


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
    note = _words(_("Note"), required=False)


class AssignForm(DeedForm):
    holder = forms.ChoiceField(label=_("Who handles it"), widget=forms.RadioSelect)
    note = _words(_("Note"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        self.offer("holder", page.desk.staff(page.row.seat, Permission.HANDLE))


class HandOverForm(DeedForm):
    commune = forms.ChoiceField(label=_("Commune that does the next step"))
    holder = forms.ChoiceField(label=_("Who handles it there"), required=False)
    originals = forms.MultipleChoiceField(
        label=_("Originals that go along"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = _words(_("Note to who goes on"), required=False)

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
    following = next_row(steps, page.row.step, page.row.done)
    if following is None or steps[following - 1].unit not in page.desk.commune_units:
        return []
    below = organisations.children(page.row.owner, page.desk.day)
    return [(one.code, one.short_name) for one in below if one.level == organisations.Level.COMMUNE]


class SubmitForm(DeedForm):
    holder = forms.ChoiceField(label=_("Who signs"), required=False)
    note = _words(
        _("What, why, by which law, what is proposed"),
        required=False,
        help_text=_("The leader reads this first."),
    )

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        leaders = page.desk.staff(page.row.owner, Permission.SIGN)
        self.offer("holder", [("", str(_("whoever signs at the agency"))), *leaders] if leaders else [])


class SignForm(DeedForm):
    document = _number(_("Number of the result, if it bears one"))


class SendBackForm(DeedForm):
    step = forms.ChoiceField(label=_("Back to which step"), widget=forms.RadioSelect)
    reason = _words(_("What is wanting"), help_text=_("Who gets it back reads it word for word."))

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
    items = _words(
        _("What else to bring or mend, one a line"),
        required=False,
        help_text=_("Ask once and completely: what is not asked for now may not be asked for later."),
    )
    reason = _words(_("Why it is needed, with the rule"))
    override = _words(
        _("If it is a further time or too late: why it is allowed all the same"), required=False
    )

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
    document = _number(_("Number of the notice"))
    reason = _words(_("What has to be paid, and by which rule the clock waits"))


class ResumeForm(DeedForm):
    document = _number(_("Number of the receipt"))
    note = _words(_("Note"), required=False)


class GiveForm(DeedForm):
    to = forms.CharField(label=_("Given to"), max_length=200)
    way = forms.ChoiceField(label=_("How"), widget=forms.RadioSelect)
    astray = _words(_("Why an original is not given back now"), required=False)

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
    reason = _words(_("Reason, as it stands in the apology"), help_text=_("The day can be moved once only."))


ASKED = ("first", "second", "third")
"""The boxes in which agencies are chosen: as many as are asked at once."""


class ConsultForm(DeedForm):
    question = _words(_("What is asked"), help_text=_("They read it word for word."))
    first = forms.ChoiceField(label=_("Agency asked"))
    second = forms.ChoiceField(label=_("A second agency"), required=False)
    third = forms.ChoiceField(label=_("A third agency"), required=False)
    days = forms.IntegerField(
        label=_("Working days for the answer"),
        min_value=1,
        max_value=30,
        initial=5,
        help_text=_("Counted on the calendar of the agency that is asked."),
    )
    document = _number(_("Number of the letter, if one goes with it"))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        choices = [("", str(_("choose an agency"))), *_askable(page)]
        for name in ASKED:
            self.fields[name].choices = choices  # type: ignore[attr-defined]

    @property
    def given(self) -> dict[str, Any]:
        told = dict(self.cleaned_data)
        return told | {"agencies": [agency for name in ASKED if (agency := told.pop(name))]}


def _askable(page: CasePage) -> list[tuple[str, list[tuple[str, str]]]]:
    """Agencies of the province, districts, and the communes below the owner, without where the case lies."""
    day, level = page.desk.day, organisations.Level
    above = {
        level.PROVINCE: organisations.list_agencies(day, level=level.PROVINCE),
        level.DISTRICT: organisations.list_agencies(day, level=level.DISTRICT),
        level.COMMUNE: organisations.children(page.row.owner, day),
    }
    taken = {page.row.seat, *page.row.awaited}
    groups = [
        (
            LEVELS[one],
            [(row.code, row.short_name) for row in rows if row.level == one and row.code not in taken],
        )
        for one, rows in above.items()
    ]
    return [(str(words), rows) for words, rows in groups if rows]


LEVELS = {
    organisations.Level.PROVINCE: _("Of the province"),
    organisations.Level.DISTRICT: _("Of districts"),
    organisations.Level.COMMUNE: _("Of communes"),
}


class AwaitedForm(DeedForm):
    """Which agency it is about, where several are awaited."""

    agency = forms.ChoiceField(label=_("Which agency"), widget=forms.RadioSelect)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        names = page.desk.agency_names(page.row.awaited)
        self.offer("agency", [(code, names.get(code, code)) for code in page.row.awaited])
        if "agency" in self.fields:
            self.initial["agency"] = page.row.awaited[0]


class OpinionForm(AwaitedForm):
    """An agency answers for itself; of answers on paper, the one who holds the case says whose they are."""

    opinion = _words(_("The opinion"))
    document = _number(_("Number of the document"))
    document_on = DayField(label=_("Day of the document"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        if page.desk.by.agency in page.row.awaited:
            del self.fields["agency"]


class DropForm(AwaitedForm):
    reason = _words(_("Why it is not needed any more"))


def _originals(label: Any, **options: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, widget=forms.CheckboxSelectMultiple, **options)


class KeepForm(DeedForm):
    names = _words(_("Which originals, one a line"), help_text=_("With their number, as it stands on them."))
    note = _words(_("Note"), required=False)

    @property
    def given(self) -> dict[str, Any]:
        return {**self.cleaned_data, "names": self.cleaned_data["names"].splitlines()}


class OriginalsForm(DeedForm):
    """Offers those originals that are in one's agency in one custody, all of them marked."""

    custody = Custody.KEPT
    originals = _originals(_("Which originals"))

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        here = [
            one for one in page.originals if one.agency == page.desk.by.agency and one.custody is self.custody
        ]
        self.offer("originals", [(str(one.place), one.name) for one in here])
        self.initial["originals"] = [str(one.place) for one in here]

    @property
    def given(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("originals", ())
        return {**self.cleaned_data, "originals": [int(place) for place in chosen]}


class SendForm(OriginalsForm):
    to = forms.ChoiceField(label=_("To which agency"))
    note = _words(_("Note"), required=False)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        codes = {
            page.row.owner,
            page.row.seat,
            *(one.data.get("agency", "") for one in page.story.happenings),
        }
        names = page.desk.agency_names(codes - {page.desk.by.agency, ""})
        self.fields["to"].choices = [("", str(_("choose an agency"))), *sorted(names.items())]  # type: ignore[attr-defined]


class SignForForm(OriginalsForm):
    custody = Custody.SENT
    originals = _originals(_("Which lie before you"), required=False)
    reason = _words(_("What is wanting, and why"), required=False)


class ReturnForm(OriginalsForm):
    to = forms.CharField(label=_("Given to"), max_length=200)

    def __init__(self, page: CasePage, *args: Any) -> None:
        super().__init__(page, *args)
        self.initial["to"] = page.row.applicant_name


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
}
