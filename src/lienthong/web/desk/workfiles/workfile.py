"""One work file: what lies in it in order, what happened, what may be done now; its inventory as official paper."""

from typing import Any, Final

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views.decorators.http import require_POST

from lienthong.domain.workfiles import actions, errors
from lienthong.domain.workfiles.exchange import Told, print_papers, tell_all, write_packet
from lienthong.domain.workfiles.permissions import Permission
from lienthong.domain.workfiles.queries import PaperRow, State, Verb, WorkfileRow
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.cases.page import number_in
from lienthong.web.desk.hats import ReasonForm
from lienthong.web.desk.workfiles.page import (
    BEYOND,
    TAGS,
    WorkfilePage,
    as_paper,
    come_late,
    workfile_page,
)
from lienthong.web.entrance.access import requires
from lienthong.web.ui.parts import Fact, Knot, Link
from lienthong.web.ui.words import in_vietnamese, write_counter, write_day, write_moment, write_name

SLUGS: Final = {Verb.CLOSED: "close", Verb.REOPENED: "reopen"}
VERBS: Final = {slug: verb for verb, slug in SLUGS.items()}
BUTTONS: Final[dict[Verb, str | Promise]] = {
    Verb.PUT: pgettext_lazy("work file", "Put documents in"),
    Verb.CLOSED: pgettext_lazy("work file", "Close the file"),
    Verb.HANDED: pgettext_lazy("work file", "Hand it to the archive"),
    Verb.REOPENED: pgettext_lazy("work file", "Open it again"),
    Verb.CORRECTED: pgettext_lazy("work file", "Mend the cover"),
}
"""In the order in which they are offered: the first that may be done is the one button of the page."""
DONE: Final[dict[Verb, str | Promise]] = {
    Verb.CLOSED: gettext_lazy("Closed. Within a year it goes to the archive."),
    Verb.REOPENED: gettext_lazy("Open again; documents can be put in."),
}
LEADS: Final[dict[Verb, str | Promise]] = {
    Verb.CLOSED: gettext_lazy(
        "The work is over: nothing more is put in. You can open it again while you keep it."
    ),
    Verb.REOPENED: gettext_lazy("Its time begins anew when it is closed again."),
}


@requires(Permission.KEEP)
def workfile(request: HttpRequest, workfile: int) -> HttpResponse:
    page = workfile_page(request, workfile)
    row, told = page.row, tell_all(page.story)[::-1]
    tag, word = TAGS[row.state]
    shown = [verb for verb in BUTTONS if verb in page.moves]
    first = shown[0] if shown else None
    context = {
        "page": page,
        "row": row,
        "tag": tag,
        "word": word,
        "lead": _lead(row),
        "first": _button(row, first) if first else None,
        "others": [*(_button(row, verb) for verb in shown if verb is not first), *_packet(page)],
        "papers": [(paper, _url(paper)) for paper in page.papers],
        "may_order": Verb.MOVED in page.moves and len(page.papers) > 1,
        "may_take_out": Verb.TAKEN_OUT in page.moves,
        "knots": [_knot(one, is_now=place == 0) for place, one in enumerate(told)],
        "facts": _facts(row),
        "crumbs": page.crumbs(),
    }
    return render(request, "desk/workfiles/workfile.html", context)


def _packet(page: WorkfilePage) -> list[Link]:
    if not page.papers:
        return []
    return [Link(_("Take the whole file away"), reverse("desk:workfile_packet", args=[page.row.id]))]


def _url(paper: PaperRow) -> str:
    if paper.copy:
        return reverse("desk:copy", args=[paper.copy])
    if paper.document:
        return reverse("desk:document", args=[paper.document])
    return reverse("desk:incoming_one", args=[paper.incoming])


def _lead(row: WorkfileRow) -> str:
    told = {
        State.OPEN: _("%(name)s keeps it and gathers its documents.") % {"name": row.keeper_name},
        State.CLOSED: _("It is closed and waits to be handed to the archive."),
        State.HANDED: _("It was handed over. The archivist takes it in or gives it back with a reason."),
        State.ARCHIVED: _("The archive has it. Nothing is to be done."),
        State.CLEARED: _("Its time is over; it left the archive by decision."),
    }
    if row.state is State.CLOSED and row.note:
        return _("The archive gave it back: %(reason)s") % {"reason": row.note}
    return told[row.state]


def _button(row: WorkfileRow, verb: Verb) -> Link:
    urls = {
        Verb.PUT: reverse("desk:workfile_put", args=[row.id]),
        Verb.CORRECTED: reverse("desk:workfile_correct", args=[row.id]),
        Verb.HANDED: f"{reverse('desk:hand_over_new')}?file={row.id}",
    }
    url = urls.get(verb) or reverse("desk:workfile_deed", args=[row.id, SLUGS[verb]])
    return Link(BUTTONS[verb], url)


def _facts(row: WorkfileRow) -> list[Fact]:
    counted = ngettext("%(count)s document", "%(count)s documents", row.papers) % {
        "count": write_counter(row.papers)
    }
    facts = [
        Fact(_("Keeper"), write_name(row.keeper_name)),
        Fact(_("Unit"), in_vietnamese(row.unit)),
        Fact(_("Retention"), in_vietnamese(row.kept), hint=_until(row)),
        Fact(_("In it"), counted, hint=_("%(pages)s pages") % {"pages": write_counter(row.pages)}),
        Fact(_("Opened on"), write_day(row.opened_on), hint="" if row.line else _("outside the list")),
    ]
    if row.ended_on:
        facts.append(Fact(_("Work ended on"), write_day(row.ended_on)))
    if row.owed_by:
        facts.append(Fact(_("To the archive by"), write_day(row.owed_by)))
    if row.hand_over:
        url = reverse("desk:hand_over", args=[row.hand_over])
        facts.append(Fact(_("Hand-over"), str(row.hand_over), url=url))
    return facts


