"""What a citizen does at home is done whole or not at all: the account, whose it is, its end; a copy; an upload."""

import zipfile
from dataclasses import dataclass
from io import BytesIO
from uuid import UUID

from lienthong.domain.accounts import actions as accounts
from lienthong.domain.accounts.queries import find_account, get_account
from lienthong.domain.applications import actions, queries
from lienthong.domain.cases import actions as cases
from lienthong.domain.cases.queries import State, follow
from lienthong.domain.notices.queries import list_notices
from lienthong.domain.parties import actions as parties
from lienthong.domain.parties.actions import Birth, Draft, Number
from lienthong.domain.parties.queries import get_claim, get_verified
from lienthong.spine import clock
from lienthong.spine.actor import ANONYMOUS, Actor, platform
from lienthong.spine.files import partial
from lienthong.spine.files.queries import get_file, open_content
from lienthong.spine.ledger import queries as ledger
from tests.domain.applications.filled import AT, PEOPLE, attached, begun, filled
from tests.domain.cases.running import CHIEF, CLERK, hour, to_sign
from tests.domain.plans.running import PDF
from tests.faults.applications import online
from tests.faults.harness import Swept

PASSWORD = "bon con trau di cay"
BORN = Birth(1990, 5, 12)


def verbs(subject: str) -> list[str]:
    return sorted(one.verb for one in ledger.list_entries(subject=subject))


def a_phone(k: int) -> str:
    return f"09{k:08}"


def register(phone: str) -> None:
    accounts.register(full_name="Siu Blưn", phone=phone, password=PASSWORD, by=ANONYMOUS, at=AT)


def opened_with_its_password(phone: str, done: bool) -> None:
    row = find_account(phone)
    assert row or not done, "registered, answered, lost"
    if row:
        assert verbs(f"account:{row.id}") == ["accounts.open", "accounts.set_password"]


@dataclass(frozen=True)
class Home:
    by: Actor
    draft: Draft


def somebody(k: int) -> Home:
    account = accounts.register(
        full_name="Siu Blưn", phone=f"08{k:08}", password=PASSWORD, by=ANONYMOUS, at=AT
    )
    draft = Draft("Siu Blưn", numbers=(Number("CCCD", f"0640900{k:05}"),), birth=BORN)
    return Home(Actor(account=account, name="Siu Blưn", origin="test"), draft)


def who_said_so(k: int) -> Home:
    online()
    home = somebody(k)
    number = home.draft.numbers[0].number
    parties.claim(name=home.draft.name, number=number, birth=BORN, by=home.by, at=AT)
    return home


def see_the_card(home: Home) -> None:
    parties.verify(account=home.by.account, draft=home.draft, by=CLERK, at=AT)


def said_or_made_sure(home: Home, done: bool) -> None:
    row = get_verified(home.by.account, clock.local(AT).date())
    assert row or not done, "made sure, answered, lost"
    assert bool(row) is not bool(get_claim(home.by.account))
    if row:
        assert verbs(f"party:{row.party}") == ["parties.register", "parties.verify"]


def with_a_draft(k: int) -> Home:
    home = who_said_so(10_000 + k)
    attached(begun(online(), home.by))
    actions.ask_data(by=home.by, at=AT)
    return home


def erase(home: Home) -> None:
    actions.erase_account(by=home.by, at=AT)


def here_or_gone(home: Home, done: bool) -> None:
    row = get_account(home.by.account)
    assert row
    is_gone = row.left_at is not None
    assert is_gone or not done, "erased, answered, still here"
    assert len(queries.list_drafts(home.by.account)) == (not is_gone)
    assert bool(get_claim(home.by.account)) is not is_gone
    assert (row.full_name == "Siu Blưn") is not is_gone


def who_asked(k: int) -> Home:
    home = somebody(20_000 + k)
    actions.ask_data(by=home.by, at=AT)
    return home


def make_copy(home: Home) -> None:
    (export,) = queries.list_exports(home.by.account)
    actions.make_export(export=export.id, by=platform("test"), at=AT)


def one_copy_told_once(home: Home, done: bool) -> None:
    del done  # the fact that asks for it is handled after the restart
    (export,) = queries.list_exports(home.by.account)
    file = get_file(export.file or 0)
    assert file, "asked for, never made"
    with open_content(file) as content, zipfile.ZipFile(content) as archive:
        assert archive.namelist() == ["data.json"]
    assert len(list_notices(home.by.account)) == 1


