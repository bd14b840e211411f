"""The list of pages, taken from the addresses; what is no page, with its reason; an example in each gap."""

import re
from collections.abc import Callable
from enum import StrEnum

from django.test import Client
from tests.consistency.test_routes import ROUTES
from tests.e2e import states
from tests.e2e.people import account, position, signed_in
from tests.factories.province import SLUG

from lienthong.config.roles import ROLES
from lienthong.spine.calendar import queries as calendar

type Example = Callable[[Client], object]
"""Brings about what a page needs, in the browser of who will see it; gives what fills the gap of its route."""


class NoPage(StrEnum):
    """Why an address is no page that a person reads."""

    SENT_TO = "forms are sent there: a plain visit is refused"
    LEADS_ON = "leads on to another address"
    TAKEN_AWAY = "a file to take away"
    FOR_MACHINES = "read by machines"
    PART_OF_A_PAGE = "what scripts put into a page"
    ELSEWHERE = (
        "there only where providers are set up, files were handed in, work was done, or people practise"
    )


SKIPPED: dict[str, NoPage] = {
    "healthz": NoPage.FOR_MACHINES,
    "readyz": NoPage.FOR_MACHINES,
    "metrics": NoPage.FOR_MACHINES,
    "sign-in/passkey/": NoPage.LEADS_ON,
    "profile/proofs/passkeys/": NoPage.LEADS_ON,
    "sign-in/with/<slug:provider>/": NoPage.SENT_TO,
    "sign-in/with/<slug:provider>/back/": NoPage.ELSEWHERE,
    "draft/send/": NoPage.SENT_TO,
    "draft/drop/": NoPage.SENT_TO,
    "session/stay/": NoPage.SENT_TO,
    "profile/hat/": NoPage.SENT_TO,
    "profile/sessions/<int:session>/end/": NoPage.SENT_TO,
    "profile/sessions/end-others/": NoPage.SENT_TO,
    "profile/tokens/<int:token>/end/": NoPage.SENT_TO,
    "language/": NoPage.SENT_TO,
    "notices/<int:notice>/open/": NoPage.SENT_TO,
    "notices/<int:notice>/read/": NoPage.SENT_TO,
    "notices/read-all/": NoPage.SENT_TO,
    "notices/letter/": NoPage.SENT_TO,
    "plans/<slug:slug>/plan.<str:kind>": NoPage.TAKEN_AWAY,
    "plans/<slug:slug>/duties.<str:kind>": NoPage.TAKEN_AWAY,
    "plans/<slug:slug>/evidence/<int:file>/": NoPage.ELSEWHERE,
    "plans/<slug:slug>/urging/draft/": NoPage.SENT_TO,
    "plans/<slug:slug>/urging/letters/<int:letter>/paper.<str:kind>": NoPage.TAKEN_AWAY,
    "plans/<slug:slug>/duties/bulk/": NoPage.SENT_TO,
    "plans/<slug:slug>/reports/<int:report>/keep/": NoPage.SENT_TO,
    "plans/<slug:slug>/reports/<int:report>/paper.<str:kind>": NoPage.TAKEN_AWAY,
    "plans/<slug:slug>/targets/<int:measure>/files/<int:file>/": NoPage.ELSEWHERE,
    "boards/II.06a.xlsx": NoPage.TAKEN_AWAY,
    "documents/register.xlsx": NoPage.TAKEN_AWAY,
    "documents/register.pdf": NoPage.TAKEN_AWAY,
    "documents/<int:document>/document.pdf": NoPage.TAKEN_AWAY,
    "documents/<int:document>/pages/<int:number>.png": NoPage.PART_OF_A_PAGE,
    "documents/sign-many/": NoPage.SENT_TO,
    "boards/causes.xlsx": NoPage.TAKEN_AWAY,
    "cases/certified.pdf": NoPage.TAKEN_AWAY,
    "cases/certified.xlsx": NoPage.TAKEN_AWAY,
    "cases/slips/<uuid:printing>.pdf": NoPage.TAKEN_AWAY,
    "cases/systems/<slug:system>/waiting.xlsx": NoPage.TAKEN_AWAY,
    "cases/systems/<slug:system>/waiting.csv": NoPage.TAKEN_AWAY,
    "uploads/ministry-files/<slug:system>/": NoPage.SENT_TO,
    "cases/lists/": NoPage.SENT_TO,
    "cases/lists/<int:kept>/drop/": NoPage.SENT_TO,
    "plans/calendar/revoke/": NoPage.SENT_TO,
    "plans/calendar/<str:token>.ics": NoPage.FOR_MACHINES,
    "plans/calendar/duties/<int:duty>/": NoPage.LEADS_ON,
    "uploads/plans/": NoPage.SENT_TO,
    "uploads/signatures/": NoPage.SENT_TO,
    "procedures/open.<str:kind>": NoPage.TAKEN_AWAY,
    "applications/<uuid:key>/leave/": NoPage.SENT_TO,
    "applications/<uuid:key>/form.pdf": NoPage.TAKEN_AWAY,
    "applications/<uuid:key>/papers/<int:place>/reuse/": NoPage.SENT_TO,
    "applications/<uuid:key>/papers/<int:place>/<int:attachment>/": NoPage.TAKEN_AWAY,
    "applications/<uuid:key>/papers/<int:place>/<int:attachment>/remove/": NoPage.SENT_TO,
    "uploads/applications/<uuid:key>/<int:place>/": NoPage.SENT_TO,
    "register/password/": NoPage.LEADS_ON,
    "my/identity/withdraw/": NoPage.SENT_TO,
    "my/papers/<int:file>/": NoPage.TAKEN_AWAY,
    "my/data/consents/<slug:purpose>/": NoPage.SENT_TO,
    "my/data/letters/": NoPage.SENT_TO,
    "my/data/copies/": NoPage.SENT_TO,
    "my/data/copies/<int:export>/": NoPage.TAKEN_AWAY,
    "work/people/accounts/make-sure/": NoPage.SENT_TO,
    "cases/<int:case>/sent/form.pdf": NoPage.ELSEWHERE,
    "cases/<int:case>/sent/<int:file>/": NoPage.ELSEWHERE,
    "api/v1/procedures/<code>/form": NoPage.FOR_MACHINES,
    "api/v1/procedures/<code>/form/check": NoPage.SENT_TO,
    "work/start/": NoPage.LEADS_ON,
    "work/people/take-up/": NoPage.SENT_TO,
    "work/procedures/<int:version>/answer/": NoPage.SENT_TO,
    "work/procedures/<int:version>/procedure.xlsx": NoPage.TAKEN_AWAY,
    "uploads/procedures/<int:version>/": NoPage.SENT_TO,
    "work/procedures/announcing.xlsx": NoPage.TAKEN_AWAY,
    "work/procedures/online.xlsx": NoPage.TAKEN_AWAY,
    "uploads/required-services/": NoPage.SENT_TO,
    "work/procedures/national/compare/": NoPage.SENT_TO,
    "work/procedures/national/<str:procedure>/send/": NoPage.SENT_TO,
    "work/procedures/announcing/demands/<int:demand>/": NoPage.SENT_TO,
    "work/procedures/announcing/demands/<int:demand>/join/": NoPage.SENT_TO,
    "work/procedures/reviews/plans/<int:plan>/plan.xlsx": NoPage.TAKEN_AWAY,
    "work/procedures/reviews/plans/<int:plan>/summary.pdf": NoPage.ELSEWHERE,
    "work/procedures/reviews/entries/<int:entry>/begin/": NoPage.SENT_TO,
    "work/procedures/reviews/texts/<int:text>/assess/": NoPage.SENT_TO,
    "work/procedures/reviews/<int:review>/costs.xlsx": NoPage.TAKEN_AWAY,
    "cases/many/": NoPage.SENT_TO,
    "work/rows/": NoPage.SENT_TO,
    "work/assign/": NoPage.SENT_TO,
    "work/<int:duty>/hand-in/keep/": NoPage.SENT_TO,
    "work/<int:duty>/accept/": NoPage.SENT_TO,
    "work/files/<int:file>/": NoPage.TAKEN_AWAY,
    "uploads/evidence/<int:duty>/": NoPage.SENT_TO,
    "cases/<int:case>/papers/<int:paper>.pdf": NoPage.TAKEN_AWAY,
    "cases/<int:case>/papers/control.pdf": NoPage.TAKEN_AWAY,
    "cases/<int:case>/papers/receipt/": NoPage.SENT_TO,
    "cases/register.pdf": NoPage.TAKEN_AWAY,
    "retention/lists/<int:disposal>/certificate.pdf": NoPage.ELSEWHERE,
    "work/people/looks.xlsx": NoPage.TAKEN_AWAY,
    "practice/exercises/": NoPage.ELSEWHERE,
    "console/forms/layouts/<int:layout>/example.pdf": NoPage.TAKEN_AWAY,
    "console/forms/layouts/<int:layout>/template.typ": NoPage.TAKEN_AWAY,
    "console/forms/<slug:kind>/sent/<int:template>/example.pdf": NoPage.TAKEN_AWAY,
    "uploads/forms/<slug:kind>/": NoPage.SENT_TO,
    "console/agencies/offers/": NoPage.PART_OF_A_PAGE,
    "console/approvals/<int:proposal>/approve/": NoPage.SENT_TO,
    "console/approvals/<int:proposal>/withdraw/": NoPage.SENT_TO,
    "console/deliveries/days/<str:name>/retry/": NoPage.SENT_TO,
    "console/deliveries/<int:delivery>/retry/": NoPage.SENT_TO,
    "console/partners/<str:partner>/tokens/<int:token>/end/": NoPage.SENT_TO,
    "console/partners/hooks/<str:hook>/test/": NoPage.SENT_TO,
    "console/partners/hooks/<str:hook>/pause/": NoPage.SENT_TO,
    "console/partners/hooks/<str:hook>/resume/": NoPage.SENT_TO,
    "console/partners/hooks/<str:hook>/messages/<str:message>/again/": NoPage.SENT_TO,
    "console/people/<str:account>/enable/": NoPage.SENT_TO,
    "console/people/<str:account>/invite-again/": NoPage.SENT_TO,
    "console/people/staff-list/template/": NoPage.TAKEN_AWAY,
    "console/people/staff-list/<int:file>/errors/": NoPage.TAKEN_AWAY,
    "uploads/staff-lists/": NoPage.SENT_TO,
    "uploads/history/": NoPage.SENT_TO,
    "api/v1/openapi.json": NoPage.FOR_MACHINES,
    "api/v1/plans/": NoPage.FOR_MACHINES,
    "api/v1/plans/<slug>": NoPage.FOR_MACHINES,
    "api/v1/plans/<slug>/tasks": NoPage.FOR_MACHINES,
    "api/v1/plans/<slug>/obligations": NoPage.FOR_MACHINES,
    "api/v1/agencies/": NoPage.FOR_MACHINES,
    "api/v1/agencies/<code>": NoPage.FOR_MACHINES,
    "api/v1/procedures/": NoPage.FOR_MACHINES,
    "api/v1/procedures/<code>": NoPage.FOR_MACHINES,
    "api/v1/holidays/<int:year>": NoPage.FOR_MACHINES,
    "api/v1/cases/<number>": NoPage.FOR_MACHINES,
    "api/v1/boards": NoPage.FOR_MACHINES,
    "api/v1/": NoPage.FOR_MACHINES,
    "api/v1/^.*$": NoPage.FOR_MACHINES,
}

