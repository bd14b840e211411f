"""Who gets what at every address: a table written by hand, every cell explicit.

One line an address, one letter a visitor, in the order of ``VISITORS``: the stranger, then fifteen roles.
``o`` the page, ``s`` led to sign in, ``x`` not there, ``p`` only forms are sent there, ``r`` led elsewhere,
``c`` refused in words.
The examples belong to Sở Nội vụ (GL-SNV) and its document clerk; its administrator sent the staff list.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from io import BytesIO

import pytest
from django.http import FileResponse
from django.http.response import HttpResponseBase
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from lienthong.config.demo import load_people
from lienthong.config.roles import ROLES
from lienthong.domain.organisations import actions as organisations
from lienthong.spine import clock
from lienthong.spine.actor import Actor, platform
from lienthong.web.console.people.workbook import write_template
from lienthong.web.entrance import adapters
from tests.consistency.test_routes import NOBODY, ROUTES
from tests.e2e import pages, states
from tests.e2e.people import account, position, signed_in
from tests.factories.province import AT, loaded

pytestmark = pytest.mark.django_db

VISITORS = ("", *(role.name for role in ROLES))
ADMINISTRATOR = "agency_administrator"
FOREIGN = "one_stop_officer"  # works at UBND thành phố Pleiku
OF_HOME_AFFAIRS = "document_clerk"
PROVINCE_WIDE = "plan_monitor"  # works at Sở Nội vụ, with a role that holds everywhere

TABLE = {
    # stranger, citizen business post, one-stop specialist division leader clerk reporter,
    # monitor assessor 1022, auditor agency-administrator platform-administrator
    "healthz": "o ooo oooooo ooo ooo",
    "readyz": "o ooo oooooo ooo ooo",
    "metrics": "o ooo oooooo ooo ooo",
    "sign-in/": "o rrr rrrrrr rrr rrr",
    "sign-in/passkey/": "r rrr rrrrrr rrr rrr",
    "sign-in/lost-device/": "o ooo oooooo ooo ooo",
    "sign-in/closed/": "o ooo oooooo ooo ooo",
    "sign-out/": "s ooo oooooo ooo ooo",
    "sign-in/second-step/": "r rrr rrrrrr rrr rrr",
    "confirm/password/": "s ooo oooooo ooo ooo",
    "confirm/code/": "s rrr rrrrrr rrr rrr",
    "confirm/passkey/": "s rrr rrrrrr rrr rrr",
    "profile/proofs/": "s ooo oooooo ooo ooo",
    "profile/proofs/application/": "s ooo oooooo ooo ooo",
    "profile/proofs/application/remove/": "s xxx xxxxxx xxx xxx",
    "profile/proofs/recovery/": "s xxx xxxxxx xxx xxx",
    "profile/proofs/recovery/new/": "s ooo oooooo ooo ooo",
    "profile/proofs/passkeys/": "s rrr rrrrrr rrr rrr",
    "profile/proofs/passkeys/add/": "s ooo oooooo ooo ooo",
    "profile/proofs/passkeys/<int:pk>/name/": "s xxx xxxxxx xxx xxx",
    "profile/proofs/passkeys/<int:pk>/remove/": "s xxx xxxxxx xxx xxx",
    "account/password/forgotten/": "o ooo oooooo ooo ooo",
    "account/password/set/": "o ooo oooooo ooo ooo",
    "account/password/change/": "s ooo oooooo ooo ooo",
    "account/password/<str:token>/": "o ooo oooooo ooo ooo",
    "sign-in/with/<slug:provider>/": "p ppp pppppp ppp ppp",
    "sign-in/with/<slug:provider>/back/": "x xxx xxxxxx xxx xxx",
    "draft/": "s rrr rrrrrr rrr rrr",
    "draft/send/": "p ppp pppppp ppp ppp",
    "draft/drop/": "p ppp pppppp ppp ppp",
    "session/stay/": "p ppp pppppp ppp ppp",
    "profile/": "s ooo oooooo ooo ooo",
    "profile/hat/": "p ppp pppppp ppp ppp",
    "profile/tokens/": "s ooo oooooo ooo ooo",
    "profile/tokens/<int:token>/end/": "p ppp pppppp ppp ppp",
    "profile/sessions/<int:session>/end/": "p ppp pppppp ppp ppp",
    "profile/sessions/end-others/": "p ppp pppppp ppp ppp",
    "language/": "p ppp pppppp ppp ppp",
    "notices/": "s ooo oooooo ooo ooo",
    "notices/<int:notice>/open/": "p ppp pppppp ppp ppp",
    "notices/<int:notice>/read/": "p ppp pppppp ppp ppp",
    "notices/read-all/": "p ppp pppppp ppp ppp",
    "notices/letter/": "p ppp pppppp ppp ppp",
    "": "o ooo oooooo ooo ooo",
    "procedures/": "o ooo oooooo ooo ooo",
    "procedures/<str:procedure>/": "o ooo oooooo ooo ooo",
    "procedures/<str:procedure>/changes/": "o ooo oooooo ooo ooo",
    "procedures/open.<str:kind>": "x xxx xxxxxx xxx xxx",  # there is none as .docx
    "procedures/<str:procedure>/apply/": "o ooo oooooo ooo ooo",
    "applications/": "o ooo oooooo ooo ooo",
    # who holds no application is led to where its code is asked for; see tests/web/portal/test_apply.py
    "applications/<uuid:key>/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/leave/": "p ppp pppppp ppp ppp",
    "applications/<uuid:key>/drop/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/check/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/sent/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/form.pdf": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/papers/<int:place>/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/papers/<int:place>/reuse/": "p ppp pppppp ppp ppp",
    "applications/<uuid:key>/papers/<int:place>/<int:attachment>/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/papers/<int:place>/<int:attachment>/remove/": "p ppp pppppp ppp ppp",
    "uploads/applications/<uuid:key>/<int:place>/": "p ppp pppppp ppp ppp",
    "uploads/applications/<uuid:key>/<int:place>/resumable/": "p ppp pppppp ppp ppp",
    "uploads/my/cases/<int:case>/supplement/resumable/": "p ppp pppppp ppp ppp",
    "uploads/follow/case/supplement/resumable/": "p ppp pppppp ppp ppp",
    "uploads/resumable/<uuid:upload>/": "p ppp pppppp ppp ppp",
    "applications/<uuid:key>/<slug:sheet>/<slug:part>/": "r rrr rrrrrr rrr rrr",
    "applications/<uuid:key>/<slug:sheet>/<slug:part>/<int:number>/": "r rrr rrrrrr rrr rrr",
    "follow/": "o ooo oooooo ooo ooo",
    "follow/case/": "r rrr rrrrrr rrr rrr",
    "follow/fee/": "r rrr rrrrrr rrr rrr",
    "pay/callback/": "p ppp pppppp ppp ppp",
    "procedures/<str:procedure>/fetch/": "x xxx xxxxxx xxx xxx",  # where a post is connected
    "papers/<uuid:errand>/": "x xxx xxxxxx xxx xxx",  # of the browser that asked
    "papers/<uuid:errand>/call-off/": "p ppp pppppp ppp ppp",
    "follow/case/post/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/post/": "s xxx xxxxxx xxx xxx",
    "post/callback/": "p ppp pppppp ppp ppp",
    "post/try/<str:reference>/": "x xxx xxxxxx xxx xxx",  # in a demonstration only
    "pay/try/<slug:reference>/": "x xxx xxxxxx xxx xxx",  # in a demonstration only
    # accounts for work have no pages of their own; nobody here has a case, a paper or a copy
    "register/": "o rrr rrrrrr rrr rrr",
    "register/password/": "r rrr rrrrrr rrr rrr",
    "my/": "s oox xxxxxx xxx xxx",
    "my/cases/<int:case>/": "s xxx xxxxxx xxx xxx",
    # what one does with a case of one's own, behind both doors: nobody here follows one, and the case is another's
    "follow/case/supplement/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/supplement/": "s xxx xxxxxx xxx xxx",
    "follow/case/withdraw/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/withdraw/": "s xxx xxxxxx xxx xxx",
    "follow/case/fetch/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/fetch/": "s xxx xxxxxx xxx xxx",
    "follow/case/result.pdf": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/result.pdf": "s xxx xxxxxx xxx xxx",
    "follow/case/fee/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/fee/": "s xxx xxxxxx xxx xxx",
    "follow/case/fee/receipts/<int:receipt>.pdf": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/fee/receipts/<int:receipt>.pdf": "s xxx xxxxxx xxx xxx",
    "follow/case/supplement/<int:brought>/remove/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/supplement/<int:brought>/remove/": "s xxx xxxxxx xxx xxx",
    "follow/case/rate/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/rate/": "s xxx xxxxxx xxx xxx",
    "follow/case/remarks/": "r rrr rrrrrr rrr rrr",
    "my/cases/<int:case>/remarks/": "s xxx xxxxxx xxx xxx",
    "uploads/follow/case/supplement/": "r rrr rrrrrr rrr rrr",
    "uploads/my/cases/<int:case>/supplement/": "s xxx xxxxxx xxx xxx",
    "my/identity/": "s oxx xxxxxx xxx xxx",
    "my/identity/withdraw/": "p ppp pppppp ppp ppp",
    "my/papers/": "s oox xxxxxx xxx xxx",
    "my/papers/<int:file>/": "s xxx xxxxxx xxx xxx",
    "my/data/": "s oox xxxxxx xxx xxx",
    "my/data/looks/": "s oox xxxxxx xxx xxx",
    "my/data/consents/<slug:purpose>/": "p ppp pppppp ppp ppp",
    "my/data/letters/": "p ppp pppppp ppp ppp",
    "my/data/copies/": "p ppp pppppp ppp ppp",
    "my/data/copies/<int:export>/": "s xxx xxxxxx xxx xxx",
    "my/data/erase/": "s oox xxxxxx xxx xxx",
    "my/telephone/": "s xxx xxxxxx xxx xxx",  # of no verified person
    "help/": "o ooo oooooo ooo ooo",
    "help/accessibility/": "o ooo oooooo ooo ooo",
    "questions/": "o ooo oooooo ooo ooo",
    "satisfaction/": "o ooo oooooo ooo ooo",
    "satisfaction/<str:agency>/": "o ooo oooooo ooo ooo",
    "signatures/": "o ooo oooooo ooo ooo",
    "uploads/signatures/": "p ppp pppppp ppp ppp",
    "plans/": "o ooo oooooo ooo ooo",
    "plans/find/": "r rrr rrrrrr rrr rrr",
    "plans/calendar/": "s xxx xooooo oox oxx",
    "plans/calendar/revoke/": "p ppp pppppp ppp ppp",
    "plans/calendar/<str:token>.ics": "x xxx xxxxxx xxx xxx",
    "plans/calendar/duties/<int:duty>/": "s xxx xrrrrr rrx rxx",
    "plans/programmes/new/": "s xxx xxxxxx oxx xxx",
    "plans/imports/": "s xxx xxxxxx oxx xxx",
    "plans/imports/<int:file>/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/table/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/results/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/fields/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/inbox/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/draft/": "p ppp pppppp ppp ppp",
    "plans/<slug:slug>/urging/letters/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/letters/<int:letter>/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/letters/<int:letter>/paper.<str:kind>": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/remind/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/reports/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/extensions/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/steps/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/urging/steps/new/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/openness/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/duties/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/duties.<str:kind>": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/duties/bulk/": "p ppp pppppp ppp ppp",
    "plans/<slug:slug>/duties/<int:duty>/": "s xxx xoxxxx oox oxx",
    "plans/<slug:slug>/duties/<int:duty>/<slug:name>/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/evidence/<int:file>/": "x xxx xxxxxx xxx xxx",  # see tests/web/steering/test_seeing.py
    "plans/<slug:slug>/reports/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/reports/new/": "s xxx xooooo oxx xxx",
    "plans/<slug:slug>/reports/<int:report>/": "s xxx xoxxxx xxx xxx",  # a draft of the specialist's agency
    "plans/<slug:slug>/reports/<int:report>/keep/": "p ppp pppppp ppp ppp",
    "plans/<slug:slug>/reports/<int:report>/finish/": "s xxx xoxxxx xxx xxx",
    "plans/<slug:slug>/reports/<int:report>/discard/": "s xxx xoxxxx xxx xxx",
    "plans/<slug:slug>/reports/<int:report>/paper.<str:kind>": "s xxx xoxxxx xxx xxx",
    "plans/<slug:slug>/targets/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/targets/<int:measure>/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/targets/<int:measure>/define/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/targets/<int:measure>/state/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/targets/<int:measure>/files/<int:file>/": "s xxx xxxxxx xxx xxx",  # see test_targets.py
    "plans/<slug:slug>/agencies/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/agencies/<str:code>/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/agencies/<str:code>/child/": "s xxx xxooxx oxx xxx",
    "plans/<slug:slug>/below/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/links/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/money/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/months/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/tasks/<str:ref>/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/tasks/<str:ref>/money/": "s xxx xooooo oox oxx",
    "plans/<slug:slug>/text/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/citations/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/warnings/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/review/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/heading/": "s xxx xxooxx oxx xxx",  # a draft of Sở Nội vụ
    "plans/<slug:slug>/review/years/": "s xxx xxooxx oxx xxx",
    "plans/<slug:slug>/review/programme/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/issue/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/discard/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/matches/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/tasks/new/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/tasks/<int:task>/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/review/areas/<int:warning>/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/versions/amend/": "s xxx xxxxxx oxx xxx",
    "plans/<slug:slug>/versions/": "o ooo oooooo ooo ooo",
    "plans/<slug:slug>/plan.<str:kind>": "o ooo oooooo ooo ooo",
    "uploads/plans/": "p ppp pppppp ppp ppp",
    "work/": "s xxx xooooo oox oxx",
    "work/start/": "s rrr rrrrrr rrr rrr",
    "work/rows/": "p ppp pppppp ppp ppp",
    "work/assign/": "p ppp pppppp ppp ppp",
    "work/<int:duty>/": "s xxx xxooox oox oxx",
    "work/<int:duty>/assign/": "s xxx xxooxx xxx xxx",
    "work/<int:duty>/hand-in/": "s xxx xxooox oxx xxx",
    "work/<int:duty>/hand-in/keep/": "p ppp pppppp ppp ppp",
    "work/<int:duty>/take-back/": "s xxx xxooox oxx xxx",
    "work/<int:duty>/extension/": "s xxx xxooox oxx xxx",
    "work/<int:duty>/lateness/": "s xxx xxooox oxx xxx",
    "work/<int:duty>/contributions/": "s xxx xxooox oxx xxx",
    "work/<int:duty>/accept/": "p ppp pppppp ppp ppp",
    "work/<int:duty>/return/": "s xxx xxooox oxx xxx",
    "work/procedures/": "s xxx xoooxx xxx xxx",
    "work/procedures/new/": "s xxx xooxxx xxx xxx",
    "work/procedures/announcing/": "s xxx xooxxx xxx xxx",
    "work/procedures/announcing.xlsx": "s xxx xooxxx xxx xxx",
    "work/procedures/announcing/new/": "s xxx xxxxxx xxx xxx",  # of the Committee's office; see test_announcing.py
    "work/procedures/online/": "s xxx xooxxx xxx xxx",
    "work/procedures/online.xlsx": "s xxx xooxxx xxx xxx",
    "uploads/required-services/": "p ppp pppppp ppp ppp",
    "work/procedures/national/": "s xxx xxxxxx xxx xxx",  # of the Committee's office; see test_national.py
    "work/procedures/national/compare/": "p ppp pppppp ppp ppp",
    "work/procedures/national/<str:procedure>/send/": "p ppp pppppp ppp ppp",
    "work/procedures/announcing/<int:trigger>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/announcing/<int:trigger>/withdraw/": "s xxx xxxxxx xxx xxx",
    "work/procedures/announcing/demands/<int:demand>/": "p ppp pppppp ppp ppp",
    "work/procedures/announcing/demands/<int:demand>/join/": "p ppp pppppp ppp ppp",
    "work/procedures/<int:version>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/<int:version>/record/": "s xxx xoxxxx xxx xxx",
    "work/procedures/<int:version>/process/": "s xxx xoxxxx xxx xxx",
    "work/procedures/<int:version>/form/": "s xxx xoxxxx xxx xxx",
    "work/procedures/<int:version>/answer/": "p ppp pppppp ppp ppp",
    "work/procedures/<int:version>/procedure.xlsx": "s xxx xoxxxx xxx xxx",
    "work/procedures/<int:version>/<slug:deed>/": "s xxx xoxxxx xxx xxx",
    "uploads/procedures/<int:version>/": "p ppp pppppp ppp ppp",
    "work/procedures/reviews/": "s xxx xoooxx xxx xxx",
    "work/procedures/reviews/plans/new/": "s xxx xxxxxx xxx xxx",  # of the Committee's office; see test_reviews.py
    "work/procedures/reviews/plans/<int:plan>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/plans/<int:plan>/plan.xlsx": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/plans/<int:plan>/summary.pdf": "s xxx xxxxxx xxx xxx",  # nothing is agreed to yet
    "work/procedures/reviews/plans/<int:plan>/edit/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/plans/<int:plan>/issue/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/plans/<int:plan>/decide/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/entries/<int:entry>/begin/": "p ppp pppppp ppp ppp",
    "work/procedures/reviews/decisions/<int:decision>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/texts/": "s xxx xoooxx xxx xxx",
    "work/procedures/reviews/texts/new/": "s xxx xooxxx xxx xxx",
    "work/procedures/reviews/texts/<int:text>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/texts/<int:text>/assess/": "p ppp pppppp ppp ppp",
    "work/procedures/reviews/texts/<int:text>/ask/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/texts/<int:text>/opinion/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/costs.xlsx": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/questions/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/costs/": "s xxx xoxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/submit/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/send-back/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/agree/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/carry-out/": "s xxx xxxxxx xxx xxx",
    "work/people/": "s xxx ooooxx xxx xxx",
    "work/people/take-up/": "p ppp pppppp ppp ppp",
    "work/people/accounts/": "s xxx oxxxxx xxx xxx",
    "work/people/accounts/make-sure/": "p ppp pppppp ppp ppp",
    "work/people/<int:party>/": "s xxx oxooxx xxx xxx",
    "work/people/<int:party>/in-full/": "s xxx oxooxx xxx xxx",
    "work/people/<int:party>/join/<int:other>/": "s xxx oxoxxx xxx xxx",
    "work/people/<int:party>/part/<int:record>/": "s xxx oxoxxx xxx xxx",
    "work/files/<int:file>/": "s xxx xxooox oox oxx",
    "uploads/evidence/<int:duty>/": "p ppp pppppp ppp ppp",
    "documents/": "s xxx oooooo oxx xxx",
    "documents/incoming/": "s xxx oooooo oxx xxx",
    "documents/incoming/waiting/": "s xxx xxxxox xxx xxx",
    "documents/incoming/register/": "s xxx xxxoox xxx xxx",
    "documents/incoming/register.xlsx": "s xxx xxxoox xxx xxx",
    "documents/incoming/register.pdf": "s xxx xxxoox xxx xxx",
    "documents/incoming/new/": "s xxx xxxxox xxx xxx",
    "documents/incoming/<int:incoming>/": "s xxx xxxoox xxx xxx",  # before the leader of Sở Nội vụ
    "documents/incoming/<int:incoming>/correct/": "s xxx xxxxox xxx xxx",
    "documents/incoming/<int:incoming>/files/<int:file>/": "s xxx xxxxxx xxx xxx",  # it has no such file
    "documents/incoming/<int:incoming>/pages/<int:number>.png": "s xxx xxxoox xxx xxx",
    "documents/incoming/<int:incoming>/<slug:step>/": "s xxx xxxxrx xxx xxx",  # the leader has it: led back
    "documents/arriving/<int:sending>/": "s xxx xxxxox xxx xxx",
    "documents/arriving/<int:sending>/document.pdf": "s xxx xxxxox xxx xxx",
    "documents/arriving/<int:sending>/pages/<int:number>.png": "s xxx xxxxox xxx xxx",
    "documents/arriving/<int:sending>/files/<int:file>/": "s xxx xxxxxx xxx xxx",  # it has no such file
    "documents/arriving/<int:sending>/<slug:word>/": "s xxx xxxxox xxx xxx",
    "documents/sendings/<int:sending>/proof/": "s xxx xxxxox xxx xxx",  # from outside, to Sở Nội vụ
    "documents/sendings/<int:sending>/proof/bundle.zip": "s xxx xxxxox xxx xxx",
    "documents/<int:document>/sent/": "s xxx xxxxox xxx xxx",  # issued
    "documents/<int:document>/amend/": "s xxx xxxxox xxx xxx",  # issued and sent
    "documents/sendings/<int:sending>/recall/": "s xxx xxxxox xxx xxx",  # sent by Sở Nội vụ
    "uploads/incoming/": "p ppp pppppp ppp ppp",
    "uploads/documents/word/": "p ppp pppppp ppp ppp",
    "uploads/documents/<int:document>/attachments/": "p ppp pppppp ppp ppp",
    "documents/copies/": "s xxx oooooo oxx xxx",
    "documents/copies/new/document/<int:document>/": "s xxx xxooox oxx xxx",  # an issued one of Sở Nội vụ
    "documents/copies/new/incoming/<int:incoming>/": "s xxx xxxoox xxx xxx",
    "documents/copies/register/": "s xxx xxxoox xxx xxx",
    "documents/copies/register.xlsx": "s xxx xxxoox xxx xxx",
    "documents/copies/register.pdf": "s xxx xxxoox xxx xxx",
    "documents/copies/register/close/": "p ppp pppppp ppp ppp",
    "documents/copies/register/closed.pdf": "s xxx xxxxxx xxx xxx",  # no year is over
    "documents/copies/<int:copy>/": "s xxx xxxoox xxx xxx",  # of what lies before the leader
    "documents/copies/<int:copy>/copy.pdf": "s xxx xxxoox xxx xxx",
    "documents/copies/<int:copy>/pages/<int:number>.png": "s xxx xxxoox xxx xxx",
    "documents/copies/<int:copy>/make/": "s xxx xxxxox xxx xxx",
    "documents/copies/<int:copy>/<slug:decision>/": "s xxx xxxorx xxx xxx",  # the leader's, later the clerk's
    "documents/files/": "s xxx oooooo oxx xxx",
    "documents/files/new/": "s xxx oooooo oxx xxx",
    "documents/files/lists/<int:year>/": "s xxx oooooo oxx xxx",
    "documents/files/lists/<int:year>/list.xlsx": "s xxx xxooox oxx xxx",  # the other agencies have no list
    "documents/files/lists/<int:year>/list.pdf": "s xxx xxooox oxx xxx",
    "documents/files/lists/<int:year>/lines/new/": "s xxx oooooo oxx xxx",
    "documents/files/lists/<int:year>/lines/<int:line>/": "s xxx xxxxox xxx xxx",  # the clerk wrote it
    "documents/files/lists/<int:year>/<slug:stage>/": "s xxx xxxxox xxx xxx",
    "uploads/files/lists/<int:year>/": "p ppp pppppp ppp ppp",
    "documents/files/hand-overs/": "s xxx oooooo oxx xxx",
    "documents/files/hand-overs/new/": "s xxx oooooo oxx xxx",
    "documents/files/hand-overs/<int:hand_over>/": "s xxx xxxoox oxx xxx",  # the monitor handed it over
    "documents/files/hand-overs/<int:hand_over>/take-back/": "p ppp pppppp ppp ppp",
    "documents/files/hand-overs/<int:hand_over>/minutes.pdf": "s xxx xxxoox oxx xxx",
    "documents/files/clearances/": "s xxx xxxoox xxx xxx",
    "documents/files/clearances/<int:clearance>/": "s xxx xxxoox xxx xxx",
    "documents/files/clearances/<int:clearance>/list.pdf": "s xxx xxxoox xxx xxx",
    "documents/files/<int:workfile>/": "s xxx xxxoox xxx xxx",  # the clerk of Sở Nội vụ keeps it
    "documents/files/<int:workfile>/inventory.pdf": "s xxx xxxoox xxx xxx",
    "documents/files/<int:workfile>/packet.zip": "s xxx xxxoox xxx xxx",
    "documents/files/<int:workfile>/put/": "s xxx xxxxox xxx xxx",
    "documents/files/<int:workfile>/papers/<int:inlay>/": "s xxx xxxxox xxx xxx",
    "documents/files/<int:workfile>/order/": "p ppp pppppp ppp ppp",
    "documents/files/<int:workfile>/correct/": "s xxx xxxoox xxx xxx",
    "documents/files/<int:workfile>/<slug:change>/": "s xxx xxxxox xxx xxx",
    "documents/register/": "s xxx oooooo oxx xxx",
    "documents/search/": "s xxx oooooo oxx xxx",
    "documents/search.xlsx": "s xxx oooooo oxx xxx",
    "documents/search.pdf": "s xxx oooooo oxx xxx",
    "documents/search/kept/": "p ppp pppppp ppp ppp",
    "documents/search/kept/<int:kept>/drop/": "p ppp pppppp ppp ppp",
    "documents/search/columns/": "p ppp pppppp ppp ppp",
    "documents/register/close/": "p ppp pppppp ppp ppp",
    "documents/register/closed.pdf": "s xxx xxxxxx xxx xxx",  # no year is over
    "documents/incoming/register/close/": "p ppp pppppp ppp ppp",
    "documents/incoming/register/closed.pdf": "s xxx xxxxxx xxx xxx",  # no year is over
    "documents/measures/": "s xxx xxxoox oxx xxx",
    "documents/measures.xlsx": "s xxx xxxoox oxx xxx",
    "documents/reports/incoming/": "s xxx xxxoox oxx xxx",
    "documents/reports/incoming.xlsx": "s xxx xxxoox oxx xxx",
    "documents/reports/incoming/counted/": "s xxx xxxoox xxx xxx",  # the monitor sees figures, not all documents
    "documents/reports/outgoing/": "s xxx xxxoox oxx xxx",
    "documents/reports/outgoing.xlsx": "s xxx xxxoox oxx xxx",
    "documents/reports/outgoing/counted/": "s xxx xxxoox oxx xxx",
    "documents/register.xlsx": "s xxx oooooo oxx xxx",
    "documents/register.pdf": "s xxx oooooo oxx xxx",
    "documents/keys/": "s xxx oooooo oxx xxx",
    "documents/keys/new/": "s xxx oooooo oxx xxx",
    "documents/keys/agency/": "s xxx xxxxox xxx xxx",
    "documents/keys/device/": "s xxx oooooo oxx xxx",
    "documents/keys/agency/device/": "s xxx xxxxox xxx xxx",
    "documents/keys/<int:key>/end/": "s xxx xxxoxx xxx xxx",  # a key of the leader
    "documents/keys/telephone/": "s xxx xxxxxx xxx xxx",  # no signing service is connected
    "documents/keys/agency/telephone/": "s xxx xxxxxx xxx xxx",
    "documents/keys/telephone/try/": "s xxx xxxxxx xxx xxx",  # in a demonstration only
    "documents/telephone/<uuid:question>/": "s xxx xxxoxx xxx xxx",  # the leader's
    "documents/telephone/<uuid:question>/look/": "p ppp pppppp ppp ppp",
    "documents/telephone/<uuid:question>/withdraw/": "p ppp pppppp ppp ppp",
    "documents/new/": "s xxx oooooo oxx xxx",
    "documents/<int:document>/": "s xxx xxooox oxx xxx",  # of Sở Nội vụ, before its leader to be signed
    "documents/<int:document>/write/": "s xxx xxxxxx oxx xxx",  # a draft of the monitor's
    "documents/<int:document>/attachments/": "s xxx xxxxxx oxx xxx",  # a draft of the monitor's
    "documents/<int:document>/attachments/<int:file>/": "s xxx xxxxxx xxx xxx",  # it has no such file
    "documents/<int:document>/attachments/<int:file>/pages/<int:number>.png": "s xxx xxxxxx xxx xxx",  # nor that
    "documents/<int:document>/document.pdf": "s xxx xxooox oxx xxx",
    "documents/<int:document>/pages/<int:number>.png": "s xxx xxooox oxx xxx",
    "documents/sign-many/": "p ppp pppppp ppp ppp",
    "documents/issue-many/": "p ppp pppppp ppp ppp",
    "documents/<int:document>/sign/": "s xxx xxxoxx xxx xxx",
    "documents/<int:document>/sign/begin/": "p ppp pppppp ppp ppp",
    "documents/<int:document>/issue/begin/": "p ppp pppppp ppp ppp",
    "documents/<int:document>/device/take/": "p ppp pppppp ppp ppp",
    "documents/<int:document>/issue/": "s xxx xxxxrx xxx xxx",  # it is not signed yet
    "documents/<int:document>/<slug:step>/": "s xxx xxrorx xxx xxx",  # whose turn it was, or will be, is led back
    "cases/": "s xxx ooooxx xxx oxx",
    "cases/lists/": "p ppp pppppp ppp ppp",
    "cases/lists/<int:kept>/drop/": "p ppp pppppp ppp ppp",
    "boards/": "s xxx ooooxx xxx oxx",
    "boards/cases/": "s xxx ooooxx xxx oxx",
    "boards/II.06a.xlsx": "s xxx ooooxx xxx oxx",
    "boards/causes/": "s xxx ooooxx xxx oxx",
    "boards/shares/": "s xxx ooooxx xxx oxx",
    "boards/causes.xlsx": "s xxx ooooxx xxx oxx",
    "cases/intake/": "s xxx oxxxxx xxx xxx",
    "cases/certify/": "s xxx oxxxxx xxx xxx",  # a department certifies nothing
    "cases/certified/": "s xxx oxxxxx xxx xxx",
    "cases/certified.pdf": "s xxx oxxxxx xxx xxx",
    "cases/certified.xlsx": "s xxx oxxxxx xxx xxx",
    "cases/certified/<int:certification>/finish/": "s xxx oxxxxx xxx xxx",
    "cases/certified/<int:certification>/cancel/": "s xxx oxxxxx xxx xxx",
    "cases/slips/": "s xxx oxooxx xxx xxx",
    "cases/slips/<uuid:printing>.pdf": "s xxx oxxxxx xxx xxx",
    "cases/slips/<int:slip>/enter/": "s xxx oxxxxx xxx xxx",
    "cases/slips/<int:slip>/spoil/": "s xxx oxxxxx xxx xxx",
    "cases/submissions/": "s xxx xxxoxx xxx xxx",
    "cases/<int:case>/submission/": "s xxx xxxxxx xxx xxx",  # it lies at Pleiku, and is not submitted
    "cases/<int:case>/": "s xxx oxxxxx xxx oxx",  # a case of UBND thành phố Pleiku, where the one-stop officer works
    "cases/many/": "p ppp pppppp ppp ppp",
    "cases/opinions/": "s xxx ooooxx xxx xxx",
    "cases/systems/": "s xxx ooooxx xxx xxx",
    "cases/systems/<slug:system>/": "s xxx ooooxx xxx xxx",
    "cases/systems/<slug:system>/waiting.xlsx": "s xxx ooooxx xxx xxx",
    "cases/systems/<slug:system>/waiting.csv": "s xxx ooooxx xxx xxx",
    "cases/systems/<slug:system>/import/": "s xxx ooooxx xxx xxx",
    "cases/systems/<slug:system>/balance/": "s xxx ooooxx xxx xxx",
    "cases/systems/files/<int:file>/": "s xxx xxxxxx xxx xxx",  # of who sent it; see test_ministries.py
    "cases/systems/differences/<int:difference>/": "s xxx xxooxx xxx xxx",  # found by a file of Sở Nội vụ
    "uploads/ministry-files/<slug:system>/": "p ppp pppppp ppp ppp",
    "cases/<int:case>/systems/": "s xxx oxxxxx xxx oxx",
    "cases/<int:case>/systems/<slug:system>/": "s xxx oxxxxx xxx xxx",
    "cases/beside/": "s xxx ooooxx xxx xxx",
    "cases/stopped/": "s xxx ooooxx xxx xxx",
    "cases/stopped/new/": "s xxx oxooxx xxx xxx",
    "cases/stopped/<int:block>/lift/": "s xxx oxxxxx xxx xxx",  # entered at UBND thành phố Pleiku
    "cases/originals/": "s xxx ooooxx xxx xxx",
    "cases/desk/": "s xxx xxooxx xxx xxx",
    "cases/<int:case>/brought/<int:brought>/": "s xxx xxxxxx xxx xxx",  # nothing was brought from home
    "cases/<int:case>/fees/": "s xxx oxxxxx xxx oxx",
    "cases/<int:case>/post/": "s xxx oxxxxx xxx oxx",
    "transfers/": "s xxx oxooxx xxx oxx",
    "transfers/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/": "s xxx xxooxx xxx oxx",  # of Sở Nội vụ
    "transfers/<int:agreement>/tasks/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/people/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/people/<int:worker>/end/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/end/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/faults/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/faults/<int:fault>/": "s xxx xxooxx xxx xxx",
    "post-counter/": "s xxo xxxxxx xxx xxx",
    "post-counter/<int:under>/intake/": "s xxo xxxxxx xxx xxx",
    "post-counter/<int:under>/cases/<int:taken>/": "s xxo xxxxxx xxx xxx",
    "post-counter/<int:under>/cases/<int:taken>/receipt.pdf": "p ppp pppppp ppp ppp",
    "post-counter/<int:under>/cases/<int:waiting>/give/": "s xxo xxxxxx xxx xxx",
    "parcels/": "s xxx oxooxx xxx oxx",
    "parcels/labels.pdf": "s xxx xxxxxx xxx xxx",  # of none that was marked
    "parcels/lists/": "s xxx oxooxx xxx oxx",
    "parcels/arrivals/": "s xxx oxooxx xxx oxx",
    "parcels/arrivals/<int:arrival>.pdf": "s xxx oxxxxx xxx oxx",  # of UBND thành phố Pleiku
    "parcels/lists/<int:handover>.pdf": "s xxx oxxxxx xxx oxx",  # of UBND thành phố Pleiku
    "parcels/troubles/": "s xxx oxooxx xxx oxx",
    "parcels/troubles/<int:news>/": "s xxx xxooxx xxx xxx",
    "parcels/balance/": "s xxx oxooxx xxx oxx",
    "parcels/balance/<int:mismatch>/": "s xxx xxooxx xxx xxx",
    "parcels/use/": "s xxx oxooxx xxx oxx",
    "parcels/use.xlsx": "s xxx oxooxx xxx oxx",
    "parcels/fetch/": "s xxx oxxxxx xxx xxx",
    "parcels/<int:parcel>/": "s xxx oxxxxx xxx oxx",
    "parcels/<int:parcel>/<slug:what>/": "s xxx oxxxxx xxx xxx",
    "fees/": "s xxx oxooxx xxx oxx",
    "fees/till/": "s xxx oxooxx xxx oxx",
    "fees/till/<int:closing>.xlsx": "s xxx oxxxxx xxx oxx",  # of UBND thành phố Pleiku
    "fees/till/<int:closing>/take/": "p ppp pppppp ppp ppp",
    "fees/book.xlsx": "s xxx oxooxx xxx oxx",
    "fees/pending/": "s xxx oxooxx xxx oxx",
    "fees/pending/statement/": "s xxx xxooxx xxx xxx",
    "fees/pending/<int:transfer>/": "s xxx xxooxx xxx xxx",
    "fees/pending/<int:remitted>/post/": "s xxx xxooxx xxx xxx",
    "fees/balance/post/<int:remittance>/": "s xxx xxooxx xxx xxx",  # of Sở Nội vụ
    "fees/balance/": "s xxx oxooxx xxx oxx",
    "fees/balance/<int:gap>/": "s xxx xxooxx xxx xxx",
    "fees/refunds/": "s xxx oxooxx xxx oxx",
    "fees/refunds/<int:refund>/": "s xxx xxooxx xxx xxx",  # of Sở Nội vụ
    "fees/receipts/<int:receipt>.pdf": "s xxx oxxxxx xxx oxx",
    "fees/receipts/<int:receipt>/electronic/": "p ppp pppppp ppp ppp",
    "fees/receipts/<int:receipt>/anew/": "s xxx oxxxxx xxx xxx",
    "fees/<int:fee>/": "s xxx oxxxxx xxx oxx",
    "fees/<int:fee>/<slug:act>/": "s xxx oxxxxx xxx xxx",
    "cases/<int:case>/receipt/": "s xxx oxxxxx xxx oxx",
    "cases/<int:case>/papers/<int:paper>.pdf": "s xxx oxxxxx xxx xxx",  # it says how the applicant is reached
    "cases/<int:case>/papers/control.pdf": "s xxx oxxxxx xxx oxx",
    "cases/<int:case>/sent/form.pdf": "s xxx xxxxxx xxx xxx",  # of what was filed online; see test_sent_online.py
    "cases/<int:case>/sent/<int:file>/": "s xxx xxxxxx xxx xxx",
    "cases/<int:case>/scans/": "s xxx oxxxxx xxx oxx",
    "cases/<int:case>/scans/<int:scan>/": "s xxx oxxxxx xxx xxx",  # it says how the applicant is reached
    "cases/<int:case>/scans/<int:scan>/remove/": "p ppp pppppp ppp ppp",
    "uploads/cases/<int:case>/scans/": "p ppp pppppp ppp ppp",
    "cases/<int:case>/papers/receipt/": "p ppp pppppp ppp ppp",
    "cases/<int:case>/papers/anew/": "s xxx oxxxxx xxx xxx",
    "cases/register/": "s xxx ooooxx xxx oxx",
    "cases/register.pdf": "s xxx ooooxx xxx oxx",
    "cases/<int:case>/<slug:move>/": "s xxx oxxxxx xxx xxx",
    "console/systems/": "s xxx xxxxxx xxx xxo",
    "console/systems/new/": "s xxx xxxxxx xxx xxo",
    "console/systems/<slug:system>/": "s xxx xxxxxx xxx xxo",
    "console/systems/<slug:system>/change/": "s xxx xxxxxx xxx xxo",
    "console/systems/<slug:system>/uses/new/": "s xxx xxxxxx xxx xxo",
    "console/systems/uses/<int:use>/end/": "s xxx xxxxxx xxx xxo",
    "voice/": "s xxx oxooxx xxx oxx",
    "voice/results.xlsx": "s xxx oxooxx xxx oxx",
    "voice/questions/": "s xxx oxooxx xxx ooo",
    "voice/questions/<int:question>/": "s xxx oxxxxx xxx oxx",  # of UBND thành phố Pleiku
    "voice/remarks/": "s xxx oxooxx xxx oxx",
    "voice/remarks/<int:remark>/": "s xxx oxxxxx xxx oxx",  # of UBND thành phố Pleiku
    "conduct/": "s xxx xxooxx xxx oxx",
    "conduct/matters.xlsx": "s xxx xxooxx xxx oxx",
    "conduct/new/": "s xxx xxooxx xxx oxx",
    "conduct/<int:matter>/": "s xxx xxooxx xxx oxx",  # of Sở Nội vụ, told by the auditor
    "retention/": "s xxx xxxoox xxx xxx",
    "retention/lists/new/": "s xxx xxxxox xxx xxx",
    "retention/lists/<int:disposal>/": "s xxx xxxoox xxx xxx",
    "retention/lists/<int:disposal>/approve/": "s xxx xxxoxx xxx xxx",
    "retention/lists/<int:disposal>/refuse/": "s xxx xxxoxx xxx xxx",
    "retention/lists/<int:disposal>/withdraw/": "s xxx xxxxox xxx xxx",
    "retention/lists/<int:disposal>/certificate.pdf": "s xxx xxxxxx xxx xxx",  # not carried out
    "retention/holds/": "s xxx xxxoox xxx xxx",
    "retention/holds/new/": "s xxx xxxoox xxx xxx",
    "retention/holds/<int:hold>/lift/": "s xxx xxxoox xxx xxx",
    "practice/exercises/": "s xxx xxxxxx xxx xxx",  # in a place for practice alone
    "work/people/looks/": "s xxx xxxoxx xxx oxx",
    "work/people/looks.xlsx": "s xxx xxxoxx xxx oxx",
    "console/retention/": "s xxx xxxxxx xxx xxo",
    "console/retention/new/": "s xxx xxxxxx xxx xxo",
    "console/retention/<int:rule>/confirm/": "s xxx xxxxxx xxx xxo",
    "console/anywhere/": "s xxx xxxxxx xxx xxo",
    "console/anywhere/new/": "s xxx xxxxxx xxx xxo",
    "console/anywhere/<int:anywhere>/end/": "s xxx xxxxxx xxx xxo",
    "console/causes/": "s xxx xxxxxx xxx xxo",
    "console/causes/new/": "s xxx xxxxxx xxx xxo",
    "console/causes/<str:cause>/end/": "s xxx xxxxxx xxx xxo",
    "console/": "s xxx xxooxx oxx ooo",
    "console/approvals/": "s xxx xxxxxx xxx xoo",
    "console/approvals/<int:proposal>/": "s xxx xxxxxx xxx xoo",
    "console/approvals/<int:proposal>/approve/": "p ppp pppppp ppp ppp",
    "console/approvals/<int:proposal>/refuse/": "s xxx xxxxxx xxx xoo",
    "console/approvals/<int:proposal>/withdraw/": "p ppp pppppp ppp ppp",
    "console/letters/": "s xxx xxxxxx xxx xxo",
    "console/deliveries/": "s xxx xxxxxx xxx xxo",
    "console/deliveries/days/<str:name>/retry/": "p ppp pppppp ppp ppp",
    "console/deliveries/<int:delivery>/retry/": "p ppp pppppp ppp ppp",
    "console/deliveries/<int:delivery>/give-up/": "s xxx xxxxxx xxx xxo",
    "console/short-messages/": "s xxx xxxxxx xxx xxo",
    "console/short-messages/<int:message>/again/": "p ppp pppppp ppp ppp",
    "console/ledger/": "s xxx xxxxxx xxx oxo",
    "console/ledger/proof/": "s xxx xxxxxx xxx oxo",
    "console/agencies/": "s ooo oooooo ooo ooo",
    "console/agencies/offers/": "s ooo oooooo ooo ooo",
    "console/agencies/new/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/": "s ooo oooooo ooo ooo",
    "console/agencies/<str:code>/codes/<str:scheme>/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/rename/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/place/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/transfer/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/signing/": "s xxx xxxoxx xxx xxx",
    "console/signing/<uuid:authority>/revoke/": "s xxx xxxoxx xxx xxx",
    "console/agencies/<str:code>/merge/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/split/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/abolish/": "s xxx xxxxxx xxx xxo",
    "console/groups/": "s ooo oooooo ooo ooo",
    "console/groups/<str:code>/": "s ooo oooooo ooo ooo",
    "console/groups/<str:code>/members/": "s xxx xxxxxx oxx xxo",
    "console/national/": "s xxx xxxxxx xxx xoo",
    "console/national/compare/": "p ppp pppppp ppp ppp",
    "console/national/gaps/": "s xxx xxxxxx xxx xoo",
    "console/national/gaps.xlsx": "s xxx xxxxxx xxx xoo",
    "console/national/send/": "p ppp pppppp ppp ppp",
    "console/national/filings/<int:filing>/try/": "p ppp pppppp ppp ppp",
    "console/national/filings/<int:filing>/give-back/": "s xxx xxxxxx xxx xoo",
    "console/axis/": "s xxx xxxxxx xxx xxo",
    "console/axis/legs/<int:leg>/send/": "p ppp pppppp ppp ppp",
    "console/axis/messages/<int:message>/": "s xxx xxxxxx xxx xxo",
    "console/axis/messages/<int:message>/read/": "p ppp pppppp ppp ppp",
    "console/axis/messages/<int:message>/settle/": "s xxx xxxxxx xxx xxo",
    "console/axis/clients/new/": "s xxx xxxxxx xxx xxo",
    "console/axis/neighbours/<int:neighbour>/": "s xxx xxxxxx xxx xxo",
    "console/axis/neighbours/<int:neighbour>/secret/": "p ppp pppppp ppp ppp",
    "console/axis/list/": "p ppp pppppp ppp ppp",
    "console/axis/neighbours/<int:neighbour>/end/": "s xxx xxxxxx xxx xxo",
    "console/partners/": "s xxx xxxxxx xxx xoo",
    "console/partners/new/": "s xxx xxxxxx xxx xoo",
    "console/partners/<str:partner>/": "s xxx xxxxxx xxx xoo",
    "console/partners/<str:partner>/tokens/new/": "s xxx xxxxxx xxx xoo",
    "console/partners/<str:partner>/tokens/<int:token>/end/": "p ppp pppppp ppp ppp",
    "console/partners/<str:partner>/end/": "s xxx xxxxxx xxx xoo",
    "console/partners/<str:partner>/hooks/new/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/change/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/secret/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/test/": "p ppp pppppp ppp ppp",
    "console/partners/hooks/<str:hook>/pause/": "p ppp pppppp ppp ppp",
    "console/partners/hooks/<str:hook>/resume/": "p ppp pppppp ppp ppp",
    "console/partners/hooks/<str:hook>/messages/<str:message>/again/": "p ppp pppppp ppp ppp",
    "console/partners/hooks/<str:hook>/end/": "s xxx xxxxxx xxx xoo",
    "console/people/": "s xxx xxxxxx xxx xoo",
    "console/people/invite/": "s xxx xxxxxx xxx xoo",
    "console/people/staff-list/": "s xxx xxxxxx xxx xoo",
    "console/people/staff-list/template/": "s xxx xxxxxx xxx xoo",
    "console/people/staff-list/<int:file>/": "s xxx xxxxxx xxx xox",
    "console/people/staff-list/<int:file>/errors/": "s xxx xxxxxx xxx xox",
    "console/people/<str:account>/": "s xxx xxxxxx xxx xoo",
    "console/people/<str:account>/password/": "s xxx xxxxxx xxx xoo",
    "console/people/<str:account>/second-factor/": "s xxx xxxxxx xxx xoo",
    "console/people/<str:account>/disable/": "s xxx xxxxxx xxx xoo",
    "console/people/<str:account>/enable/": "p ppp pppppp ppp ppp",
    "console/people/<str:account>/invite-again/": "p ppp pppppp ppp ppp",
    "console/people/<str:account>/leave/": "s xxx xxxxxx xxx xoo",
    "console/people/<str:account>/positions/": "s xxx xxxxxx xxx xoo",
    "console/positions/<int:position>/second/": "s xxx xxxxxx xxx xoo",
    "console/positions/<int:position>/end/": "s xxx xxxxxx xxx xoo",
    "console/positions/<int:position>/substitute/": "s xxx xxxoxx xxx xoo",
    "console/positions/<int:position>/substitution/end/": "s xxx xxxoxx xxx xoo",
    "console/forms/": "s xxx xxxxxx xxx xxo",
    "console/forms/layouts/<int:layout>/example.pdf": "s xxx xxxxxx xxx xxo",
    "console/forms/layouts/<int:layout>/template.typ": "s xxx xxxxxx xxx xxo",
    "console/forms/layouts/<int:layout>/case.pdf": "s xxx xxxxxx xxx xxr",  # without a number: led back
    "console/forms/<slug:kind>/sent/<int:template>/case.pdf": "s xxx xxxxxx xxx xxr",
    "console/forms/<slug:kind>/": "s xxx xxxxxx xxx xxo",
    "console/forms/<slug:kind>/back/": "s xxx xxxxxx xxx xxo",
    "console/forms/<slug:kind>/sent/<int:template>/": "s xxx xxxxxx xxx xxo",
    "console/forms/<slug:kind>/sent/<int:template>/example.pdf": "s xxx xxxxxx xxx xxo",
    "uploads/forms/<slug:kind>/": "p ppp pppppp ppp ppp",
    "console/history/": "s xxx xxxxxx xxx xxo",
    "console/history/<int:file>/": "s xxx xxxxxx xxx xxo",
    "uploads/history/": "p ppp pppppp ppp ppp",
    "console/calendar/": "s xxx xxxxxx xxx xxo",
    "console/calendar/days/new/": "s xxx xxxxxx xxx xxo",
    "console/calendar/days/<int:entry>/": "s xxx xxxxxx xxx xxo",
    "console/calendar/days/<int:entry>/withdraw/": "s xxx xxxxxx xxx xxo",
    "console/calendar/hours/": "s xxx xxxxxx xxx xxo",
    "console/calendar/hours/new/": "s xxx xxxxxx xxx xxo",
    "console/calendar/hours/<int:entry>/": "s xxx xxxxxx xxx xxo",
    "console/calendar/suspensions/": "s xxx xxxxxx xxx xxo",
    "console/calendar/suspensions/new/": "s xxx xxxxxx xxx xxo",
    "console/calendar/suspensions/<int:entry>/": "s xxx xxxxxx xxx xxo",
    "console/calendar/hours/<int:entry>/withdraw/": "s xxx xxxxxx xxx xxo",
    "console/calendar/suspensions/<int:entry>/withdraw/": "s xxx xxxxxx xxx xxo",
    "console/calendar/rules/": "s xxx xxxxxx xxx xxo",
    "console/calendar/rules/new/": "s xxx xxxxxx xxx xxo",
    "console/calendar/rules/<int:entry>/": "s xxx xxxxxx xxx xxo",
    "console/calendar/rules/<int:entry>/withdraw/": "s xxx xxxxxx xxx xxo",
    "console/calendar/try/": "s xxx xxxxxx xxx xxo",
    "uploads/staff-lists/": "p ppp pppppp ppp ppp",
    "components/": "o ooo oooooo ooo ooo",
    "axis/<slug:name>": "o ooo oooooo ooo ooo",  # proved by its headers, not by a session
    "api/v1/openapi.json": "o ooo oooooo ooo ooo",
    "api/v1/plans/": "o ooo oooooo ooo ooo",
    "api/v1/plans/<slug>": "o ooo oooooo ooo ooo",
    "api/v1/plans/<slug>/tasks": "o ooo oooooo ooo ooo",
    "api/v1/plans/<slug>/obligations": "o ooo oooooo ooo ooo",
    "api/v1/agencies/": "o ooo oooooo ooo ooo",
    "api/v1/agencies/<code>": "o ooo oooooo ooo ooo",
    "api/v1/procedures/": "o ooo oooooo ooo ooo",
    "api/v1/procedures/<code>": "x xxx xxxxxx xxx xxx",  # the example is an agency's code
    "api/v1/procedures/<code>/form": "x xxx xxxxxx xxx xxx",
    "api/v1/procedures/<code>/form/check": "p ppp pppppp ppp ppp",
    "api/v1/holidays/<int:year>": "o ooo oooooo ooo ooo",
    "api/v1/cases/<number>": "x xxx xxxxxx xxx xxx",  # without a proof; see tests/web/api
    "api/v1/boards": "x xxx ooooxx xxx oxx",
    "api/v1/": "x xxx xxxxxx xxx xxx",
    "api/v1/^.*$": "x xxx xxxxxx xxx xxx",
}

# The same for a form that is sent: ``r`` it was taken (or refused with its reason) and leads back.
SENT = {
    "transfers/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/tasks/": "s xxx xxrrxx xxx xxx",
    "transfers/<int:agreement>/people/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/end/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/faults/new/": "s xxx xxooxx xxx xxx",
    "transfers/<int:agreement>/faults/<int:fault>/": "s xxx xxooxx xxx xxx",
    "post-counter/<int:under>/intake/": "s xxo xxxxxx xxx xxx",
    "post-counter/<int:under>/cases/<int:waiting>/give/": "s xxo xxxxxx xxx xxx",
    "documents/new/": "s xxx oooooo oxx xxx",  # nothing was written, so it says what is missing
    "documents/register/close/": "s xxx xxxxrx xxx xxx",  # the year is not over
    "documents/incoming/register/close/": "s xxx xxxxrx xxx xxx",
    "documents/files/new/": "s xxx oooooo oxx xxx",  # nothing was written, so it says what is missing
    "documents/files/lists/<int:year>/lines/<int:line>/": "s xxx xxxxox xxx xxx",
    "documents/files/hand-overs/new/": "s xxx oooooo oxx xxx",
    "documents/copies/new/document/<int:document>/": "s xxx xxooox oxx xxx",  # nothing was said
    "documents/copies/new/incoming/<int:incoming>/": "s xxx xxxoox xxx xxx",
    "documents/copies/register/close/": "s xxx xxxxrx xxx xxx",  # this year is not over
    "documents/copies/<int:copy>/make/": "s xxx xxxxox xxx xxx",  # without a PIN
    "documents/copies/<int:copy>/<slug:decision>/": "s xxx xxxorx xxx xxx",  # without a reason
    "documents/files/hand-overs/<int:hand_over>/take-back/": "s xxx xxxxxx rxx xxx",
    "documents/files/clearances/": "s xxx xxxxox xxx xxx",
    "documents/files/clearances/<int:clearance>/": "s xxx xxxxxx xxx xxx",  # no act was named
    "documents/files/<int:workfile>/put/": "s xxx xxxxrx xxx xxx",  # nothing was marked
    "documents/files/<int:workfile>/papers/<int:inlay>/": "s xxx xxxxox xxx xxx",  # without a reason
    "documents/files/<int:workfile>/order/": "s xxx xxxxrx xxx xxx",
    "documents/files/<int:workfile>/correct/": "s xxx xxxoox xxx xxx",
    "uploads/files/lists/<int:year>/": "s xxx oooooo oxx xxx",  # no workbook was chosen
    "uploads/documents/word/": "s xxx oooooo oxx xxx",  # no file was chosen
    "uploads/incoming/": "s xxx xxxxox xxx xxx",  # nothing was written, so it says what is missing
    "documents/incoming/<int:incoming>/correct/": "s xxx xxxxox xxx xxx",
    "documents/incoming/<int:incoming>/<slug:step>/": "s xxx xxxxrx xxx xxx",
    "documents/arriving/<int:sending>/": "s xxx xxxxox xxx xxx",
    "documents/arriving/<int:sending>/<slug:word>/": "s xxx xxxxox xxx xxx",  # without a reason: asked again
    "documents/<int:document>/sent/": "s xxx xxxxox xxx xxx",  # nobody was chosen
    "documents/<int:document>/amend/": "s xxx xxxxox xxx xxx",
    "documents/sendings/<int:sending>/recall/": "s xxx xxxxox xxx xxx",
    "documents/sign-many/": "s xxx rrrrrr rxx xxx",  # nothing was marked
    "documents/issue-many/": "s xxx xxxxrx xxx xxx",
    "documents/keys/agency/": "s xxx xxxxox xxx xxx",
    "documents/keys/<int:key>/end/": "s xxx xxxoxx xxx xxx",  # without a reason: asked again
    "documents/telephone/<uuid:question>/look/": "s xxx xxxrxx xxx xxx",
    "documents/telephone/<uuid:question>/withdraw/": "s xxx xxxrxx xxx xxx",
    "documents/<int:document>/sign/": "s xxx xxxoxx xxx xxx",  # without a PIN
    "documents/<int:document>/sign/begin/": "s xxx xxxcxx xxx xxx",  # without a version: refused in words
    "documents/<int:document>/issue/begin/": "s xxx xxxxcx xxx xxx",  # it is not signed yet
    "documents/<int:document>/device/take/": "s xxx xxxccx xxx xxx",  # the device has made nothing
    "documents/<int:document>/issue/": "s xxx xxxxrx xxx xxx",
    "documents/<int:document>/<slug:step>/": "s xxx xxrorx xxx xxx",
    "cases/<int:case>/scans/<int:scan>/remove/": "s xxx rxxxxx xxx xxx",  # without a reason: nothing goes
    "uploads/cases/<int:case>/scans/": "s xxx rxxxxx xxx xxx",  # nothing was sent
    "cases/<int:case>/papers/receipt/": "s xxx rxxxxx xxx xxx",
    "cases/<int:case>/papers/anew/": "s xxx oxxxxx xxx xxx",  # without a reason: asked again
    "console/forms/<slug:kind>/back/": "s xxx xxxxxx xxx xxo",
    "uploads/forms/<slug:kind>/": "s xxx xxxxxx xxx xxr",
    "uploads/history/": "s xxx xxxxxx xxx xxr",
    "uploads/ministry-files/<slug:system>/": "s xxx rrrrxx xxx xxx",
    "cases/<int:case>/systems/<slug:system>/": "s xxx oxxxxx xxx xxx",  # without a number
    "cases/systems/differences/<int:difference>/": "s xxx xxooxx xxx xxx",  # without an answer
    "console/systems/new/": "s xxx xxxxxx xxx xxo",
    "console/systems/<slug:system>/change/": "s xxx xxxxxx xxx xxo",
    "console/systems/<slug:system>/uses/new/": "s xxx xxxxxx xxx xxo",
    "console/systems/uses/<int:use>/end/": "s xxx xxxxxx xxx xxo",
    "documents/search/kept/": "s xxx rrrrrr rxx xxx",
    "documents/search/kept/<int:kept>/drop/": "s xxx rrrrrr rxx xxx",
    "documents/search/columns/": "s xxx rrrrrr rxx xxx",
    "cases/lists/": "s xxx rrrrxx xxx rxx",
    "cases/lists/<int:kept>/drop/": "s xxx rrrrxx xxx rxx",
    "cases/many/": "s xxx rrrrxx xxx xxx",  # nothing is marked
    "cases/intake/": "s xxx oxxxxx xxx xxx",
    "cases/certify/": "s xxx oxxxxx xxx xxx",
    "cases/certified/<int:certification>/finish/": "s xxx oxxxxx xxx xxx",  # nobody who signs was chosen
    "cases/certified/<int:certification>/cancel/": "s xxx oxxxxx xxx xxx",
    "cases/slips/": "s xxx oxooxx xxx xxx",
    "cases/slips/<int:slip>/enter/": "s xxx oxxxxx xxx xxx",
    "cases/slips/<int:slip>/spoil/": "s xxx oxxxxx xxx xxx",
    "cases/<int:case>/submission/": "s xxx xxxxxx xxx xxx",
    "conduct/new/": "s xxx xxooxx xxx oxx",  # without a word
    "conduct/<int:matter>/": "s xxx xxooxx xxx xxx",  # without an answer
    "retention/lists/new/": "s xxx xxxxox xxx xxx",  # without a reason: asked again
    "retention/lists/<int:disposal>/approve/": "s xxx xxxoxx xxx xxx",  # not ticked
    "retention/lists/<int:disposal>/refuse/": "s xxx xxxoxx xxx xxx",
    "retention/lists/<int:disposal>/withdraw/": "s xxx xxxxox xxx xxx",  # proposed by somebody else
    "retention/holds/new/": "s xxx xxxoox xxx xxx",
    "retention/holds/<int:hold>/lift/": "s xxx xxxoox xxx xxx",
    "console/retention/new/": "s xxx xxxxxx xxx xxo",
    "console/retention/<int:rule>/confirm/": "s xxx xxxxxx xxx xxo",
    "console/anywhere/new/": "s xxx xxxxxx xxx xxo",
    "console/anywhere/<int:anywhere>/end/": "s xxx xxxxxx xxx xxo",
    "console/causes/new/": "s xxx xxxxxx xxx xxo",
    "console/causes/<str:cause>/end/": "s xxx xxxxxx xxx xxo",
    "cases/<int:case>/<slug:move>/": "s xxx oxxxxx xxx xxx",  # nothing is asked for, so it says what is missing
    "plans/<slug:slug>/duties/bulk/": "s xxx xxxxxx xxx xxx",  # without a verb there is nothing
    "plans/<slug:slug>/reports/<int:report>/keep/": "s xxx xrxxxx xxx xxx",
    "plans/<slug:slug>/reports/<int:report>/finish/": "s xxx xoxxxx xxx xxx",  # the words were not looked at
    "plans/<slug:slug>/urging/draft/": "s xxx xxxxxx oxx xxx",
    "plans/calendar/revoke/": "s xxx xrrrrr rrx rxx",
    "work/rows/": "s xxx xrrrrr rrx rxx",
    "work/assign/": "s xxx xxrrxx xxx xxx",
    "work/people/": "s xxx ooooxx xxx xxx",
    "work/people/take-up/": "s xxx ooooxx xxx xxx",
    "work/people/accounts/make-sure/": "s xxx oxxxxx xxx xxx",  # no card: asked again
    "my/identity/withdraw/": "s rrx xxxxxx xxx xxx",
    "my/data/consents/<slug:purpose>/": "s xxx xxxxxx xxx xxx",  # of no verified person
    "my/data/letters/": "s rrx xxxxxx xxx xxx",
    "my/data/copies/": "s rrx xxxxxx xxx xxx",
    "my/data/erase/": "s oox xxxxxx xxx xxx",  # not ticked: asked again
    "work/people/<int:party>/in-full/": "s xxx oxooxx xxx xxx",
    "work/people/<int:party>/join/<int:other>/": "s xxx oxoxxx xxx xxx",
    "work/people/<int:party>/part/<int:record>/": "s xxx oxoxxx xxx xxx",
    "work/procedures/<int:version>/answer/": "s xxx xrxxxx xxx xxx",
    "work/procedures/announcing/demands/<int:demand>/": "s xxx xrxxxx xxx xxx",
    "work/procedures/announcing/demands/<int:demand>/join/": "s xxx xxxxxx xxx xxx",
    "uploads/required-services/": "s xxx xxxxxx xxx xxx",
    "work/procedures/national/compare/": "s xxx xxxxxx xxx xxx",
    "work/procedures/national/<str:procedure>/send/": "s xxx xxxxxx xxx xxx",
    "uploads/procedures/<int:version>/": "s xxx xrxxxx xxx xxx",
    "work/procedures/<int:version>/<slug:deed>/": "s xxx xoxxxx xxx xxx",  # without a reason: asked again
    "work/procedures/reviews/entries/<int:entry>/begin/": "s xxx xrxxxx xxx xxx",
    "work/procedures/reviews/texts/<int:text>/assess/": "s xxx xoxxxx xxx xxx",  # neither code nor name: asked again
    "work/procedures/reviews/plans/<int:plan>/issue/": "s xxx xxxxxx xxx xxx",
    "work/procedures/reviews/<int:review>/submit/": "s xxx xrxxxx xxx xxx",  # not theirs to do: said where it stands
    "work/procedures/reviews/<int:review>/agree/": "s xxx xrxxxx xxx xxx",
    "notices/<int:notice>/open/": "s xxx xxxxxx rxx xxx",
    "notices/<int:notice>/read/": "s xxx xxxxxx rxx xxx",
    "notices/read-all/": "s rrr rrrrrr rrr rrr",
    "uploads/plans/": "s xxx xxxxxx rxx xxx",
    "uploads/staff-lists/": "s xxx xxxxxx xxx xrr",
    "console/deliveries/days/<str:name>/retry/": "s xxx xxxxxx xxx xxr",
    "console/deliveries/<int:delivery>/retry/": "s xxx xxxxxx xxx xxr",
    "console/short-messages/<int:message>/again/": "s xxx xxxxxx xxx xxr",
    "console/axis/legs/<int:leg>/send/": "s xxx xxxxxx xxx xxr",
    "console/axis/messages/<int:message>/read/": "s xxx xxxxxx xxx xxr",
    "console/axis/messages/<int:message>/settle/": "s xxx xxxxxx xxx xxo",  # without a reason: asked again
    "console/axis/clients/new/": "s xxx xxxxxx xxx xxo",
    "console/axis/neighbours/<int:neighbour>/secret/": "s xxx xxxxxx xxx xxo",
    "console/axis/list/": "s xxx xxxxxx xxx xxr",
    "console/axis/neighbours/<int:neighbour>/end/": "s xxx xxxxxx xxx xxo",
    "console/national/compare/": "s xxx xxxxxx xxx xrr",
    "console/national/send/": "s xxx xxxxxx xxx xrr",  # nothing was marked: said so
    "console/national/filings/<int:filing>/give-back/": "s xxx xxxxxx xxx xoo",  # without a reason: asked again
    "console/national/filings/<int:filing>/try/": "s xxx xxxxxx xxx xrr",
    "console/partners/new/": "s xxx xxxxxx xxx xoo",  # nothing was written: asked again
    "console/partners/<str:partner>/tokens/new/": "s xxx xxxxxx xxx xoo",
    "console/partners/<str:partner>/tokens/<int:token>/end/": "s xxx xxxxxx xxx xxx",  # it has none
    "console/partners/<str:partner>/end/": "s xxx xxxxxx xxx xoo",  # without a reason: asked again
    "console/partners/<str:partner>/hooks/new/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/change/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/secret/": "s xxx xxxxxx xxx xoo",
    "console/partners/hooks/<str:hook>/test/": "s xxx xxxxxx xxx xrr",
    "console/partners/hooks/<str:hook>/pause/": "s xxx xxxxxx xxx xrr",
    "console/partners/hooks/<str:hook>/resume/": "s xxx xxxxxx xxx xrr",
    "console/partners/hooks/<str:hook>/messages/<str:message>/again/": "s xxx xxxxxx xxx xrr",
    "console/people/<str:account>/enable/": "s xxx xxxxxx xxx xrr",
    "console/people/<str:account>/invite-again/": "s xxx xxxxxx xxx xrr",
    "console/people/<str:account>/password/": "s xxx xxxxxx xxx xoo",
    "console/ledger/proof/": "s xxx xxxxxx xxx rxr",
    "console/approvals/<int:proposal>/approve/": "s xxx xxxxxx xxx xrr",
    "console/approvals/<int:proposal>/withdraw/": "s xxx xxxxxx xxx xrr",
    "console/agencies/new/": "s xxx xxxxxx xxx xxo",
    "console/agencies/<str:code>/abolish/": "s xxx xxxxxx xxx xxo",
    "console/groups/<str:code>/members/": "s xxx xxxxxx oxx xxo",
}


@pytest.fixture(scope="module")
def browsers(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[dict[str, Client]]:
    with django_db_blocker.unblock(), loaded(django_db_blocker), pytest.MonkeyPatch.context() as patch:
        # they sign in once, and a slow machine must not ask them for the password on the way
        patch.setattr(adapters, "FRESH_SECONDS", 24 * 3600)
        load_people(by=platform("test"), at=clock.now())
        yield {visitor: signed_in(visitor) for visitor in VISITORS}


OTHERWISE: dict[str, str] = {
    # of nobody who looks
    "<uuid:key>": NOBODY,
    "<uuid:upload>": NOBODY,
    "<int:file>": str(10**9),
    "<int:pk>": "1",
    "<int:export>": "1",
    "<int:attachment>": "1",
    "<int:place>": "1",
    "<str:agency>": "GL-SNV",
    "<slug:decision>": "refuse",  # without a reason: nothing is decided
}
"""What fills a gap here, where a page shows something of its own visitor's."""