def _until(row: WorkfileRow) -> str:
    return _("until the end of %(day)s") % {"day": write_day(row.kept_until)} if row.kept_until else ""


def _knot(told: Told, *, is_now: bool) -> Knot:
    one = told.happening
    rest = in_vietnamese(told.rest) if told.rest else ""
    return Knot(
        when=write_moment(clock.local(one.occurred_at)),
        what=format_html("<b>{}.</b> {} {}", told.deed, rest, write_name(one.name)),
        state="now" if is_now and told.tone == "past" else told.tone,
        quote=told.quote,
    )


@requires(Permission.KEEP)
def inventory(request: HttpRequest, workfile: int) -> HttpResponse:
    """The inventory of what lies in it, to be printed. Raises Http404 for more than one paper takes."""
    page = workfile_page(request, workfile)
    try:
        content = print_papers(page.row, page.papers, page.desk.day)
    except BEYOND as beyond:
        raise Http404 from beyond
    return as_paper(content, f"muc-luc-van-ban-{page.row.id}.pdf")


@requires(Permission.KEEP)
def packet(request: HttpRequest, workfile: int) -> HttpResponse:
    """The whole file to take away. Raises Http404 for more than one paper takes."""
    page = workfile_page(request, workfile)
    try:
        content = write_packet(page.row, page.papers, by=page.desk.by, day=page.desk.day)
    except BEYOND as beyond:
        raise Http404 from beyond
    except errors.PacketTooLarge as refusal:
        messages.error(request, str(refusal))
        return redirect(page.url)
    answer = HttpResponse(content, content_type="application/zip")
    name = f"ho-so-{page.row.id}.zip"
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


@requires(Permission.KEEP)
def deed(request: HttpRequest, workfile: int, change: str) -> HttpResponse:
    """Closing, or opening again with a reason."""
    if (verb := VERBS.get(change)) is None:
        raise Http404
    page = workfile_page(request, workfile, verb)
    if verb not in page.moves:
        return come_late(request, page, {verb}, str(DONE[verb]))
    form = ReasonForm(request.POST or None) if verb is Verb.REOPENED else None
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            _act(verb, workfile, form.cleaned_data["reason"] if form else "", page)
        except errors.NotNow:
            return come_late(request, page, {verb}, str(DONE[verb]))
        except Refusal as refusal:
            if form is None:
                messages.error(request, str(refusal))
                return redirect(page.url)
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, str(DONE[verb]))
            return redirect(page.url)
    return _deed_page(request, page, str(BUTTONS[verb]), form, LEADS[verb])


def _act(verb: Verb, workfile: int, reason: str, page: WorkfilePage) -> None:
    if verb is Verb.CLOSED:
        actions.close(workfile=workfile, by=page.desk.by, at=clock.now())
    else:
        actions.reopen(workfile=workfile, reason=reason, by=page.desk.by, at=clock.now())


def _deed_page(
    request: HttpRequest, page: WorkfilePage, title: str, form: Any, lead: str | Promise
) -> HttpResponse:
    context = {
        "title": title,
        "about": f"{page.row.code}/{page.row.year} · {page.row.title}",
        "lead": lead,
        "form": form,
        "back": page.url,
        "crumbs": page.crumbs(title),
    }
    return render(request, "desk/workfiles/deed.html", context)


@requires(Permission.KEEP)
def take_out(request: HttpRequest, workfile: int, inlay: int) -> HttpResponse:
    """What was put in by mistake leaves, with the reason."""
    page = workfile_page(request, workfile, Verb.TAKEN_OUT)
    row = next((one for one in page.papers if one.id == inlay), None)
    done = _("Taken out; it stays in its register, and the story says why.")
    if row is None or Verb.TAKEN_OUT not in page.moves:
        return come_late(request, page, {Verb.TAKEN_OUT}, done)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        by, reason = page.desk.by, form.cleaned_data["reason"]
        try:
            actions.take_out(workfile=workfile, paper=inlay, reason=reason, by=by, at=clock.now())
        except (errors.NotNow, errors.PaperUnfit):
            return come_late(request, page, {Verb.TAKEN_OUT}, done)
        except Refusal as refusal:
            form.add_error("reason", str(refusal))
        else:
            messages.success(request, done)
            return redirect(page.url)
    return _deed_page(request, page, _("Take it out of the file"), form, f"{row.symbol} · {row.title}")


@require_POST
@requires(Permission.KEEP)
def order(request: HttpRequest, workfile: int) -> HttpResponse:
    """One place up or down."""
    page = workfile_page(request, workfile, Verb.MOVED)
    way, _bar, paper = request.POST.get("move", "").partition("-")
    try:
        actions.move_paper(
            workfile=workfile, paper=number_in(paper) or 0, up=way == "up", by=page.desk.by, at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{page.url}#papers")


urlpatterns = [
    path("files/<int:workfile>/", workfile, name="workfile"),
    path("files/<int:workfile>/inventory.pdf", inventory, name="workfile_inventory"),
    path("files/<int:workfile>/packet.zip", packet, name="workfile_packet"),
    path("files/<int:workfile>/papers/<int:inlay>/", take_out, name="workfile_paper"),
    path("files/<int:workfile>/order/", order, name="workfile_order"),
    path("files/<int:workfile>/<slug:change>/", deed, name="workfile_deed"),
]