EXAMPLES: dict[str, Example] = {
    "<slug:slug>": lambda _: SLUG,
    "<slug>": lambda _: SLUG,
    "<str:ref>": lambda _: "I.1",
    "<str:code>": lambda _: "GL-SNV",
    "<code>": lambda _: "GL-SNV",
    "<str:kind>": lambda _: "docx",
    "<str:scheme>": lambda _: "QD20",
    "<str:account>": lambda _: account("document_clerk"),
    "<str:partner>": states.a_partner,
    "<str:hook>": states.a_hook,
    "<int:position>": lambda _: position("document_clerk"),
    "<int:delivery>": states.a_dead_letter,
    "<slug:provider>": lambda _: "none",
    "<int:party>": states.a_party,
    "<int:other>": states.a_record_alike,
    "<int:record>": states.a_joined_record,
    "<int:session>": lambda _: 1,
    "<int:token>": lambda _: 1,
    "<int:notice>": states.a_notice,
    "<int:task>": states.a_task_under_review,
    "<int:warning>": states.a_missing_area,
    "<int:duty>": states.a_report_asked_for,
    "<int:case>": states.a_case,
    "<int:kept>": lambda _: 1,
    "<int:paper>": lambda _: states.a_receipt(states.the_newest_case()),  # that of the gap before
    "<int:block>": states.a_block,
    "<int:disposal>": states.a_disposal,
    "<int:hold>": states.a_hold,
    "<int:rule>": states.a_storage_time,
    "<int:certification>": states.a_certification,
    "<int:slip>": lambda client: states.some_slips(client)[0].id,
    "<uuid:printing>": lambda client: states.some_slips(client)[0].printing,
    "<str:cause>": lambda _: "STAFF",
    "<int:layout>": states.a_layout,
    "<int:year>": lambda _: 2021,
    "<number>": lambda _: "x",
    "<slug:move>": lambda _: "supplement",
    "<slug:name>": lambda _: "excuse",
    "<slug:kind>": lambda _: "receipt",
    "<int:template>": states.a_template,
    "<int:measure>": states.a_defined_figure,
    "<int:letter>": states.a_letter,
    "<str:name>": lambda _: "notices.digest",
    "<int:report>": states.a_progress_report,
    "<int:file>": lambda _: 1,
    "<str:token>": states.link_of_a_letter,
    "<int:proposal>": states.a_proposal,
    "<uuid:authority>": states.a_right_to_sign,
    "<int:pk>": states.with_passkey,
    "<str:procedure>": states.an_amended_procedure,
    "<int:version>": states.a_procedure_in_draft,
    "<slug:deed>": lambda _: "discard",
    "<int:document>": states.a_document_to_sign,
    "<int:number>": lambda _: 1,
    "<slug:step>": lambda _: "return",
    "<int:key>": states.a_signing_key,
    "<uuid:key>": states.an_application,
    "<int:place>": lambda _: 2,
    "<int:attachment>": lambda _: states.the_newest_attachment(),
    "<int:export>": states.a_copy_of_own_data,
    "<slug:purpose>": lambda _: "EMAIL",
    "<slug:sheet>": lambda _: "form",
    "<slug:part>": lambda _: "lien_ke",
    "<int:trigger>": states.a_trigger,
    "<int:demand>": states.a_demand,
    "<int:plan>": states.a_plan_of_reviews,
    "<int:review>": states.a_review,
    "<int:decision>": states.a_decision_on_reviews,
    "<int:text>": states.a_legal_text,
    "<str:message>": lambda _: "msg_x",
    "<slug:system>": states.a_system,
    "<int:use>": states.a_use,
    "<int:difference>": states.a_difference,
}
"""What fills a gap wherever it stands, unless its route says better below."""

