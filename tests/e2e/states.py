"""What must have happened before a page is there: brings it about in the browser of who will see it."""

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from django.test import Client
from fido2.cose import ES256
from fido2.webauthn import (
    Aaguid,
    AttestationObject,
    AttestedCredentialData,
    AuthenticatorAttestationResponse,
    AuthenticatorData,
    CollectedClientData,
    RegistrationResponse,
)
from openpyxl import load_workbook
from tests.domain.applications import filled
from tests.domain.axis.node import edoc, written
from tests.domain.correspondence.office import paper
from tests.domain.documents import attachments
from tests.domain.ministries import running as ministries_running
from tests.domain.plans.running import PDF, document, of
from tests.e2e.people import account, enter
from tests.factories.province import SLUG

from lienthong.config import demo_keys, reference
from lienthong.connectors.trust.client import current_helpers, demonstration
from lienthong.domain.accounts import actions as account_actions
from lienthong.domain.accounts import queries as accounts
from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.applications import actions as application_actions
from lienthong.domain.applications.models import Attachment
from lienthong.domain.applications.queries import get_application
from lienthong.domain.approvals import actions as approvals
from lienthong.domain.approvals.queries import Act, list_waiting
from lienthong.domain.axis import actions as axis
from lienthong.domain.axis import jobs as axis_jobs
from lienthong.domain.axis import queries as axis_queries
from lienthong.domain.axis.models import Leg as AxisLeg
from lienthong.domain.cases import actions as case_actions
from lienthong.domain.cases import queries as case_queries
from lienthong.domain.cases.models import Case
from lienthong.domain.cases.queries import Named, Purpose
from lienthong.domain.conduct import actions as conduct
from lienthong.domain.copies import actions as copies
from lienthong.domain.copies.queries import Kind as CopyKind
from lienthong.domain.copies.queries import Medium
from lienthong.domain.correspondence import actions as correspondence
from lienthong.domain.correspondence.models import Sending
from lienthong.domain.deliveries import actions as deliveries
from lienthong.domain.deliveries import queries as delivery_queries
from lienthong.domain.deliveries import queries as parcel_queries
from lienthong.domain.documents import actions as document_actions
from lienthong.domain.documents import queries as documents
from lienthong.domain.ministries import actions as ministry_actions
from lienthong.domain.ministries import queries as ministries
from lienthong.domain.national import actions as national
from lienthong.domain.national.models import Filing as National
from lienthong.domain.national.models import Line as NationalLine
from lienthong.domain.national.models import Question
from lienthong.domain.notices import actions as notice_actions
from lienthong.domain.notices.actions import Note
from lienthong.domain.notices.queries import Urgency, list_notices
from lienthong.domain.organisations import actions as organisations
from lienthong.domain.organisations import queries as organisations_queries
from lienthong.domain.organisations.queries import SigningForm
from lienthong.domain.parties import actions as party_actions
from lienthong.domain.parties import queries as parties
from lienthong.domain.partners import actions as partner_actions
from lienthong.domain.partners.permissions import Permission as Partners
from lienthong.domain.partners.queries import Kind, list_partners, list_subscriptions
from lienthong.domain.payments import actions as payments
from lienthong.domain.payments import queries as payment_queries
from lienthong.domain.plans import actions as plan_actions
from lienthong.domain.plans import queries as plans
from lienthong.domain.plans.exchange import read_file
from lienthong.domain.plans.models import Plan
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.domain.plans.queries.owed import list_contributions, list_coordinating
from lienthong.domain.procedures import actions as procedure_actions
from lienthong.domain.procedures import queries as procedures
from lienthong.domain.retention.models import Disposal, Hold, Item, Rule
from lienthong.domain.retention.queries import list_terms
from lienthong.domain.reviews import actions as review_actions
from lienthong.domain.reviews import queries as reviews
from lienthong.domain.surveys import actions as surveys
from lienthong.domain.surveys.queries import RemarkKind
from lienthong.domain.workfiles import actions as workfiles
from lienthong.domain.workfiles import queries as workfile_queries
from lienthong.domain.workfiles.models import Clearance, Listing, Workfile
from lienthong.spine import clock
from lienthong.spine.actor import Actor, Grant, platform
from lienthong.spine.calendar import actions as calendar_actions
from lienthong.spine.calendar.rules.values import Basis, Suspension
from lienthong.spine.files.queries import get_file
from lienthong.spine.outbox.models import Delivery
from lienthong.spine.signatures import actions as signature_keys
from lienthong.spine.signatures import holders
from lienthong.web.portal.apply.page import HELD

OFFICER = "plan_monitor"
STEPS = (
    procedures.Step("Tiếp nhận", "one_stop", "one_stop_officer", Decimal("0.5")),
    procedures.Step("Thẩm định", "moon_office", "specialist", Decimal("6"), after=(1,)),
    procedures.Step("Lấy ý kiến", "justice_office", "specialist", Decimal("2"), after=(1,)),
    procedures.Step(
        "Ký duyệt",
        "leadership",
        "agency_leader",
        Decimal(1),
        after=(2, 3),
        returns=(2,),
        tasks=(procedures.Task("Ký", ends=True),),
    ),
)
WAYS = (procedures.Way(procedures.Channel.COUNTER, procedures.Duration(Decimal(5))),)
SETTLED = procedures.Record(
    name="Cấp giấy phép xây dựng nhà ở riêng lẻ",
    field="Hoạt động xây dựng",
    levels=(procedures.Level.DISTRICT,),
    agencies=("G-HUYEN",),
    audience=(procedures.Audience.CITIZEN,),
    sequence="Nộp, thẩm định, ký, trả.",
    conditions="Phù hợp quy hoạch.",
    result="Giấy phép xây dựng",
    online_level=procedures.OnlineLevel.FILING,
    ways=(
        procedures.Way(procedures.Channel.COUNTER, procedures.Duration(Decimal("3.5"))),
        procedures.Way(procedures.Channel.ONLINE, procedures.Duration(Decimal("3.5"))),
    ),
    papers=(
        procedures.Paper("Đơn đề nghị cấp giấy phép", originals=1),
        procedures.Paper("Bản vẽ thiết kế", copies=2, certified=True),
    ),
    fees=(procedures.Fee("Lệ phí cấp phép", 50_000),),
    bases=(procedures.Basis("50/2014/QH13", "Luật Xây dựng", date(2014, 6, 18), "Quốc hội"),),
    forms=(procedures.Form("Đơn đề nghị cấp giấy phép xây dựng", "Mẫu số 1"),),
    supplement=procedures.Supplement(2, Decimal(3), procedures.Effect.RESTART, "Luật Xây dựng"),
    steps=(
        STEPS[0],
        replace(STEPS[1], unit="urban_management_office", time=Decimal(2)),
        replace(STEPS[3], after=(2,)),
    ),
    form={"type": "object", "properties": {"f1": {"type": "string", "title": "Chủ đầu tư"}}},
)
CASES_UNDER = "X.000003"
FILED_UNDER = "X.000009"
POSTED_UNDER = "X.000038"
POSTED_TO = "064190118172"
RECEIVER = deliveries.Receiver(
    "Rơ Châm H’Yưn", "0905118172", "Làng Plei Ốp, phường Hoa Lư, TP. Pleiku, Gia Lai"
)
FLAGS = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT


def between_two_steps(client: Client) -> None:
    """Somebody with a second factor has given the password."""
    TOTP.activate(accounts.get_user(account(OFFICER)), generate_totp_secret())
    enter(client, OFFICER)


def link_of_a_letter(_client: Client) -> str:
    return accounts.link_token(account("citizen"), accounts.INVITATION)


def with_application(_client: Client) -> None:
    user = accounts.get_user(account(OFFICER))
    TOTP.activate(user, generate_totp_secret())
    RecoveryCodes.activate(user)


def with_passkey(_client: Client) -> int:
    row = Authenticator.objects.create(
        user=accounts.get_user(account(OFFICER)),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "máy cơ quan", "passwordless": True, "credential": _credential()},
    )
    return int(row.pk)


