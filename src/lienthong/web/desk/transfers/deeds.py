"""What a head does with an agreement: choose its tasks, name people, end it, note and settle faults."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lienthong.domain.organisations.queries import list_groups_of
from lienthong.domain.procedures.queries import find_published
from lienthong.domain.transfers import actions, queries
from lienthong.domain.transfers.permissions import Permission
from lienthong.domain.transfers.queries import BLAME_LABELS, STEP_LABELS, Blame, Step
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.transfers.page import Deed, Page, kept_page, perform
from lienthong.web.entrance.access import requires
from lienthong.web.ui.forms import DayField

OFFERED = 30


class WordsForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("In a sentence that stays with the agreement"),
        max_length=500,
        widget=forms.Textarea({"rows": "3"}),
    )


class WorkerForm(forms.Form):
    account = forms.ChoiceField(label=gettext_lazy("Who of the post"))
    trained_on = DayField(label=gettext_lazy("Trained on"))
    training = forms.CharField(
        label=gettext_lazy("In what, by whom"),
        max_length=300,
        widget=forms.TextInput({"size": "44", "autocomplete": "off"}),
    )

    def __init__(self, people: list[tuple[str, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["account"].choices = people  # type: ignore[attr-defined]


class FaultForm(WordsForm):
    field_order = ("blame", "worker", "number", "day", "words")
    blame = forms.ChoiceField(
        label=gettext_lazy("What kind of fault"), choices=[(one.value, BLAME_LABELS[one]) for one in Blame]
    )
    worker = forms.TypedChoiceField(
        label=gettext_lazy("Whose fault"), coerce=int, empty_value=None, required=False
    )
    number = forms.CharField(
        label=gettext_lazy("Number of the case, if it was one"),
        max_length=60,
        required=False,
        widget=forms.TextInput({"size": "28", "autocomplete": "off"}),
    )
    day = DayField(label=gettext_lazy("On which day it happened"))

    def __init__(self, workers: list[tuple[Any, str]], *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["worker"].choices = [("", _("the post as a whole")), *workers]  # type: ignore[attr-defined]


@requires(Permission.KEEP)
def tasks(request: HttpRequest, agreement: int) -> HttpResponse:
    """Procedures found by words, each with the steps that are transferred."""
    page = kept_page(request, agreement)
    text = request.GET.get("q", "").strip()[:200]
    offered = _offered(page, text)
    if request.method == "POST":
        shown = [code for code in request.POST.getlist("shown") if len(code) <= 40]
        chosen = [(code, step) for code in shown for step in Step if f"{code} {step}" in _ticked(request)]
        try:
            changed = actions.set_tasks(
                agreement=agreement, shown=shown, chosen=chosen, by=page.desk.by, at=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Changed: %(count)s.") % {"count": changed})
        return redirect(page.url)
    title = _("What the agreement transfers")
    context = {
        "page": page,
        "title": title,
        "text": text,
        "steps": [STEP_LABELS[step] for step in Step],
        "lines": [(one, [(step, (one.code, step) in page.row.tasks) for step in Step]) for one in offered],
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/transfers/tasks.html", context)


def _offered(page: Page, text: str) -> list[Any]:
    """What the agency decides, by the order of names; the first of many."""
    groups = [group.code for group in list_groups_of(page.row.agency, page.desk.day)]
    found = find_published(page.desk.day, text=text, agencies=[page.row.agency, *groups], limit=OFFERED)
    return list(found.rows)


def _ticked(request: HttpRequest) -> set[str]:
    return set(request.POST.getlist("task"))


@requires(Permission.KEEP)
def worker(request: HttpRequest, agreement: int) -> HttpResponse:
    page = kept_page(request, agreement)
    people = page.desk.staff(page.row.post, Permission.WORK)
    names = {account: name.split(",")[0] for account, name in people}
    title = _("Name somebody of the post")
    deed = Deed(
        title=title,
        button=title,
        done=_("Named. Their work begins on the first day of the agreement."),
        back=page.url,
        crumbs=page.crumbs(title),
        lead=_("Only who was trained works at the one-stop. The post opens their accounts itself."),
    )

    def act(given: dict[str, Any]) -> None:
        name = names.get(given["account"], "")
        actions.name_worker(agreement=agreement, name=name, **given, by=page.desk.by, at=clock.now())

    return perform(request, deed, WorkerForm(people, _sent(request)), act)


@requires(Permission.KEEP)
def drop(request: HttpRequest, agreement: int, worker: int) -> HttpResponse:
    page = kept_page(request, agreement)
    found = next((one for one in page.row.workers if one.id == worker), None)
    if found is None and request.method != "POST":
        raise Http404
    title = _("End somebody’s work at the one-stop")
    deed = Deed(
        title=title,
        button=title,
        done=_("Ended. From now on they can do nothing more there."),
        back=page.url,
        crumbs=page.crumbs(title),
        lead=found.name if found else "",
        kind="danger",
    )

    def act(_given: dict[str, Any]) -> None:
        actions.drop_worker(agreement=agreement, worker=worker, by=page.desk.by, at=clock.now())

    return perform(request, deed, forms.Form(_sent(request)), act)


@requires(Permission.KEEP)
def end(request: HttpRequest, agreement: int) -> HttpResponse:
    page = kept_page(request, agreement)
    title = _("End the agreement now")
    deed = Deed(
        title=title,
        button=title,
        done=_("Ended. The post’s people can do nothing more at your one-stop."),
        back=page.url,
        crumbs=page.crumbs(title),
        lead=_("Whoever works under it loses their rights at this moment. It cannot be undone."),
        kind="danger",
    )

    def act(given: dict[str, Any]) -> None:
        actions.end(agreement=agreement, reason=given["words"], by=page.desk.by, at=clock.now())

    return perform(request, deed, WordsForm(_sent(request)), act)


@requires(Permission.KEEP)
def fault(request: HttpRequest, agreement: int) -> HttpResponse:
    page = kept_page(request, agreement)
    title = _("Note a fault of the post")
    deed = Deed(
        title=title,
        button=title,
        done=_("Noted. It waits until somebody answered for it."),
        back=page.url,
        crumbs=page.crumbs(title),
        lead=page.row.answers,
    )

    def act(given: dict[str, Any]) -> None:
        told = given | {"blame": Blame(given["blame"])}
        actions.note_fault(agreement=agreement, **told, by=page.desk.by, at=clock.now())

    workers = [(one.id, one.name) for one in page.row.workers]
    initial = {"number": request.GET.get("number", "")}
    return perform(request, deed, FaultForm(workers, _sent(request), initial=initial), act)


@requires(Permission.KEEP)
def answer(request: HttpRequest, agreement: int, fault: int) -> HttpResponse:
    page = kept_page(request, agreement)
    row = queries.get_fault(agreement, fault)
    if row is None:
        raise Http404
    title = _("How the fault was answered for")
    deed = Deed(
        title=title,
        button=_("Close the fault"),
        done=_("Closed. The answer stays."),
        back=page.url,
        crumbs=page.crumbs(title),
        lead=row.words,
    )

    def act(given: dict[str, Any]) -> None:
        actions.answer_fault(
            agreement=agreement, fault=fault, answer=given["words"], by=page.desk.by, at=clock.now()
        )

    return perform(request, deed, WordsForm(_sent(request)), act)


def _sent(request: HttpRequest) -> Any:
    return request.POST if request.method == "POST" else None


urlpatterns = [
    path("<int:agreement>/tasks/", tasks, name="transfer_tasks"),
    path("<int:agreement>/people/new/", worker, name="transfer_worker"),
    path("<int:agreement>/people/<int:worker>/end/", drop, name="transfer_drop"),
    path("<int:agreement>/end/", end, name="transfer_end"),
    path("<int:agreement>/faults/new/", fault, name="transfer_fault"),
    path("<int:agreement>/faults/<int:fault>/", answer, name="transfer_answer"),
]