@pytest.fixture(scope="module")
def examples(browsers: dict[str, Client]) -> dict[str, str]:
    """What fills each gap: as on its page, by somebody who is none of the visitors."""
    by = {"<int:template>": browsers["platform_administrator"]}
    made = {
        gap: str(make(by.get(gap, Client()))) for gap, make in pages.EXAMPLES.items() if gap not in OTHERWISE
    }
    return made | OTHERWISE


def kept_staff_list() -> int:
    by = Actor(account=account(ADMINISTRATOR), name="", agency="GL-SNV", origin="test")
    content = BytesIO(write_template(["Sở Nội vụ [GL-SNV]"], ["Chuyên viên"]))
    return organisations.receive_staff_list(content=content, name="nhan-su.xlsx", by=by, at=AT).id


def kept_plan() -> int:
    browser = signed_in(PROVINCE_WIDE)
    return states.a_plan_to_check(browser)


AS_ON_ITS_PAGE = (
    "console/groups/<str:code>/",
    "console/groups/<str:code>/members/",
    "work/procedures/reviews/entries/<int:entry>/begin/",
    "documents/<int:document>/write/",
    "documents/copies/new/document/<int:document>/",
    "documents/copies/<int:copy>/make/",
    "documents/copies/<int:copy>/copy.pdf",
    "documents/<int:document>/attachments/",
    "documents/<int:document>/sent/",
    "documents/<int:document>/amend/",
    "documents/sendings/<int:sending>/recall/",
    "documents/sendings/<int:sending>/proof/",
    "documents/sendings/<int:sending>/proof/bundle.zip",
    "plans/<slug:slug>/review/heading/",
    "plans/<slug:slug>/review/years/",
    "plans/<slug:slug>/review/programme/",
    "console/calendar/days/<int:entry>/",
    "console/calendar/days/<int:entry>/withdraw/",
    "console/calendar/hours/<int:entry>/",
    "console/calendar/hours/<int:entry>/withdraw/",
    "console/calendar/suspensions/<int:entry>/withdraw/",
    "console/calendar/rules/<int:entry>/",
    "console/calendar/rules/<int:entry>/withdraw/",
    "console/calendar/suspensions/<int:entry>/",
)
"""Addresses whose own example of ``pages`` serves here too."""

