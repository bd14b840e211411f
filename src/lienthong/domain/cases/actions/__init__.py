"""Verbs of cases. Each is one transaction and asks itself whether the actor may and the table allows it."""

from lienthong.domain.cases.actions.anywhere import begin_anywhere, end_anywhere
from lienthong.domain.cases.actions.at_home import fetch_at_home, supplement_at_home, withdraw_at_home
from lienthong.domain.cases.actions.bareness import bare_tables, dress
from lienthong.domain.cases.actions.blocking import Letter, block, lift
from lienthong.domain.cases.actions.branching import finish_beside
from lienthong.domain.cases.actions.certifying import (
    CertificationAsked,
    PaperAsked,
    cancel_certification,
    certify,
    certify_later,
    certify_waiting,
)
from lienthong.domain.cases.actions.consulting import consult, drop_question, give_opinion
from lienthong.domain.cases.actions.documents import draft_document, sign_by_document
from lienthong.domain.cases.actions.ending import bring, deny, give, reappoint, stop, withdraw
from lienthong.domain.cases.actions.erasing import erase
from lienthong.domain.cases.actions.explaining import contest, explain
from lienthong.domain.cases.actions.handling import assign, hand_over, put_to_sign, send_back, sign_off, take
from lienthong.domain.cases.actions.importing import (
    HISTORY,
    Brought,
    Fate,
    RowResult,
    Source,
    import_history,
    receive_history,
)
from lienthong.domain.cases.actions.keeping import (
    return_originals,
    send_originals,
    sign_originals,
    take_originals,
)
from lienthong.domain.cases.actions.layouts import (
    TEMPLATE,
    load_forms,
    receive_template,
    replace_layout,
    return_layout,
)
from lienthong.domain.cases.actions.lists import drop_list, keep_list
from lienthong.domain.cases.actions.many import unless_moved
from lienthong.domain.cases.actions.mending import correct, link
from lienthong.domain.cases.actions.papers import (
    PAPER,
    issue_letters,
    issue_receipt,
    issue_receipt_of,
    reissue_receipt,
)
from lienthong.domain.cases.actions.paying import owe, resume_paid
from lienthong.domain.cases.actions.posting import (
    choose_post,
    give_by_post,
    post_result,
    take_collected,
    unpost,
)
from lienthong.domain.cases.actions.receiving import (
    Applicant,
    Begun,
    Intake,
    accept,
    file_online,
    receive,
    turn_away,
)
from lienthong.domain.cases.actions.scanning import SCAN, add_scan, remove_scan
from lienthong.domain.cases.actions.simulating import Run, play_batch
from lienthong.domain.cases.actions.slips import OnSlip, print_slips, spoil_slip
from lienthong.domain.cases.actions.trying import try_on_case
from lienthong.domain.cases.actions.waiting import (
    ask_supplement,
    pause,
    receive_supplement,
    recount,
    recount_all,
    resume,
)
from lienthong.domain.cases.rules.drawing import draw as draw_stories

__all__ = [
    "HISTORY",
    "PAPER",
    "SCAN",
    "TEMPLATE",
    "Applicant",
    "Begun",
    "Brought",
    "CertificationAsked",
    "Fate",
    "Intake",
    "Letter",
    "OnSlip",
    "PaperAsked",
    "RowResult",
    "Run",
    "Source",
    "accept",
    "add_scan",
    "ask_supplement",
    "assign",
    "bare_tables",
    "begin_anywhere",
    "block",
    "bring",
    "cancel_certification",
    "certify",
    "certify_later",
    "certify_waiting",
    "choose_post",
    "consult",
    "contest",
    "correct",
    "deny",
    "draft_document",
    "draw_stories",
    "dress",
    "drop_list",
    "drop_question",
    "end_anywhere",
    "erase",
    "explain",
    "fetch_at_home",
    "file_online",
    "finish_beside",
    "give",
    "give_by_post",
    "give_opinion",
    "hand_over",
    "import_history",
    "issue_letters",
    "issue_receipt",
    "issue_receipt_of",
    "keep_list",
    "lift",
    "link",
    "load_forms",
    "owe",
    "pause",
    "play_batch",
    "post_result",
    "print_slips",
    "put_to_sign",
    "reappoint",
    "receive",
    "receive_history",
    "receive_supplement",
    "receive_template",
    "recount",
    "recount_all",
    "reissue_receipt",
    "remove_scan",
    "replace_layout",
    "resume",
    "resume_paid",
    "return_layout",
    "return_originals",
    "send_back",
    "send_originals",
    "sign_by_document",
    "sign_off",
    "sign_originals",
    "spoil_slip",
    "stop",
    "supplement_at_home",
    "take",
    "take_collected",
    "take_originals",
    "try_on_case",
    "turn_away",
    "unless_moved",
    "unpost",
    "withdraw",
    "withdraw_at_home",
]