OF_ROUTE: dict[str, Example] = {
    "sign-in/second-step/": states.between_two_steps,
    "confirm/code/": states.with_application,
    "confirm/passkey/": states.with_passkey,
    "profile/proofs/application/remove/": states.with_application,
    "profile/proofs/recovery/": states.with_application,
    "profile/proofs/recovery/new/": states.with_application,
    "draft/": states.a_form_sent_too_late,
    "procedures/open.<str:kind>": lambda _: "csv",
    "applications/<uuid:key>/sent/": states.an_application_sent,
    "applications/<uuid:key>/form.pdf": states.an_application_sent,
    "follow/case/": states.a_followed_case,
    "my/": states.an_own_case,
    "my/cases/<int:case>/": states.an_own_case,
    "my/papers/": states.an_own_paper,
    "my/papers/<int:file>/": states.an_own_paper,
    "my/identity/": states.an_own_claim,
    "my/data/": states.a_verified_citizen,
    "my/data/looks/": states.a_looked_at_citizen,
    "notices/": states.a_notice,
    "plans/imports/<int:file>/": states.a_plan_to_check,
    "plans/calendar/<str:token>.ics": states.a_calendar_feed,
    "documents/<int:document>/write/": states.a_document_in_draft,
    "documents/<int:document>/issue/": states.a_signed_document,
    "work/<int:duty>/": states.own_duty,
    "work/<int:duty>/assign/": states.own_duty,
    "work/<int:duty>/hand-in/": states.own_duty_with_a_draft,
    "work/<int:duty>/take-back/": states.one_handed_in,
    "work/<int:duty>/extension/": states.own_dated_duty,
    "work/<int:duty>/lateness/": states.own_late_duty,
    "work/<int:duty>/contributions/": states.own_duty_with_partners,
    "work/<int:duty>/return/": states.a_part_to_judge,
    "work/files/<int:file>/": states.a_file_handed_in,
    "cases/<int:case>/submission/": states.a_submission,
    "work/procedures/announcing/": states.a_trigger,
    "work/procedures/announcing/new/": states.at_the_office,
    "work/procedures/announcing/<int:trigger>/withdraw/": states.at_the_office,
    "work/procedures/national/": states.at_the_office,
    "work/procedures/online/": states.an_amended_procedure,
    "work/procedures/reviews/": states.a_review,
    "work/procedures/reviews/plans/new/": states.at_the_office,
    "work/procedures/reviews/plans/<int:plan>/edit/": states.a_plan_of_reviews_in_draft,
    "work/procedures/reviews/plans/<int:plan>/issue/": states.a_plan_of_reviews_in_draft,
    "work/procedures/reviews/plans/<int:plan>/decide/": states.a_plan_to_decide_on,
    "work/procedures/reviews/texts/": states.a_legal_text,
    "work/procedures/reviews/texts/<int:text>/ask/": states.a_legal_text_to_ask_about,
    "work/procedures/reviews/texts/<int:text>/opinion/": states.a_legal_text_to_judge,
    "work/procedures/reviews/<int:review>/submit/": states.a_review_to_hand_in,
    "work/procedures/reviews/<int:review>/send-back/": states.a_review_to_judge,
    "work/procedures/reviews/<int:review>/agree/": states.a_review_to_judge,
    "work/procedures/reviews/<int:review>/carry-out/": states.a_review_to_carry_out,
    "plans/<slug:slug>/below/": states.with_a_plan_below,
    "plans/<slug:slug>/links/": states.below_a_programme,
    "plans/<slug:slug>/money/": states.with_money,
    "plans/<slug:slug>/tasks/<str:ref>/money/": states.with_money,
    "plans/<slug:slug>/review/heading/": states.an_agencys_draft,
    "plans/<slug:slug>/review/years/": states.after_a_plan_of_last_year,
    "plans/<slug:slug>/review/programme/": states.a_programme_under_review,
    "plans/<slug:slug>/review/": states.an_amendment,
    "plans/<slug:slug>/review/issue/": states.an_amendment,
    "plans/<slug:slug>/review/discard/": states.an_amendment,
    "plans/<slug:slug>/review/matches/": states.an_amendment,
    "plans/<slug:slug>/review/tasks/new/": states.an_amendment,
    "console/people/staff-list/<int:file>/": states.a_staff_list,
    "console/history/<int:file>/": states.a_table_of_old_cases,
    "cases/systems/files/<int:file>/": states.a_file_of_a_system,
    "console/people/staff-list/<int:file>/errors/": states.a_staff_list,
    "console/groups/<str:code>/": lambda _: "G-SBN",
    "console/groups/<str:code>/members/": lambda _: "G-SBN",
    "work/procedures/reviews/entries/<int:entry>/begin/": states.a_row_of_reviews,
    "console/calendar/days/<int:entry>/": lambda _: calendar.list_days(2021)[0].id,
    "console/calendar/days/<int:entry>/withdraw/": lambda _: calendar.list_days(2021)[0].id,
    "console/calendar/hours/<int:entry>/": lambda _: calendar.list_hours()[0].id,
    "console/calendar/hours/<int:entry>/withdraw/": lambda _: calendar.list_hours()[0].id,
    "console/calendar/suspensions/<int:entry>/withdraw/": states.a_suspension,
    "console/calendar/rules/<int:entry>/": lambda _: calendar.list_rules()[0].id,
    "console/calendar/rules/<int:entry>/withdraw/": lambda _: calendar.list_rules()[0].id,
    "console/calendar/suspensions/<int:entry>/": states.a_suspension,
}

