"""A question of a draft is answered with a reason, or opened again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lienthong.domain.procedures import actions
from lienthong.domain.procedures.permissions import Permission
from lienthong.spine import clock
from lienthong.spine.errors import Refusal
from lienthong.web.desk.procedures.page import written_page
from lienthong.web.entrance.access import requires


@require_POST
@requires(Permission.DRAFT)
def answer(request: HttpRequest, version: int) -> HttpResponse:
    page = written_page(request, version)
    code, about = request.POST.get("code", "")[:40], request.POST.get("about", "")[:4000]
    try:
        if request.POST.get("open"):
            actions.take_back(version=version, code=code, about=about, by=page.by, at=clock.now())
            messages.success(request, _("The question is open again."))
        else:
            reason = request.POST.get("reason", "")[:500]
            actions.answer(version=version, code=code, about=about, reason=reason, by=page.by, at=clock.now())
            messages.success(request, _("The answer is kept with your name."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect(page.url)


urlpatterns = [path("procedures/<int:version>/answer/", answer, name="answer_procedure")]