@dataclass(frozen=True)
class Sending:
    application: UUID
    upload: UUID


def all_bytes_here(k: int) -> Sending:
    application = begun(online(), somebody(30_000 + k).by)
    upload = actions.begin_upload(application=application, paper=2, name="ban-ve.pdf", size=len(PDF))
    with partial.appending(upload, 0) as kept:
        kept.write(PDF)
    return Sending(application, upload)


def finish(sending: Sending) -> None:
    actions.finish_upload(upload=sending.upload, by=ANONYMOUS, at=AT)


def attached_or_to_be_finished(sending: Sending, done: bool) -> None:
    files = queries.get_whole(
        queries.get_application(sending.application), clock.local(AT).date()
    ).attachments
    waits = queries.get_upload(sending.upload)
    assert len(files) == (waits is None)
    assert files or not done, "received, answered, lost"
    if waits:
        assert waits.offset == waits.size


def waits_for_papers(k: int) -> int:
    """A case that asks for papers; one of them is kept and not sent yet."""
    case = sent_from_home(40_000 + k)
    cases.accept(case=case, papers=(1, 2), by=CLERK, at=AT)
    cases.ask_supplement(case=case, items=["Bản vẽ"], reason="Thiếu", by=CLERK, at=AT)
    actions.bring(case=case, files=[(BytesIO(PDF), "ban-ve.pdf")], by=ANONYMOUS, at=AT)
    return case


def sent_from_home(k: int) -> int:
    key = filled(online(), applicant=PEOPLE["applicant"] | {"number": f"0641900{k:05}"})
    return actions.send(application=key, by=ANONYMOUS, at=AT).case


def send_supplement(case: int) -> None:
    actions.send_supplement(case=case, note="", by=ANONYMOUS, at=AT)


def supplemented_or_waiting(case: int, done: bool) -> None:
    row = follow(case, now=AT)
    is_sent = bool(queries.list_brought(case))
    assert is_sent or not done, "sent, answered, lost"
    assert is_sent is (row.state is not State.WAITING_PAPERS)
    told = verbs(f"case:{case}")
    assert told.count("applications.send_supplement") == told.count("cases.supplement_received") == is_sent


def withdraw(case: int) -> None:
    actions.withdraw(case=case, reason="Đổi ý", by=ANONYMOUS, at=AT)


def to_be_withdrawn(k: int) -> int:
    return sent_from_home(60_000 + k)


def withdrawn_or_running(case: int, done: bool) -> None:
    is_withdrawn = follow(case, now=AT).state is State.WITHDRAWN
    assert is_withdrawn or not done, "withdrawn, answered, running"
    assert verbs(f"case:{case}").count("cases.withdrawn") == is_withdrawn


def with_its_result(k: int) -> int:
    """At the one-stop, to be taken as a document."""
    del k
    case = to_sign(online())
    cases.sign_off(case=case, by=CHIEF, at=hour("15/10 15:00"))
    cases.bring(case=case, by=CLERK, at=hour("18/10 08:00"))
    return case


def fetch(case: int) -> None:
    actions.fetch(case=case, by=ANONYMOUS, at=hour("18/10 20:00"))


def given_or_waiting(case: int, done: bool) -> None:
    is_given = follow(case, now=hour("18/10 20:00")).state is State.GIVEN
    assert is_given or not done, "taken, answered, still there"
    assert verbs(f"case:{case}").count("cases.given") == is_given


SWEPT = [
    Swept("a citizen registers", setup=a_phone, action=register, holds=opened_with_its_password),
    Swept("a card is seen", setup=who_said_so, action=see_the_card, holds=said_or_made_sure),
    Swept("an account is erased", setup=with_a_draft, action=erase, holds=here_or_gone),
    Swept("a copy of one's data", setup=who_asked, action=make_copy, holds=one_copy_told_once),
    Swept(
        "send what was asked for",
        setup=waits_for_papers,
        action=send_supplement,
        holds=supplemented_or_waiting,
    ),
    Swept(
        "withdraw from home",
        setup=to_be_withdrawn,
        action=withdraw,
        holds=withdrawn_or_running,
    ),
    Swept("take the result from home", setup=with_its_result, action=fetch, holds=given_or_waiting),
    Swept("an upload is whole", setup=all_bytes_here, action=finish, holds=attached_or_to_be_finished),
]
