"""A document of the agency's own register as evidence: number, day, what it is about and its file come with it."""

from collections.abc import Iterator
from contextlib import closing
from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import gettext as _

from lienthong.domain.documents.queries import DocumentRow, get_issued
from lienthong.domain.plans import actions
from lienthong.spine import clock
from lienthong.spine.files.queries import get_files, open_content
from lienthong.web.desk.plans.page import DutyPage, number_in
from lienthong.web.desk.plans.paperwork import MOST, MOST_FILES, Content, blank
from lienthong.web.ui.words import write_day


def take(request: HttpRequest, page: DutyPage, content: Content) -> str:
    """Adds the chosen document, or fills the one that nobody has typed yet; returns the place to go on at: where none
    was chosen yet, the page with the register to choose from.
    """
    chosen = number_in(request.POST.get("issued", ""))
    row = get_issued(chosen, page.desk.by.agency) if chosen else None
    if row is None:
        if "issued" in request.POST:
            messages.error(request, _("Choose a document of the register first."))
        return "?register=1#from-register"
    documents = content["documents"]
    made = blank(page.desk, page.row) | _told(row) | {"files": list(_copied(row, page))}
    empty = next(
        (place for place, one in enumerate(documents) if not one["number"] and not one["files"]), None
    )
    if empty is not None:
        documents[empty] = made | {"outputs": documents[empty]["outputs"]}
        return f"#document-{empty + 1}"
    if len(documents) < MOST:
        documents.append(made)
    return f"#document-{len(documents)}"


def _told(row: DocumentRow) -> dict[str, Any]:
    return {
        "number": row.code,
        "issued_on": write_day(row.dated),
        "abstract": f"{row.kind_name} {row.subject}",
    }


def _copied(row: DocumentRow, page: DutyPage) -> Iterator[int]:
    """The very bytes of the document and of what goes with it, accepted once more for this use; the store keeps them
    once.
    """
    kept = get_files(row.files)
    for file in row.files[:MOST_FILES]:
        name = f"{row.code.replace('/', '-')}.pdf" if file == row.file else kept[file].name
        with closing(open_content(kept[file])) as signed:
            yield actions.receive_evidence(content=signed, name=name, by=page.desk.by, at=clock.now()).id