PAGES = [route for route in ROUTES if route not in SKIPPED]


def arrive(route: str, role: str) -> tuple[Client, str]:
    """The browser of a person of ``role``, and the address at which the page of ``route`` is found.

    Raises KeyError naming a gap that has no example yet.
    """
    client = signed_in(role)
    given = OF_ROUTE[route](client) if route in OF_ROUTE else None
    return client, "/" + re.sub("<[^>]+>", lambda gap: str(given or EXAMPLES[gap[0]](client)), route)


SEEN_BY = {
    "documents/<int:document>/": "agency_leader",
    "documents/<int:document>/document.pdf": "agency_leader",
    "documents/<int:document>/pages/<int:number>.png": "agency_leader",
    "documents/<int:document>/write/": "plan_monitor",
    "documents/<int:document>/sign/": "agency_leader",
    "documents/<int:document>/<slug:step>/": "agency_leader",
    "documents/keys/": "agency_leader",
    "documents/keys/<int:key>/end/": "agency_leader",
    "plans/<slug:slug>/duties/<int:duty>/<slug:name>/": "plan_monitor",
    "work/procedures/reviews/<int:review>/submit/": "division_head",
    "work/procedures/reviews/<int:review>/send-back/": "division_head",
    "work/procedures/reviews/<int:review>/agree/": "division_head",
    "work/procedures/reviews/<int:review>/carry-out/": "division_head",
    "plans/<slug:slug>/targets/<int:measure>/state/": "plan_monitor",
}
"""Whose page it is where others with the same right find nothing at the example."""


def fitting_role(route: str) -> str:
    """The first role that may see the page; "" for a page that is everybody's."""
    if route in SEEN_BY:
        return SEEN_BY[route]
    if route.startswith("my/"):
        return "citizen"
    access = ROUTES[route].access
    if access == "public":
        return ""
    if access == "signed_in":
        return "agency_administrator" if route.startswith("console/approvals/") else states.OFFICER
    return next(role.name for role in ROLES if access in role.permissions or access in role.exceptions)