OF_ROUTE: dict[str, Callable[[], object]] = {
    **{route: partial(pages.OF_ROUTE[route], Client()) for route in AS_ON_ITS_PAGE},
    "console/people/staff-list/<int:file>/": kept_staff_list,
    "console/people/staff-list/<int:file>/errors/": kept_staff_list,
    "plans/imports/<int:file>/": kept_plan,
    "console/axis/messages/<int:message>/settle/": lambda: states.a_message_in_quarantine(Client()),
    "console/history/<int:file>/": lambda: states.a_table_of_old_cases(signed_in("platform_administrator")),
    "work/<int:duty>/": lambda: states.own_duty(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/assign/": lambda: states.own_duty(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/hand-in/": lambda: states.own_dated_duty(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/take-back/": lambda: states.one_handed_in(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/extension/": lambda: states.own_dated_duty(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/lateness/": lambda: states.own_late_duty(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/contributions/": lambda: states.own_duty_with_partners(signed_in(OF_HOME_AFFAIRS)),
    "work/<int:duty>/return/": lambda: states.a_part_to_judge(signed_in(OF_HOME_AFFAIRS)),
    "work/files/<int:file>/": lambda: states.a_file_handed_in(signed_in(OF_HOME_AFFAIRS)),
}


def letter(answer: HttpResponseBase) -> str:
    if isinstance(answer, FileResponse):
        assert b"".join(answer.streaming_content)  # type: ignore[arg-type]
    if answer.status_code in (301, 302, 303):
        return "s" if answer.headers["Location"].startswith("/sign-in/?next") else "r"
    return {200: "o", 404: "x", 405: "p", 409: "c"}.get(answer.status_code, str(answer.status_code))


def address(route: str, examples: dict[str, str]) -> str:
    given = OF_ROUTE[route]() if route in OF_ROUTE else None
    return "/" + re.sub("<[^>]+>", lambda gap: str(given or examples[gap[0]]), route)


def gaps(route: str) -> list[str]:
    return re.findall("<[^>]+>", route)


def told(row: str) -> dict[str, str]:
    return dict(zip(VISITORS, row.replace(" ", ""), strict=True))


def test_every_address_has_a_row_and_every_row_an_address() -> None:
    assert set(TABLE) == set(ROUTES)
    assert set(SENT) <= set(ROUTES)


def test_every_gap_of_an_address_has_an_example() -> None:
    known = pages.EXAMPLES.keys() | OTHERWISE.keys()
    assert [route for route in TABLE if route not in OF_ROUTE and not known.issuperset(gaps(route))] == []


@pytest.mark.sampled(test=12)
@pytest.mark.parametrize("route", TABLE)
def test_everybody_gets_what_the_table_says(
    route: str, browsers: dict[str, Client], examples: dict[str, str]
) -> None:
    at = address(route, examples)
    assert {who: letter(browser.get(at)) for who, browser in browsers.items()} == told(TABLE[route])


@pytest.mark.sampled(test=12)
@pytest.mark.parametrize("route", SENT)
def test_a_form_is_taken_only_from_whom_the_table_says(
    route: str, browsers: dict[str, Client], examples: dict[str, str]
) -> None:
    at = address(route, examples)
    assert {who: letter(browser.post(at)) for who, browser in browsers.items()} == told(SENT[route])


OF_A_PERSON = [route for route in TABLE if "<str:account>" in route or "<int:position>" in route]


@pytest.mark.parametrize("route", OF_A_PERSON)
def test_people_of_another_agency_are_not_found(route: str, browsers: dict[str, Client]) -> None:
    foreign = {"<str:account>": account(FOREIGN), "<int:position>": str(position(FOREIGN))}
    at = address(route, foreign)
    browser = browsers[ADMINISTRATOR]
    assert letter(browser.get(at)) == ("p" if TABLE[route].startswith("p") else "x")
    assert letter(browser.post(at)) == "x"


@pytest.mark.parametrize("journey", ["password", "second-factor", "disable", "leave"])
def test_an_account_with_a_role_of_the_whole_province_is_not_kept_by_one_agency(
    journey: str, browsers: dict[str, Client]
) -> None:
    page = f"/console/people/{account(PROVINCE_WIDE)}/"
    browser = browsers[ADMINISTRATOR]
    assert letter(browser.get(page)) == "o"
    assert letter(browser.get(f"{page}{journey}/")) == "x"
    assert letter(browsers["platform_administrator"].get(f"{page}{journey}/")) == "o"


def test_people_lists_end_at_the_own_agency(browsers: dict[str, Client]) -> None:
    mine = browsers[ADMINISTRATOR].get("/console/people/").content.decode()
    everybody = browsers["platform_administrator"].get("/console/people/").content.decode()
    assert account(FOREIGN) not in mine
    assert account(FOREIGN) in everybody
    assert account("document_clerk") in mine