def _credential() -> dict[str, Any]:
    """What a device answers when it makes a passkey: well formed, and good for nothing."""
    key = ES256.from_cryptography_key(generate_private_key(SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(Aaguid.NONE, b"device", key)
    data = AuthenticatorData.create(sha256(b"localhost").digest(), FLAGS, 1, credential)
    answer = AuthenticatorAttestationResponse(
        client_data=CollectedClientData.create("webauthn.create", b"question", "http://localhost"),
        attestation_object=AttestationObject.create("none", data, {}),
    )
    return dict(RegistrationResponse(raw_id=b"device", response=answer))


def a_notice(_client: Client) -> int:
    """The officer, who has an address for letters, was told of two things; gives the urgent one."""
    told = account(OFFICER)
    account_actions.change_email(account=told, email="anh@snv.example", by=platform("test"), at=clock.now())
    late = Note(
        told,
        subject="task:I.1",
        kind="plans.overdue",
        title="Quá hạn 2 ngày làm việc: Kế hoạch rà soát văn bản quy phạm pháp luật",
        body="Sở Tư pháp chủ trì, hạn thứ Tư 13/10/2021.",
        address=f"/plans/{SLUG}/tasks/I.1/",
        key="late",
        urgency=Urgency.URGENT,
    )
    sent = Note(
        told,
        subject="task:I.2",
        kind="plans.submitted",
        title="UBND huyện KBang nộp minh chứng, chờ xem xét",
        address=f"/plans/{SLUG}/tasks/I.2/",
        key="sent",
    )
    notice_actions.tell(notes=[late, sent], by=platform("test"), at=clock.now())
    return next(row.id for row in list_notices(told) if row.is_urgent)


def a_form_sent_too_late(client: Client) -> None:
    """It waits until its writer has signed in again."""
    client.logout()
    client.post("/profile/hat/", {"note": "Ý kiến viết cả buổi sáng"})
    enter(client, OFFICER)


def a_plan_to_check(client: Client) -> int:
    """The plan of 2021 with another number, sent and not yet accepted."""
    text = reference.PLAN.read_text("utf-8").replace("751/QĐ-UBND", "752/QĐ-UBND")
    return _sent(client, "/uploads/plans/", reference.PLAN.name, text.encode())


def a_defined_figure(_client: Client) -> int:
    """Home Affairs says what is counted for the first figure of VI.8."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    measures = plans.list_measures(plan, as_of=clock.today())
    (demanded,) = [row for row in measures if (row.ref, row.position) == ("VI.8", 1)]
    return plan_actions.define_measure(
        measure=demanded.id,
        name="TTHC mức 3, 4 có hồ sơ",
        scope="PROVINCE",
        numerator="Thủ tục hành chính có phát sinh hồ sơ trực tuyến",
        denominator="Thủ tục hành chính có phát sinh hồ sơ",
        by=_monitor(),
        at=clock.now(),
    )


def a_calendar_feed(_client: Client) -> str:
    """The specialist's private address."""
    by = organisations_queries.build_actor(account("specialist"), "Trần Quốc Bảo", "test", clock.now())
    return plan_actions.make_feed(by=by, at=clock.now())


def a_letter(_client: Client) -> int:
    """Drafted to an agency that is late."""
    day = clock.today()
    plan = plans.get_plan(SLUG, as_of=day)
    overdue = plans.Wanted(statuses=[plans.Status.OVERDUE], not_agencies=[plan.monitor])
    (late,) = plans.list_obligations(plan.id, as_of=day, wanted=overdue, limit=1)
    return plan_actions.draft_letter(plan=plan.id, agency=late.agency, by=_monitor(), at=clock.now())


def _monitor() -> Actor:
    rights = (Grant(Plans.MONITOR, frozenset({"GL-SNV"})),)
    return Actor(account=account("plan_monitor"), name="Hoàng Minh Ánh", agency="GL-SNV", grants=rights)


def a_report_asked_for(_client: Client) -> int:
    """Home Affairs asks Science for a report that the plan does not state."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    (duty,) = plan_actions.request_report(
        plan=plan.id,
        agencies=["GL-SKHCN"],
        title="Báo cáo nhanh",
        due=clock.today() + timedelta(days=9),
        by=_monitor(),
        at=clock.now(),
    )
    return duty


def a_progress_report(_client: Client) -> int:
    """Science has begun its report on quarter III and written one box of it."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    rights = (Grant(Plans.SUBMIT, frozenset({"GL-SKHCN"})),)
    by = Actor(account=account("specialist"), name="Trần Quốc Bảo", agency="GL-SKHCN", grants=rights)
    report = plan_actions.begin_report(
        plan=plan.id,
        agency="GL-SKHCN",
        first=date(2021, 6, 15),
        last=date(2021, 9, 14),
        by=by,
        at=clock.now(),
    )
    words = {"results": "Đã trình kế hoạch chuyển đổi số."}
    plan_actions.save_report(report=report, words=words, by=by, at=clock.now())
    return report


def own_duty(client: Client, queue: str = "open", way: str = "") -> int:
    """The first of a queue of the visitor's agency for which ``way`` is open; 0 when there is none."""
    page = client.get(f"/work/?whose=agency&queue={queue}").content.decode()
    numbers = dict.fromkeys(re.findall(r'href="/work/([0-9]+)/"', page))
    fitting = (number for number in numbers if client.get(f"/work/{number}/{way}").status_code == 200)
    return int(next(fitting, 0))


def own_duty_with_a_draft(client: Client) -> int:
    """Two documents are begun, one with a file."""
    duty = own_duty(client, way="hand-in/")
    file = BytesIO(PDF)
    file.name = "bao-cao.pdf"
    client.post(
        f"/uploads/evidence/{duty}/", {"count": "1", "d0-number": "12/BC", "d0-upload": file, "do": "add"}
    )
    return duty


def own_dated_duty(client: Client) -> int:
    return own_duty(client, way="extension/")


def own_late_duty(client: Client) -> int:
    return own_duty(client, "overdue", "lateness/")


def own_duty_with_partners(client: Client) -> int:
    return own_duty(client, way="contributions/")


def one_handed_in(client: Client) -> int:
    """Its document has an annex and has not been judged."""
    duty = own_duty(client, way="hand-in/")
    if duty:
        _hand_in(duty)
    return duty


def a_file_handed_in(client: Client) -> int:
    duty = one_handed_in(client)
    told = plans.list_happenings([duty], as_of=clock.today())
    return next((row.evidence[0].file for row in told if row.evidence), 0)


def a_part_to_judge(client: Client) -> int:
    """An agency that coordinates the visitor's task has handed its part in."""
    duty = own_duty_with_partners(client)
    if not duty:
        return 0
    if asked := list_contributions(duty, clock.today()):
        return asked[0].id
    row = plans.get_obligation(duty, as_of=clock.today())
    part = plan_actions.ask_contribution(
        obligation=duty,
        agency=list_coordinating(row, clock.today())[0],
        text="Số liệu của cơ quan phối hợp",
        due=clock.today() + timedelta(days=9),
        by=of(row.agency),
        at=clock.now(),
    )
    _hand_in(part)
    return part


def _hand_in(duty: int) -> None:
    row = plans.get_obligation(duty, as_of=clock.today())
    paper = document("31/BC", clock.today(), *range(max(len(row.outputs), 1)), moment=clock.now())
    annex = document("31/BC phụ lục", clock.today(), moment=clock.now()).file
    plan_actions.submit(
        obligation=duty,
        documents=[replace(paper, annexes=(annex,))],
        by=of(row.agency),
        at=clock.now(),
    )


def an_amendment(_client: Client) -> str:
    """The plan's own text again as an amendment under review: its questions are open; gives the plan's address."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    if not any(row.slug == SLUG for row in plans.list_drafts()):
        plan_actions.amend_import(
            plan=plan.id,
            decision=plan_actions.Decision("760/QĐ-UBND", date(2021, 9, 1)),
            reading=read_file(reference.PLAN.name, reference.PLAN.read_bytes(), reference.names()),
            source_name=reference.PLAN.name,
            source_digest="c" * 64,
            by=platform("test"),
            at=clock.now(),
        )
    return SLUG


def an_agencys_draft(_client: Client) -> str:
    """Home Affairs has begun its own plan: one task of the plan above; gives the draft's address."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    found = plans.get_child_draft(plan, "GL-SNV")
    return found.slug if found else _made_from(plan, "12/KH-SNV")


def _made_from(plan: plans.PlanRow, number: str) -> str:
    return plan_actions.make_child(
        plan=plan.id,
        agency="GL-SNV",
        heading=plan_actions.Heading(
            number,
            date(2021, 1, 18),
            "Kế hoạch cải cách hành chính năm 2021 của Sở Nội vụ",
            focus="Sắp xếp tổ chức bộ máy",
            breakthroughs="Hồ sơ công việc trên môi trường mạng",
            solutions="Giao ban hằng tháng",
        ),
        refs=["VII.4", "IV.6"],
        by=_maker(),
        at=clock.now(),
    )


def _maker() -> Actor:
    rights = (Grant(Plans.MAKE_CHILD, frozenset({"GL-SNV"})),)
    return Actor(account=account("division_head"), name="Phạm Thu Trang", agency="GL-SNV", grants=rights)


def with_a_plan_below(client: Client) -> str:
    """Home Affairs has issued its own plan; gives the address of the plan above."""
    draft = plans.get_draft(an_agencys_draft(client))
    plan_actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=_maker(), at=clock.now())
    return SLUG


def after_a_plan_of_last_year(client: Client) -> str:
    """The plan that was issued counts as the year before; a further draft may go on from it."""
    plan = plans.get_plan(with_a_plan_below(client), as_of=clock.today())
    Plan.objects.filter(parent=plan.id, agency="GL-SNV").update(year=plan.year - 1)
    return _made_from(plan, "13/KH-SNV")


def a_programme_under_review(_client: Client) -> str:
    return plan_actions.enter_programme(
        agency="GL",
        heading=plan_actions.Heading("15/CTr-UBND", date(2021, 1, 5), "Chương trình cải cách hành chính"),
        years=(2021, 2025),
        outline="I. Cải cách thể chế\nHoàn thiện thể chế\nTheo dõi thi hành pháp luật",
        by=_monitor(),
        at=clock.now(),
    )


def below_a_programme(client: Client) -> str:
    """A programme holds the plan's year; gives the plan's address."""
    draft = plans.get_draft(a_programme_under_review(client))
    plan_actions.issue(plan=draft.id, monitor="GL-SNV", overseer="GL-VPUBND", by=_monitor(), at=clock.now())
    return SLUG


def with_money(_client: Client) -> None:
    """Two tasks of the plan were given money."""
    plan = plans.get_plan(SLUG, as_of=clock.today())
    for ref in ("I.1", "VII.4"):
        agencies = plans.list_taking_part(plan.id, plans.get_task(plan, ref).lineage or 0, clock.today())
        money = plan_actions.Money("GIVEN", 75_000_000, min(agencies), date(2021, 2, 15), "45/QĐ-STC")
        plan_actions.enter_budget(
            plan=plan.id,
            lineage=plans.get_task(plan, ref).lineage or 0,
            money=money,
            by=_monitor(),
            at=clock.now(),
        )


def a_task_under_review(client: Client) -> int:
    draft = plans.get_draft(an_amendment(client))
    return plans.get_task(draft, "VI.11").id


def a_missing_area(client: Client) -> int:
    draft = plans.get_draft(an_amendment(client))
    asked = [key for key in plans.list_keys(draft, plans.Which.OPEN) if key[1]]
    questions = [one for entry in plans.read_entries(draft, asked) for one in entry.questions]
    return next(one.id for one in questions if one.code == "missing_area")


def a_staff_list(client: Client) -> int:
    """A list with one person in it, whose agency is missing."""
    book = load_workbook(BytesIO(client.get("/console/people/staff-list/template/").content))
    for column, value in enumerate(("Trần Thị Mai", "tranthimai.snv", "mai@snv.example"), start=1):
        book.worksheets[0].cell(2, column, value)
    target = BytesIO()
    book.save(target)
    return _sent(client, "/uploads/staff-lists/", "nhan-su.xlsx", target.getvalue())


def a_table_of_old_cases(client: Client) -> int:
    content = "Mã hồ sơ,Đơn vị,Người nộp\nPLK-2020-0001,UBND TP Pleiku,Rơ Châm H’Yưn\n".encode()
    return _sent(client, "/uploads/history/", "ho-so-cu.csv", content)


def a_proposal(_client: Client) -> int:
    """The agency's administrator proposes to clear the clerk's second factor."""
    rights = (Grant(Accounts.MANAGE, frozenset({"GL-SNV"})),)
    by = Actor(account=account("agency_administrator"), name="Bùi Thị Loan", agency="GL-SNV", grants=rights)
    if waiting := list_waiting(by):
        return waiting[0].id
    return approvals.propose(
        act=Act.CLEAR_SECOND_FACTOR,
        key=account("document_clerk"),
        agency="GL-SNV",
        reason="Mất điện thoại, đã gặp trực tiếp",
        by=by,
        at=clock.now(),
    )


def a_partner(_client: Client) -> str:
    """A system of Sở Nội vụ."""
    by = _keeper()
    if known := list_partners(by):
        return known[0].account
    return partner_actions.register(
        agency="GL-SNV",
        name="Kho dữ liệu của Sở",
        purpose="Thống kê, theo thỏa thuận 12/TT-SNV",
        contact="Trung tâm CNTT, 0269 3824 000",
        by=by,
        at=clock.now(),
    )


def a_hook(client: Client) -> str:
    """An address of that system, with a test message on its way."""
    partner = a_partner(client)
    if known := list_subscriptions(partner):
        return known[0].id
    words: dict[str, Any] = {"by": _keeper(), "at": clock.now()}
    hook, _secret = partner_actions.subscribe(
        account=partner, url="https://kho.example/tin", kinds=[Kind.RECEIVED, Kind.SIGNED], **words
    )
    partner_actions.send_test(subscription=hook, **words)
    return hook


def _keeper() -> Actor:
    grants = (Grant(Partners.KEEP, frozenset({"GL-SNV"})),)
    return Actor(account=account("agency_administrator"), name="Bùi Thị Loan", agency="GL-SNV", grants=grants)


def a_right_to_sign(_client: Client) -> str:
    """The head of division signs for the director of Sở Nội vụ."""
    return organisations.grant_signing(
        account=account("division_head"),
        agency="GL-SNV",
        form=SigningForm.TL,
        basis="12/QĐ-SNV ngày 04/01/2021",
        on=clock.today(),
        by=platform("test"),
        at=clock.now(),
    )


KEEPERS = (("division_head", "GL-SNV"), ("one_stop_officer", "GL-622"))
JOINED, ALIKE = "C1234567", "230456789"


def a_party(_client: Client) -> int:
    """Somebody whom the Home Affairs department and the one-stop of Pleiku know, with a second record joined."""
    party = _person("CCCD", "064091001234")
    joined = _person("PASSPORT", JOINED)
    if party not in parties.records_of(joined):
        by = _keepers()[0]
        party_actions.link(kept=party, other=joined, reason="Cùng một người", by=by, at=clock.now())
    return party


def a_joined_record(client: Client) -> int:
    party = a_party(client)
    return next(one.other for one in parties.list_links(party) if one.undone_at is None)


def a_record_alike(client: Client) -> int:
    """One that has the same name and an old card, and is not joined."""
    a_party(client)
    return _person("CMND", ALIKE)


def _person(kind: str, number: str) -> int:
    """The record of Siu H'Blơ̆m with this number, the same however often it is asked for."""
    numbers = (party_actions.Number(kind, number),)
    phone = party_actions.ContactGiven("PHONE", "0912345678")
    draft = party_actions.Draft("Siu H'Blơ̆m", numbers=numbers, contacts=(phone,))
    for by in _keepers():
        made = party_actions.register(draft=draft, anyway="thẻ khác", by=by, at=clock.now())
    return made.party


def _keepers() -> list[Actor]:
    return [Actor(account=account(role), name=role, agency=agency, origin="test") for role, agency in KEEPERS]


def a_suspension(_client: Client) -> int:
    basis = Basis(decision="Quyết định 488/QĐ-UBND", confirmed=True)
    stop = Suspension(date(2021, 8, 1), date(2021, 8, 15), "Giãn cách xã hội", basis=basis)
    return calendar_actions.suspend(suspension=stop, by=platform("test"), at=clock.now())


def a_dead_letter(_client: Client) -> int:
    """An invitation that no mail server took."""
    account_actions.invite(
        username="lethihoa.snv",
        full_name="Lê Thị Hoa",
        email="hoa@snv.example",
        by=platform("test"),
        at=clock.now(),
    )
    row = Delivery.objects.latest("id")
    row.state, row.attempts, row.error = Delivery.State.DEAD, 12, "ConnectionRefusedError: [Errno 111]"
    row.save()
    return row.pk


def _sent(client: Client, to: str, name: str, content: bytes) -> int:
    """The number of the file, told by the address to which the upload leads."""
    file = BytesIO(content)
    file.name = name
    answer = client.post(to, {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return int(answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def a_procedure_in_draft(_client: Client) -> int:
    """Kept by the specialist's agency, with a process that is asked about, and questions."""
    if known := procedures.list_versions("X.000001", drafts=True):
        return known[0].id
    by = Actor(account=account("specialist"), name="Trần Quốc Bảo", agency="GL-SKHCN", origin="test")
    version = procedure_actions.open_draft(
        code="X.000001",
        name="Cấp giấy phép tiến hành công việc bức xạ",
        keeper=by.agency,
        by=by,
        at=clock.now(),
    )
    written = replace(
        procedures.get_record(version), steps=STEPS, papers=(procedures.Paper("Đơn đề nghị"),), ways=WAYS
    )
    procedure_actions.redraft(version=version, record=written, seen=1, by=by, at=clock.now())
    return version


def a_trigger(_client: Client) -> int:
    """A ministry's decision that demands two new procedures of the specialist's agency."""
    today = clock.today()
    known = [row for row in procedures.list_demands(today, keeper="GL-SKHCN") if row.code == "X.000011"]
    if known:
        return known[0].trigger.id
    by = Actor(account="controller", name="Phạm Văn Kiểm", agency="GL-VPUBND", origin="test")
    entry = procedures.TriggerEntry(
        number="2407/QĐ-BKHCN",
        issuer="Bộ Khoa học và Công nghệ",
        title="Về việc công bố thủ tục hành chính mới trong lĩnh vực an toàn bức xạ",
        decided_on=today - timedelta(days=20),
        effective_from=today + timedelta(days=10),
        keeper="GL-SKHCN",
        demands=tuple(
            procedures.DemandEntry(procedures.DemandKind.MAKE, code, name)
            for code, name in (
                ("X.000011", "Cấp giấy phép X-quang"),
                ("X.000012", "Gia hạn giấy phép X-quang"),
            )
        ),
    )
    return procedure_actions.enter_trigger(entry=entry, by=by, at=clock.now())


def at_the_office(client: Client) -> None:
    """The division head works at the Committee's office too, and acts there; something was announced."""
    who, office, today = account("division_head"), "GL-VPUBND", clock.today()
    hats = organisations_queries.list_hats(who, today)
    if not any(hat.agency == office for hat in hats):
        organisations.assign(
            account=who,
            agency=office,
            title="Trưởng phòng Kiểm soát thủ tục hành chính",
            role="division_head",
            on=today,
            by=Actor(account="test", name="", agency=office, origin="test"),
            at=clock.now(),
        )
        hats = organisations_queries.list_hats(who, today)
    worn = next(hat for hat in hats if hat.agency == office)
    client.post("/profile/hat/", {"hat": str(worn.position)})
    an_amended_procedure(client)


def a_demand(client: Client) -> int:
    return procedures.list_demands(clock.today(), trigger=a_trigger(client))[0].id


def an_amended_procedure(_client: Client) -> str:
    """Published, then amended: two versions, the second in force."""
    by = Actor(account="drafter", name="Nay H’Thuy", agency="GL-SXD", origin="test")
    other = Actor(account="controller", name="Phạm Văn Kiểm", agency="GL-VPUBND", origin="test")
    at, code = clock.now(), "X.000002"
    if procedures.list_versions(code, drafts=False):
        return code
    first = procedure_actions.open_draft(code=code, name=SETTLED.name, keeper=by.agency, by=by, at=at)
    _announced(first, SETTLED, date(2021, 1, 4), by=by, other=other)
    procedure = procedures.get_version(first).procedure
    second = procedure_actions.amend(procedure=procedure, by=by, at=at)
    dearer = replace(SETTLED, fees=(procedures.Fee("Lệ phí cấp phép", 75_000),))
    _announced(second, dearer, clock.today(), by=by, other=other)
    return code


OF_THE_OFFICE = Actor(account="controller", name="Phạm Văn Kiểm", agency="GL-VPUBND", origin="test")
COMPLYING = (reviews.Cost("Nộp hồ sơ (đi lại, chờ)", Decimal(4), other=50_000, fee=75_000, people=1_200),)
COMPLYING_LESS = (reviews.Cost("Nộp hồ sơ qua mạng", Decimal("0.5"), fee=75_000, people=1_200),)


def _drawn_up(client: Client, lead: str) -> int:
    """The draft of a plan with one row, which ``lead`` owes, of a procedure in force."""
    code, today = an_amended_procedure(client), clock.today()
    row = reviews.EntryGiven(
        "Cấp giấy phép xây dựng",
        (code,),
        lead,
        today - timedelta(days=60),
        today + timedelta(days=10),
        "Báo cáo",
    )
    given = reviews.PlanGiven(2021, "Kế hoạch rà soát, đánh giá thủ tục hành chính năm 2021", (row,))
    return review_actions.draw_up(plan=given, office="GL-VPUBND", by=OF_THE_OFFICE, at=clock.now())


def _issued(client: Client, lead: str) -> int:
    plan = _drawn_up(client, lead)
    review_actions.issue(
        plan=plan, number=f"{plan}/QĐ-UBND", decided_on=clock.today(), by=OF_THE_OFFICE, at=clock.now()
    )
    return plan


def a_plan_of_reviews(client: Client) -> int:
    """Issued; the specialist's agency owes its row."""
    return _issued(client, "GL-SKHCN")


def a_row_of_reviews(client: Client) -> int:
    return reviews.get_plan(a_plan_of_reviews(client), clock.today()).entries[0].id


def a_plan_of_reviews_in_draft(client: Client) -> int:
    at_the_office(client)
    return _drawn_up(client, "GL-SKHCN")


def a_review(client: Client, lead: str = "GL-SKHCN") -> int:
    """Begun, with its questions, by somebody of the agency that leads."""
    row = reviews.get_plan(_issued(client, lead), clock.today()).entries[0]
    return review_actions.begin(entry=row.id, code=row.codes[0], by=_reviewer(lead), at=clock.now())


def _reviewer(agency: str) -> Actor:
    return Actor(account="reviewer", name="Nay H’Thuy", agency=agency, origin="test")


def _filled_in(sheet: int, agency: str, verdict: reviews.Verdict | None = reviews.Verdict.SIMPLIFY) -> int:
    """Every question answered well, the last item dropped, the cost reckoned."""
    by, at = _reviewer(agency), clock.now()
    told, _gaps = reviews.get_sheet(sheet)
    answers = [replace(one, necessary=True, lawful=True, reasonable=True) for one in told.answers]
    answers[-1] = replace(answers[-1], proposal=reviews.Proposal.DROP, reason="Nhà nước đã có")
    seen = reviews.get_review(sheet, at.date()).revision
    words = "Bớt giấy tờ mà Nhà nước đã có." if verdict else ""
    review_actions.answer(
        review=sheet, answers=answers, verdict=verdict, conclusion=words, seen=seen, by=by, at=at
    )
    before = COMPLYING if verdict else ()
    review_actions.reckon(review=sheet, before=before, after=COMPLYING_LESS, seen=seen + 1, by=by, at=at)
    return sheet


def a_review_to_hand_in(client: Client) -> int:
    return _filled_in(a_review(client, "GL-SNV"), "GL-SNV")


def _handed_in(client: Client) -> int:
    review = _filled_in(a_review(client), "GL-SKHCN")
    seen = reviews.get_review(review, clock.today()).revision
    review_actions.submit(review=review, seen=seen, by=_reviewer("GL-SKHCN"), at=clock.now())
    return review


def a_review_to_judge(client: Client) -> int:
    at_the_office(client)
    return _handed_in(client)


def _agreed_to(client: Client) -> tuple[int, int]:
    """The plan and its review."""
    review = _handed_in(client)
    review_actions.agree(review=review, opinion="Thống nhất.", by=OF_THE_OFFICE, at=clock.now())
    entry = reviews.get_review(review, clock.today()).entry
    return reviews.find_entry(entry or 0, clock.today())[0].id, review


def a_plan_to_decide_on(client: Client) -> int:
    at_the_office(client)
    return _agreed_to(client)[0]


def _decided_on(client: Client) -> tuple[int, int]:
    """The decision and the review it approves."""
    plan, review = _agreed_to(client)
    today, at = clock.today(), clock.now()
    number = f"{plan}/QĐ-CT"
    made = review_actions.decide(
        plan=plan, reviews=[review], number=number, decided_on=today, by=OF_THE_OFFICE, at=at
    )
    return made, review


def a_decision_on_reviews(client: Client) -> int:
    return _decided_on(client)[0]


def a_review_to_carry_out(client: Client) -> int:
    at_the_office(client)
    return _decided_on(client)[1]


def a_legal_text(_client: Client, agency: str = "GL-SKHCN") -> int:
    """A draft with one new procedure whose sheet is begun."""
    by, at = _reviewer(agency), clock.now()
    text = review_actions.enter_text(
        title="Quyết định ban hành Quy định quản lý thiết bị X-quang trên địa bàn tỉnh",
        kind=reviews.TextKind.DECISION,
        agency=agency,
        by=by,
        at=at,
    )
    review_actions.assess(text=text, name="Xác nhận khai báo thiết bị X-quang", code="", by=by, at=at)
    return text


def a_legal_text_to_ask_about(client: Client, agency: str = "GL-SNV") -> int:
    text = a_legal_text(client, agency)
    for sheet in reviews.list_of_text(text, clock.today()):
        _filled_in(sheet.id, agency, None)
    return text


def a_legal_text_to_judge(client: Client) -> int:
    at_the_office(client)
    text = a_legal_text_to_ask_about(client, "GL-SKHCN")
    review_actions.ask_opinion(text=text, by=_reviewer("GL-SKHCN"), at=clock.now())
    return text


def _announced(version: int, said: procedures.Record, on: date, *, by: Actor, other: Actor) -> None:
    at = clock.now()
    seen = procedures.get_version(version).revision
    procedure_actions.redraft(version=version, record=said, seen=seen, by=by, at=at)
    seen = procedures.get_version(version).revision
    procedure_actions.submit(version=version, seen=seen, by=by, at=at)
    procedure_actions.announce(
        version=version,
        decision="12/QĐ-UBND",
        decided_on=date(2021, 1, 4),
        effective_from=on,
        by=other,
        at=at,
    )
    procedure_actions.publish(version=version, by=other, at=at)


def an_application(client: Client) -> UUID:
    """Filled in but for the pledge, in the browser that will see it."""
    known = procedures.list_versions(FILED_UNDER, drafts=False)
    version = known[0].id if known else _in_force(FILED_UNDER, replace(SETTLED, form=filled.FORM))
    key = filled.filled(version, owner="GL-622", at=clock.now())
    session = client.session
    session[HELD] = [str(key)]
    session.save()
    return key


def the_newest_attachment() -> int:
    return Attachment.objects.latest("pk").pk


def an_application_sent(client: Client) -> UUID:
    key = an_application(client)
    application_actions.send(application=key, by=platform("test"), at=clock.now())
    return key


def at_home() -> Actor:
    """The citizen of the demonstration, in her own account."""
    name = accounts.get_account(account("citizen"))
    return organisations_queries.build_actor(
        account("citizen"), name.full_name if name else "", "test", clock.now()
    )


def an_own_case(client: Client) -> int:
    """Sent by the citizen from her account."""
    known = procedures.list_versions(FILED_UNDER, drafts=False)
    version = known[0].id if known else _in_force(FILED_UNDER, replace(SETTLED, form=filled.FORM))
    key = filled.filled(version, owner="GL-622", at=clock.now(), by=at_home())
    sent = application_actions.send(application=key, by=at_home(), at=clock.now())
    filled.begun(version, owner="GL-622", at=clock.now(), by=at_home())
    del client
    return sent.case


def an_own_paper(client: Client) -> int:
    an_own_case(client)
    return Attachment.objects.latest("pk").file


def an_own_claim(_client: Client) -> None:
    party_actions.claim(
        name="Rơ Châm H’Yưn",
        number="064190004321",
        birth=party_actions.Birth(1990, 5, 12),
        by=at_home(),
        at=clock.now(),
    )


def a_verified_citizen(client: Client) -> int:
    """An officer saw her card."""
    an_own_claim(client)
    draft = party_actions.Draft(
        name="Rơ Châm H’Yưn",
        numbers=(party_actions.Number("CCCD", "064190004321"),),
        birth=party_actions.Birth(1990, 5, 12),
        contacts=(party_actions.ContactGiven("PHONE", "0905118172"),),
    )
    return party_actions.verify(account=account("citizen"), draft=draft, by=_counter(), at=clock.now())


def a_looked_at_citizen(client: Client) -> None:
    party = a_verified_citizen(client)
    party_actions.open_record(party=party, by=_counter(), at=clock.now())


def a_copy_of_own_data(client: Client) -> int:
    an_own_case(client)
    export = application_actions.ask_data(by=at_home(), at=clock.now())
    application_actions.make_export(export=export, by=platform("test"), at=clock.now())
    return export


def an_upload_begun(client: Client) -> UUID:
    return application_actions.begin_upload(
        application=an_application(client), paper=2, name="ban-ve.pdf", size=1_000
    )


def a_followed_case(client: Client) -> None:
    key = an_application_sent(client)
    client.post(
        "/follow/", {"code": get_application(key).code, "proof": filled.PEOPLE["applicant"]["number"]}
    )


def asked_for_papers(case: int) -> int:
    """Received at Pleiku, which then asks for a paper."""
    case_actions.accept(case=case, papers=(1, 2, 3, 4), by=_counter(), at=clock.now())
    told: dict[str, Any] = {"items": ["Bản vẽ mặt cắt móng"], "reason": "Bản vẽ chưa có mặt cắt móng."}
    case_actions.ask_supplement(case=case, **told, by=_counter(), at=clock.now())
    return case


def an_own_case_asked(client: Client) -> int:
    return asked_for_papers(an_own_case(client))


def a_followed_case_asked(client: Client) -> int:
    a_followed_case(client)
    return asked_for_papers(client.session["followed"])


def an_own_fee(client: Client) -> int:
    case = an_own_case(client)
    case_actions.accept(case=case, papers=(1, 2, 3, 4), by=_counter(), at=clock.now())
    case_actions.owe(case=case, by=platform("test"), at=clock.now())
    return case


def _given(case: int) -> int:
    """Its result was handed over at Pleiku."""
    case_actions.accept(case=case, papers=(1, 2, 3, 4), by=_counter(), at=clock.now())
    case_actions.hand_over(case=case, by=_counter(), at=clock.now())
    case_actions.put_to_sign(case=case, by=_officer(), at=clock.now())
    city = frozenset({"GL-622"})
    chief = Actor("chief", "Nay H’Blŭn", "GL-622", grants=(Grant("cases.sign", city),), origin="test")
    case_actions.sign_off(case=case, document="12/GPXD", by=chief, at=clock.now())
    case_actions.bring(case=case, by=_counter(), at=clock.now())
    case_actions.give(case=case, by=_counter(), at=clock.now())
    return case


def an_own_result(client: Client) -> int:
    return _given(an_own_case(client))


def a_followed_result(client: Client) -> int:
    a_followed_case(client)
    return _given(client.session["followed"])


def an_own_result_rated(client: Client) -> int:
    case = an_own_result(client)
    surveys.rate(case=case, level=5, answers={"ACCESS": 4}, by=at_home(), at=clock.now())
    return case


def an_own_remark(client: Client) -> int:
    case = an_own_case(client)
    _remarked(case)
    return case


def a_remark(client: Client) -> int:
    """On a case of UBND thành phố Pleiku."""
    return _remarked(an_own_case(client))


def a_question(_client: Client) -> int:
    """Asked at the national portal of UBND thành phố Pleiku."""
    national.take_question(
        number="HD-2021-77",
        field="",
        words="Đăng ký hộ kinh doanh mất bao lâu?",
        agency="000.00.31.H21",
        by=platform("test"),
        at=clock.now(),
    )
    return Question.objects.get(number="HD-2021-77").pk


def a_published_question(client: Client) -> int:
    """Answered by the head of UBND thành phố Pleiku, for everybody to read."""
    question = a_question(client)
    Question.objects.filter(pk=question, answered_at=None).update(
        answer="Ba ngày làm việc, kể từ ngày nhận đủ hồ sơ.",
        answered_at=clock.now(),
        answered_by="test",
        answerer="Nay H’Blŭn",
        is_public=True,
        shown="Đăng ký hộ kinh doanh mất bao lâu?",
    )
    return question


def _remarked(case: int) -> int:
    told: dict[str, Any] = {"kind": RemarkKind.FEEDBACK, "text": "Tôi phải đi lại ba lần."}
    return surveys.raise_remark(key=uuid4(), case=case, **told, by=at_home(), at=clock.now()).id


def a_block(_client: Client) -> int:
    """A letter that stops a plot, entered at UBND thành phố Pleiku by the one-stop officer."""
    by = organisations_queries.build_actor(account("one_stop_officer"), "Rơ Châm Yên", "test", clock.now())
    letter = case_actions.Letter("15/QĐ-CCTHADS", date(2021, 10, 1), "Chi cục Thi hành án dân sự Pleiku")
    words = "thửa 112, tờ bản đồ 9, phường Hoa Lư"
    return case_actions.block(named=Named.PLOT, words=words, letter=letter, by=by, at=clock.now())


def a_case(_client: Client) -> int:
    """Received at UBND thành phố Pleiku by the one-stop officer, under a procedure of all districts."""
    known = procedures.list_versions(CASES_UNDER, drafts=False)
    version = known[0].id if known else _in_force(CASES_UNDER)
    draft = party_actions.Draft(
        name="Rơ Châm H’Yưn",
        numbers=(party_actions.Number("CCCD", "064190004321"),),
        contacts=(party_actions.ContactGiven("PHONE", "0905118172"),),
    )
    intake = case_actions.Intake(
        key=uuid4(),
        version=version,
        applicant=case_actions.Applicant(draft),
        papers=(1, 2),
        content="Nhà 2 tầng, thửa 112, phường Hoa Lư",
    )
    return case_actions.receive(intake=intake, by=_counter(), at=clock.now()).case


def fetched_under() -> procedures.VersionRow:
    """A procedure whose papers may come by post."""
    code = "X.000041"
    if not procedures.list_versions(code, drafts=False):
        by_post = procedures.Way(procedures.Channel.POST, SETTLED.ways[0].duration)
        _in_force(code, replace(SETTLED, ways=(*SETTLED.ways, by_post), returns_by_post=True))
    return procedures.list_versions(code, drafts=False)[0]


def an_errand(client: Client) -> str:
    """Papers that the post shall fetch for UBND thành phố Pleiku, followed in this browser."""
    version, key = fetched_under(), uuid4()
    errand = deliveries.Errand(
        key=key,
        agency="GL-622",
        procedure=version.code,
        version=version.id,
        title=version.name,
        papers=["Đơn đề nghị cấp giấy phép", "Bản vẽ thiết kế"],
        sender=RECEIVER,
        day=parcel_queries.days_offered(clock.today())[0],
        half=parcel_queries.Half.MORNING,
    )
    row = deliveries.ask_for(errand=errand, by=platform("test"), at=clock.now())
    client.post("/follow/", {"code": row.code, "proof": RECEIVER.phone})
    return str(key)


def a_case_by_post(_client: Client) -> int:
    """Received at UBND thành phố Pleiku, under a procedure whose result the post may bring."""
    known = procedures.list_versions(POSTED_UNDER, drafts=False)
    version = known[0].id if known else _in_force(POSTED_UNDER, replace(SETTLED, returns_by_post=True))
    draft = party_actions.Draft(
        name="Rơ Châm H’Yưn",
        numbers=(party_actions.Number("CCCD", POSTED_TO),),
        contacts=(party_actions.ContactGiven("PHONE", "0905118172"),),
    )
    applicant = case_actions.Applicant(draft, "Người khác")
    intake = case_actions.Intake(key=uuid4(), version=version, applicant=applicant, papers=(1, 2))
    return case_actions.receive(intake=intake, by=_counter(), at=clock.now()).case


def a_signed_case_by_post(client: Client) -> int:
    """Its result is signed and has not come to the one-stop yet."""
    case = a_case_by_post(client)
    case_actions.hand_over(case=case, by=_counter(), at=clock.now())
    case_actions.put_to_sign(case=case, by=_officer(), at=clock.now())
    grants = tuple(Grant(f"cases.{one}", frozenset({"GL-622"})) for one in ("follow", "handle", "sign"))
    leader = Actor("leader", "Nay H’Blun", "GL-622", "Phó Chủ tịch", grants=grants, origin="test")
    case_actions.sign_off(case=case, by=leader, at=clock.now())
    return case


def a_followed_parcel(client: Client) -> None:
    """Wished for by who follows the case in this browser."""
    case = a_case_by_post(client)
    case_actions.choose_post(case=case, receiver=RECEIVER, by=platform("test"), at=clock.now())
    number = case_queries.get_case(case, by=_counter(), now=clock.now()).number
    client.post("/follow/", {"code": number, "proof": POSTED_TO})


def a_parcel(client: Client) -> int:
    """The result of a case of UBND thành phố Pleiku, to be handed to the post; money is taken on delivery."""
    case = a_case_by_post(client)
    number = case_queries.get_case(case, by=_counter(), now=clock.now()).number
    parcel = deliveries.Parcel(
        about=case_queries.about_money(case),
        agency="GL-622",
        case=number,
        title="Cấp giấy phép xây dựng nhà ở riêng lẻ",
        receiver=RECEIVER,
        cod=50_000,
    )
    return deliveries.ready(parcel=parcel, by=platform("test"), at=clock.now()).id


def a_handover(client: Client) -> int:
    """Signed for, with its paper."""
    made = deliveries.hand_over(
        key=uuid4(), orders=[a_parcel(client)], collector="Nguyễn Văn Bính", by=_counter(), at=clock.now()
    )
    deliveries.set_list(handover=made.id, by=platform("test"), at=clock.now())
    return made.id


def an_arrival(client: Client) -> int:
    """Papers that somebody at home had fetched, checked in at Pleiku, with the list's paper."""
    an_errand(client)
    (expected, *_others) = delivery_queries.list_expected(by=_counter(), at=clock.now())
    found = {expected.order.id: deliveries.Found(delivery_queries.Outcome.RECEIVED)}
    made = deliveries.check_in(
        key=uuid4(), found=found, bringer="Nguyễn Văn Bính", by=_counter(), at=clock.now()
    )
    deliveries.set_arrival_list(arrival=made.id, by=platform("test"), at=clock.now())
    return made.id


def a_word_of_the_post(_client: Client) -> int:
    """It names no parcel of ours, so each agency’s deciders see it."""
    number = uuid4().int % 10**12
    told = deliveries.Told(
        number, f"X-{number}", delivery_queries.Tiding.DELIVERED, clock.now(), "Phát thành công"
    )
    return deliveries.hear(told=told, by=platform("test"), at=clock.now()).id


def a_mismatch_with_the_post(_client: Client) -> int:
    """Their list holds what is no parcel of ours."""
    code = f"X-{uuid4().hex[:8]}"
    deliveries.compare(day=clock.today(), listed={code: 50_000}, at=clock.now())
    gaps = delivery_queries.list_gaps(is_open=True, by=_wearing("division_head"))
    return next(one.id for one in gaps if one.code == code)


def a_filing(_client: Client) -> int:
    """Filed at the national portal with Sở Nội vụ, under a procedure that nobody here knows."""
    body = {"MaHoSo": "G22.99-211015-0007", "ChuHoSo": "Siu H’Lan"}
    digest = sha256(body["MaHoSo"].encode()).hexdigest()
    national.take_in(
        digest=digest,
        number=body["MaHoSo"],
        procedure="9.999999",
        agency="000.00.03.H21",
        people={},
        about="",
        files=(),
        body=body,
        by=platform("test"),
        at=clock.now(),
    )
    a_case_that_differs(_client)
    return National.objects.get(digest=digest).pk


def a_case_that_differs(client: Client) -> None:
    """Given up after the national portal refused it, and one that only the portal holds."""
    case = a_case(client)
    number = f"000.00.31.H21-{clock.today():%y%m%d}-{case:05}"
    NationalLine.objects.create(
        case_id=case, number=number, procedure=CASES_UNDER, owner="GL-SNV", day=clock.today(), wanted=1,
        state="DEAD", fault="REFUSED", words="Ngày hẹn trả không hợp lệ", tries=9,
    )  # fmt: skip
    stray = national.Listed("000.00.03.H21-211001-0099", CASES_UNDER, "Pleiku", "4", clock.today())
    national.note_comparison(
        since=clock.today() - timedelta(days=40), until=clock.today(), listed=[stray], asked_at=clock.real_now(),
        at=clock.now(),
    )  # fmt: skip


def signed_as_a_document(case: int) -> None:
    """Its result is signed by a leader of Pleiku as a document, numbered, and at the one-stop."""
    case_actions.hand_over(case=case, by=_counter(), at=clock.now())
    case_actions.put_to_sign(case=case, by=_officer(), at=clock.now())
    demo_keys.enrol(by=platform("test"), at=clock.now())
    leader = organisations_queries.build_actor(
        account("agency_leader"), "Siu H’Đoan", "test", clock.now(), _hat_at_pleiku()
    )
    content = documents.Content(
        kind=documents.Kind.DECISION,
        subject="Cấp giấy phép",
        body="Điều 1. Cấp giấy phép.",
        recipients="Lưu: VT",
        signer=leader.account,
    )
    by, now = _drafter(), clock.now()
    organisations.grant_signing(
        account=leader.account,
        agency="GL-622",
        form=organisations_queries.SigningForm.KT,
        basis="Quyết định phân công nhiệm vụ",
        on=clock.today(),
        by=platform("test"),
        at=now,
    )
    told: dict[str, Any] = {"case": case, "purpose": Purpose.RESULT, "key": uuid4(), "content": content}
    document = case_actions.draft_document(**told, by=by, at=now)
    document_actions.submit(document=document, why="Đủ điều kiện", proposal="Ký", by=by, at=now)
    read = document_actions.Read(document, 1)
    document_actions.sign(read=read, pin=demo_keys.PIN, helpers=current_helpers(), by=leader, at=clock.now())
    document_actions.number(document=document, by=by, at=clock.now())
    case_actions.sign_by_document(case=case, document=document, by=platform("test"))
    case_actions.bring(case=case, by=_counter(), at=clock.now())


DRAFTS = ("follow", "draft", "initial", "register")


def _drafter() -> Actor:
    city = frozenset({"GL-622"})
    names = ("cases.follow", "cases.handle", *(f"documents.{one}" for one in DRAFTS))
    return Actor(
        "drafter", "Trần Như Quỳnh", "GL-622", grants=tuple(Grant(one, city) for one in names), origin="test"
    )


def _hat_at_pleiku() -> int:
    leader = account("agency_leader")
    hats = organisations_queries.list_hats(leader, clock.today())
    hat = next((one for one in hats if one.agency == "GL-622"), None)
    return (
        hat.position
        if hat
        else organisations.assign(
            account=leader,
            agency="GL-622",
            title="Phó Chủ tịch",
            role="agency_leader",
            on=clock.today(),
            by=platform("test"),
            at=clock.now(),
        )
    )


def a_submission(client: Client) -> int:
    """A result that waits for the signature of the leader whose browser it is, who wears a hat of Pleiku for it."""
    position = _hat_at_pleiku()
    client.post("/profile/hat/", {"hat": str(position)})
    case = a_case(client)
    case_actions.hand_over(case=case, by=_counter(), at=clock.now())
    words = "Đủ điều kiện theo Điều 93 Luật Xây dựng; đề nghị ký."
    case_actions.put_to_sign(case=case, note=words, by=_officer(), at=clock.now())
    return case


def _officer() -> Actor:
    grants = (Grant("cases.follow", frozenset({"GL-622"})), Grant("cases.handle", frozenset({"GL-622"})))
    return Actor("officer", "Nguyễn Thị Thu Hà", "GL-622", "Chuyên viên", grants=grants, origin="test")


def a_certification(_client: Client) -> int:
    """Taken in at Pleiku by the one-stop officer, to be certified later."""
    asked = case_actions.CertificationAsked(
        key=uuid4(),
        kind=case_queries.Certified.COPY,
        requester="Rơ Châm H’Yưn",
        papers=(case_actions.PaperAsked("Giấy khai sinh", copies=3),),
    )
    (line,) = case_actions.certify_later(asked=asked, by=_counter(), at=clock.now())
    return line.id


def some_slips(_client: Client) -> list[case_queries.SlipRow]:
    """Printed at Pleiku for an outage."""
    return case_actions.print_slips(count=2, printing=uuid4(), by=_counter(), at=clock.now())


def a_system(_client: Client) -> str:
    """In the register, and used for the procedure of the example's case from today on."""
    if not ministries.list_systems(clock.today()):
        if not procedures.list_versions(CASES_UNDER, drafts=False):
            _in_force(CASES_UNDER)
        ministries_running.describe_used(CASES_UNDER, on=clock.today(), at=clock.now())
    return ministries_running.CODE


def a_use(client: Client) -> int:
    return ministries.list_uses(a_system(client))[0].id


def a_difference(client: Client) -> int:
    """Found by a file of the division head's agency: a number that nobody knows here."""
    system = a_system(client)
    by = Actor(
        "typist",
        "Người nhập",
        "GL-SNV",
        grants=(Grant("ministries.enter", frozenset({"GL-SNV"})),),
        origin="test",
    )
    line = ministries.Line(2, f"HT2021-{uuid4().int % 10**9}")
    source = ministry_actions.Source("ho-tich.csv", str(uuid4()))
    ministry_actions.take_in(system=system, lines=[line], source=source, by=by, at=clock.now())
    return ministries.list_differences(system, "GL-SNV")[-1].id


def a_file_of_a_system(client: Client) -> int:
    content = "Số đăng ký,Số hồ sơ,Trạng thái,Cập nhật\nHT2021-77,,Chờ duyệt,\nHT-1,,,\n".encode()
    return _sent(client, f"/uploads/ministry-files/{a_system(client)}/", "ho-tich.csv", content)


def a_disposal(client: Client) -> int:
    """A list that waits for the head of Sở Nội vụ, with a case on it."""
    waiting = Disposal.objects.filter(agency="GL-SNV", state="WAITING").first()
    if waiting:
        return waiting.pk
    case, rule = Case.objects.get(pk=a_case(client)), Rule.objects.earliest("pk")
    row = Disposal.objects.create(
        agency="GL-SNV",
        reason="Biên bản họp Hội đồng xác định giá trị tài liệu ngày 12/10/2021",
        proposed_by="archivist",
        proposed_name="Rơ Lan H’Phương",
        proposed_at=clock.now(),
    )
    days = {"ended_on": date(2011, 3, 4), "until": date(2021, 3, 4)}
    Item.objects.create(disposal=row, case=case, rule=rule, number=case.number, title=case.title, **days)
    return row.pk


def a_hold(client: Client) -> int:
    """A case that Sở Nội vụ holds, since somebody complained."""
    return Hold.objects.create(
        case_id=a_case(client),
        agency="GL-SNV",
        kind="COMPLAINT",
        reason="Đơn khiếu nại số 05/ĐKN ngày 11/10/2021",
        placed_by="archivist",
        placed_name="Rơ Lan H’Phương",
        placed_at=clock.now(),
    ).pk


def a_storage_time(_client: Client) -> int:
    """A rule that nobody compared with its text."""
    return next(row.term.id for row in list_terms() if not row.is_replaced)


def a_rule_anywhere(_client: Client) -> int:
    """Any counter takes for communes whatever they decide."""
    if kept := case_queries.list_anywhere():
        return kept[0].id
    return case_actions.begin_anywhere(
        scope=case_queries.Scope.LEVEL,
        code="COMMUNE",
        number_of=case_queries.NumberOf.OWNER,
        since=clock.today(),
        basis="Quyết định 12/QĐ-UBND",
        agency="GL",
        by=organisations_queries.build_actor(
            account("platform_administrator"), "Quản trị", "test", clock.now()
        ),
        at=clock.now(),
    )


def the_newest_case() -> int:
    return Case.objects.latest("pk").pk


def a_receipt(case: int) -> int:
    """Handed out by the counter that received the case."""
    return case_actions.issue_receipt(case=case, by=_counter(), at=clock.now()).id


def a_scan(_client: Client) -> int:
    return a_scan_of(the_newest_case())


def a_scan_of(case: int) -> int:
    """A picture of the first paper of a case, attached at the counter."""
    return case_actions.add_scan(
        case=case, place=1, content=BytesIO(PDF), name="don.pdf", by=_counter(), at=clock.now()
    )


def a_matter(_client: Client) -> int:
    """Harassment at Sở Nội vụ, told by the auditor."""
    auditor = organisations_queries.build_actor(account("auditor"), "Đỗ Văn Ân", "test", clock.now())
    words = "Người nộp kể phải đi lại năm lần vì một chữ sai."
    return conduct.open_matter(key=uuid4(), agency="GL-SNV", words=words, by=auditor, at=clock.now())


def a_layout(_client: Client) -> int:
    return case_queries.get_layout(case_queries.Kind.RECEIPT, clock.today()).id


def a_template(client: Client) -> int:
    """The platform's own receipt with one more line, sent to be looked at."""
    own = case_queries.get_layout(case_queries.Kind.RECEIPT, clock.today()).source
    content = f"{own}\nIn theo mẫu của tỉnh.\n".encode()
    return _sent(client, "/uploads/forms/receipt/", "bien-nhan.typ", content)


def _counter() -> Actor:
    clerk = account("one_stop_officer")
    return organisations_queries.build_actor(clerk, "Rơ Châm Yên", "test", clock.now())


def _in_force(code: str, said: procedures.Record = SETTLED) -> int:
    by = Actor(account="drafter", name="Nay H’Thuy", agency="GL-SXD", origin="test")
    other = Actor(account="controller", name="Phạm Văn Kiểm", agency="GL-VPUBND", origin="test")
    version = procedure_actions.open_draft(
        code=code, name=SETTLED.name, keeper=by.agency, by=by, at=clock.now()
    )
    _announced(version, said, date(2021, 1, 4), by=by, other=other)
    return version


def _wearing(role: str) -> Actor:
    """The person of the demonstration with that role, in their own hat."""
    return organisations_queries.build_actor(account(role), role, "test", clock.now())


def a_document_in_draft(_client: Client) -> int:
    """A letter of Sở Nội vụ, written by its plan monitor, to be signed by its head."""
    content = documents.Content(
        kind=documents.Kind.LETTER,
        subject="đôn đốc báo cáo cải cách hành chính quý III năm 2021",
        body="Sở Nội vụ đề nghị các cơ quan gửi báo cáo trước ngày 22 tháng 10 năm 2021.",
        recipients="Như trên\nLưu: VT, CCHC",
        signer=account("agency_leader"),
        unit="CCHC",
        addressees="Các sở, ban, ngành tỉnh",
    )
    draft = document_actions.Draft(uuid4(), content)
    return document_actions.draft(draft=draft, by=_wearing("plan_monitor"), at=clock.now())


def a_document_to_sign(client: Client) -> int:
    """Submitted by who wrote it, initialled by the head of division, before the head of the agency."""
    document = a_document_in_draft(client)
    document_actions.submit(
        document=document,
        why="5 cơ quan chưa gửi báo cáo.",
        proposal="Ký ban hành.",
        to=account("division_head"),
        by=_wearing("plan_monitor"),
        at=clock.now(),
    )
    document_actions.initial(document=document, by=_wearing("division_head"), at=clock.now())
    return document


def a_draft_with_attachments(client: Client) -> int:
    """The same with a list and a table."""
    document = a_document_in_draft(client)
    brought = [
        document_actions.Brought(BytesIO(attachments.pdf()), "Danh sach co quan cham.pdf"),
        document_actions.Brought(BytesIO(attachments.workbook()), "Bang tong hop.xlsx"),
    ]
    refused = document_actions.attach(
        document=document, version=1, brought=brought, by=_wearing("plan_monitor"), at=clock.now()
    )
    assert not refused
    return document


def a_signed_document(client: Client) -> int:
    """It waits for number and day."""
    document = a_document_to_sign(client)
    demo_keys.enrol(by=platform("test"), at=clock.now())
    document_actions.sign(
        read=document_actions.Read(document, 1),
        pin=demo_keys.PIN,
        helpers=current_helpers(),
        by=_wearing("agency_leader"),
        at=clock.now(),
    )
    return document


def a_signing_key(_client: Client) -> int:
    """Of the head of Sở Nội vụ."""
    return document_actions.enrol_own(pin="751751", by=_wearing("agency_leader"), at=clock.now())


def a_question_on_a_telephone(client: Client) -> str:
    """The head of Sở Nội vụ is to confirm a signature there."""
    by, key, own = _wearing("agency_leader"), uuid4(), demonstration()
    issued = own.issue(by.name)
    signature_keys.enrol(
        holder=holders.account(by.account),
        enrolment=signature_keys.Enrolment(
            issued.der, (own.issuing.der,), kind=holders.TokenKind.REMOTE, handle="credential-1"
        ),
        trust=own.trust(),
        agency=by.agency,
        by=by,
        at=clock.now(),
    )
    read = [document_actions.Read(a_document_to_sign(client), 1)]
    document_actions.ask(key=key, read=read, helpers=current_helpers(), by=by, at=clock.now())
    return str(key)


def an_issued_document(client: Client) -> int:
    """Of Sở Nội vụ: numbered and sealed by its clerk."""
    document = a_signed_document(client)
    document_actions.issue(
        document=document,
        pin=demo_keys.PIN,
        helpers=current_helpers(),
        by=_wearing("document_clerk"),
        at=clock.now(),
    )
    return document


def an_issued_document_sent_away(client: Client) -> int:
    """Of Sở Nội vụ; the city has it."""
    document = an_issued_document(client)
    by = _wearing("document_clerk")
    correspondence.send(document=document, recipients=["GL-622"], by=by, at=clock.now())
    return document


def an_incoming_document(_client: Client) -> int:
    """Came to Sở Nội vụ, before its head."""
    by, day = _wearing("document_clerk"), clock.today()
    file = correspondence.receive_file(content=BytesIO(paper()), name="van-ban.pdf", by=by, at=clock.now())
    letter = correspondence.Letter(
        sender="Sở Tư pháp",
        symbol=f"{uuid4().hex[:6]}/STP-VP",
        dated=day,
        kind=documents.Kind.LETTER,
        subject="góp ý dự thảo quy chế phối hợp",
        arrived_on=day,
        files=(file.id,),
        due=day + timedelta(days=2),
    )
    incoming = correspondence.register(key=uuid4(), letter=letter, by=by, at=clock.now())
    correspondence.submit(incoming=incoming, to=account("agency_leader"), by=by, at=clock.now())
    return incoming


def _asked_of(incoming: int, medium: Medium) -> int:
    wanted = copies.Wanted(
        key=uuid4(),
        kind=CopyKind.TRUE,
        medium=medium,
        purpose="Gửi các phòng để thực hiện.",
        recipients="- Các phòng thuộc Sở;\n- Lưu: VT.",
        signer=account("agency_leader"),
        incoming=incoming,
    )
    return copies.ask(wanted=wanted, by=_wearing("document_clerk"), at=clock.now())


def a_copy_asked_for(client: Client) -> int:
    """Of what came to Sở Nội vụ; its head is to order it."""
    return _asked_of(an_incoming_document(client), Medium.ELECTRONIC)


def an_ordered_copy(client: Client) -> int:
    """The clerk of Sở Nội vụ is to number and seal it."""
    demo_keys.enrol(by=platform("test"), at=clock.now())
    copy = a_copy_asked_for(client)
    copies.order(copy=copy, by=_wearing("agency_leader"), at=clock.now())
    return copy


def a_made_copy(client: Client) -> int:
    """On paper, numbered."""
    copy = _asked_of(an_incoming_document(client), Medium.PAPER)
    copies.order(copy=copy, by=_wearing("agency_leader"), at=clock.now())
    by = _wearing("document_clerk")
    copies.issue(copy=copy, pin="", helpers=current_helpers(), by=by, at=clock.now())
    return copy


def a_work_file(client: Client) -> int:
    """The clerk of Sở Nội vụ keeps it; an incoming document lies in it."""
    by, key = _wearing("document_clerk"), UUID("6f0e0c5e-0000-4000-8000-000000000040")
    if made := workfile_queries.find_made(key):
        return made
    cover = workfiles.Cover("Văn phòng Sở", "07.VP", "Hồ sơ họp giao ban năm 2021", 10, by.account)
    workfile = workfiles.open_outside(key=key, cover=cover, by=by, at=clock.now())
    incoming = an_incoming_document(client)
    workfiles.put_incoming(workfile=workfile, incoming=incoming, by=by, at=clock.now())
    return workfile


def a_paper_in_a_file(client: Client) -> int:
    return workfile_queries.list_papers(a_work_file(client))[0].id


def a_line_of_files(_client: Client) -> int:
    """In the draft of this year; the clerk wrote it."""
    by, year = _wearing("document_clerk"), clock.today().year
    Listing.objects.filter(agency="GL-SNV", year=year, state="SUBMITTED").update(state="DRAFT")
    foreseen = workfile_queries.Foreseen(
        "Văn phòng Sở", f"{uuid4().hex[:6]}.VP", "Tập lưu văn bản đi năm 2021", None, by.account
    )
    return workfiles.write_line(year=year, line=None, foreseen=foreseen, by=by, at=clock.now())


def a_year_with_a_list(client: Client) -> int:
    a_line_of_files(client)
    return clock.today().year


def a_stage_of_a_list(client: Client) -> str:
    a_line_of_files(client)
    return "submit"


def a_hand_over(_client: Client) -> int:
    """The plan monitor of Sở Nội vụ handed a file over; its clerk has not received it."""
    workfile = _a_file_of_the_monitor("CLOSED")
    return workfiles.hand_over(workfiles=[workfile], by=_wearing("plan_monitor"), at=clock.now())


def a_clearance(_client: Client) -> int:
    """Proposed by somebody else, it waits for the head of Sở Nội vụ."""
    waiting = Clearance.objects.filter(agency="GL-SNV", state="WAITING").first()
    return (waiting or _a_clearance()).pk


def _a_clearance() -> Clearance:
    return Clearance.objects.create(
        agency="GL-SNV",
        files=[_a_file_of_the_monitor("ARCHIVED")],
        reason="Hết thời hạn bảo quản, đã họp Hội đồng xác định giá trị tài liệu",
        proposed_by="archivist",
        proposed_name="Rơ Lan H’Phương",
        proposed_at=clock.now(),
    )


def _a_file_of_the_monitor(state: str) -> int:
    by = _wearing("plan_monitor")
    cover = workfiles.Cover("Phòng CCHC", f"{uuid4().hex[:6]}.CCHC", "Hồ sơ kiểm tra", 5, by.account)
    workfile = workfiles.open_outside(key=uuid4(), cover=cover, by=by, at=clock.now())
    Workfile.objects.filter(pk=workfile).update(state=state, ended_on=clock.today())
    return workfile


def a_document_that_arrives(client: Client) -> int:
    """The city sent it to Sở Nội vụ; nobody has registered it."""
    return _sending(client, "GL-622", "GL-SNV")


def a_document_sent_away(client: Client) -> int:
    """Sở Nội vụ sent it to the city."""
    return _sending(client, "GL-SNV", "GL-622")


def _sending(client: Client, sender: str, recipient: str) -> int:
    """As it would stand: no other agency of the demonstration has a clerk with a key."""
    document = documents.get_document(a_document_to_sign(client), by=_wearing("agency_leader"))
    kept = get_file(document.file)
    assert kept
    return Sending.objects.create(
        document_id=document.id,
        sender=sender,
        recipient=recipient,
        file=document.file,
        digest=kept.digest,
        kind="CV",
        code="12/UBND-NV",
        subject=document.subject,
        dated=clock.today(),
        signer_name="Nay H’Blun",
        status="01",
        account="x",
        moved_at=clock.now(),
        recorded_at=clock.now(),
    ).pk


def a_document_from_outside(_client: Client) -> int:
    """A ministry's, come by the axis to Sở Nội vụ; nobody has registered it."""
    key = _taken(written(edoc(uuid4().hex[:6])))
    axis_jobs.read_all(clock.now())
    row = axis_queries.get_message(key)
    assert row
    return Sending.objects.get(key__startswith=f"{row.sender}|{row.document}|").pk


def a_message_in_quarantine(_client: Client) -> int:
    row = axis_queries.get_message(_taken(b"<edXML>" + uuid4().hex.encode()))
    assert row
    axis_jobs.read_all(clock.now())
    return row.id


def a_leg_that_died(client: Client) -> int:
    """For the node above, which refused it; something is in quarantine too."""
    made = AxisLeg.objects.create(
        message_id=a_message_in_quarantine(client),
        neighbour_id=_node_above(),
        recipients=["000.00.00.G09"],
        state="DEAD",
        fault="Đơn vị chưa được cấp quyền",
        made_at=clock.real_now(),
    )
    return made.pk


def a_client_of_the_axis(_client: Client) -> int:
    name = f"he-thong-{uuid4().hex[:8]}"
    made, _secret = axis.add_client(
        name="Chi cục Thuế khu vực", system=name, organ=f"000.{name}", by=platform("test"), at=clock.now()
    )
    return made


def _node_above() -> int:
    return axis.know_parent(system="trung-uong", name="Nút trung ương", organ="000.00.00.H21", at=clock.now())


def _taken(content: bytes) -> str:
    return axis.take(
        content=BytesIO(content),
        arrival=axis.Arrival(
            neighbour=_node_above(), wanted=axis_queries.Wanted.DOCUMENT, stated="000.00.00.G09"
        ),
        is_announced=lambda _digest: True,
        by=platform("test"),
        at=clock.now(),
    )


def a_fee(client: Client) -> int:
    """Of a case of UBND thành phố Pleiku, by the rules of its procedure."""
    made = case_actions.owe(case=a_case(client), by=platform("test"), at=clock.now())
    assert made is not None
    return made.id


def a_money_receipt(client: Client) -> int:
    """Issued by the one-stop officer, with its paper."""
    receipt = _collected(a_fee(client), _counter()).id
    payments.set_paper(receipt=receipt, by=platform("test"), at=clock.now())
    return receipt


def a_closed_till(client: Client) -> int:
    a_money_receipt(client)
    return payments.close_till(counted=0, reason="Chưa đếm", by=_counter(), at=clock.now()).id


def money_of_nobody(_client: Client) -> int:
    """It names no demand, so each agency’s deciders see it."""
    told = payment_queries.Told(
        payment_queries.Source.PLATFORM, f"PP{uuid4().hex[:10]}", "nộp phí", 50_000, clock.now()
    )
    return payments.hear(told=told, by=platform("test"), at=clock.now()).id


def _taken_on_delivery() -> int:
    """At Sở Nội vụ: the post took the fee of a case when it handed its result over."""
    row = _demand_of_home_affairs()
    told = payment_queries.Told(
        payment_queries.Source.POST, f"P{uuid4().hex[:10]}", row.code, row.amount, clock.now()
    )
    return payments.hear(told=told, by=platform("test"), at=clock.now()).id


def a_line_of_the_post(_client: Client) -> int:
    """Of the bank, for what the post took on delivery; it names no payment code."""
    _taken_on_delivery()
    told = payment_queries.Told(
        payment_queries.Source.BANK, f"FT{uuid4().hex[:10]}", "VNPOST COD 14/10", 50_000, clock.now()
    )
    return payments.hear(told=told, by=platform("test"), at=clock.now()).id


def a_short_remittance(client: Client) -> int:
    """The line came to less than its parcels."""
    line, parcels = a_line_of_the_post(client), [_taken_on_delivery(), _taken_on_delivery()]
    told: dict[str, Any] = {
        "reason": "Bưu điện báo chuyển bù sau",
        "by": _money_people("payments.decide"),
        "at": clock.now(),
    }
    return payments.pass_on(transfer=line, parcels=parcels, **told).id


def a_difference_of_money(_client: Client) -> int:
    """Their list holds what names no demand."""
    listed = payment_queries.Told(
        payment_queries.Source.BANK, f"FT{uuid4().hex[:10]}", "nộp phí", 50_000, clock.now()
    )
    payments.compare(
        source=listed.source, day=clock.today(), listed=[listed], by=platform("test"), at=clock.now()
    )
    return payment_queries.list_gaps("GL-SNV", is_open=True)[0].id


def a_refund(_client: Client) -> int:
    """Asked for at Sở Nội vụ, where the division head decides."""
    made, by = _demand_of_home_affairs(), _money_people("payments.collect")
    _collected(made.id, by)
    told: dict[str, Any] = {"reason": "Rút hồ sơ", "to": "", "by": by, "at": clock.now()}
    return payments.ask_refund(key=uuid4(), demand=made.id, amount=50_000, **told).id


def _money_people(*rights: str) -> Actor:
    grants = tuple(Grant(right, frozenset({"GL-SNV"})) for right in rights)
    return Actor("cashier", "Người thu", "GL-SNV", grants=grants, origin="test")


def _demand_of_home_affairs() -> payment_queries.DemandRow:
    """50.000 đồng that a case of Sở Nội vụ owes."""
    known = procedures.list_versions(CASES_UNDER, drafts=False)
    owing = payments.Owing(
        about=f"case:{uuid4().int % 10**12 + 10**12}",
        agency="GL-SNV",
        number="000.00.09.H21-211015-0001",
        procedure=CASES_UNDER,
        version=known[0].id if known else _in_force(CASES_UNDER),
        title="Cấp giấy phép",
        payer="Rơ Châm H’Yưn",
        channel="COUNTER",
    )
    made = payments.raise_by_rule(owing=owing, by=_money_people("payments.collect"), at=clock.now())
    assert made is not None
    return made


def _collected(demand: int, by: Actor) -> payment_queries.ReceiptRow:
    paid = payments.Paid(uuid4(), payment_queries.Way.CASH, 50_000, "Rơ Châm H’Yưn")
    return payments.collect(demand=demand, paid=paid, by=by, at=clock.now())


def an_application_with_a_fee(client: Client) -> str:
    """Received at Pleiku, so that its fee is owed; gives the code by which it is followed."""
    sent = get_application(an_application_sent(client))
    assert sent.case is not None
    case_actions.accept(case=sent.case, papers=(1, 2, 3, 4), by=_counter(), at=clock.now())
    case_actions.owe(case=sent.case, by=platform("test"), at=clock.now())
    return sent.code


def a_followed_fee(client: Client) -> None:
    """Of the case that this browser has proved to be its person's."""
    client.post("/follow/", {"code": an_application_with_a_fee(client), "proof": "0905118172"})
