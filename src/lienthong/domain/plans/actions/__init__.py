"""Verbs of plans."""

from lienthong.domain.plans.actions.amending import (
    Decision,
    amend_import,
    begin_amendment,
    rematch,
)
from lienthong.domain.plans.actions.asking import ask_contribution, request_report
from lienthong.domain.plans.actions.budgeting import Money, enter_budget
from lienthong.domain.plans.actions.children import Heading, make_child, reword_heading
from lienthong.domain.plans.actions.drafting import (
    Origin,
    OriginKind,
    add_task,
    discard,
    edit_task,
    remove_task,
)
from lienthong.domain.plans.actions.evidence import (
    Document,
    accept,
    reopen,
    send_back,
    submit,
    take_back,
)
from lienthong.domain.plans.actions.feeds import make_feed, revoke_feed
from lienthong.domain.plans.actions.imports import SOURCE_USE, accept_import, receive_source
from lienthong.domain.plans.actions.issuing import issue, lay_missing
from lienthong.domain.plans.actions.letters import cancel_letter, draft_letter, edit_letter, issue_letter
from lienthong.domain.plans.actions.linking import go_on, serve
from lienthong.domain.plans.actions.measuring import define_measure, state_value
from lienthong.domain.plans.actions.openness import show_lateness
from lienthong.domain.plans.actions.preparing import (
    discard_evidence,
    drop_draft,
    keep_draft,
    receive_evidence,
)
from lienthong.domain.plans.actions.programmes import call_programme, enter_programme
from lienthong.domain.plans.actions.reporting import begin_report, discard_report, finish_report, save_report
from lienthong.domain.plans.actions.restating import Retold, restate_all, retell
from lienthong.domain.plans.actions.reviewing import (
    Given,
    settle,
    settle_rest,
    take_back_answer,
)
from lienthong.domain.plans.actions.steering import (
    ask_extension,
    assign,
    decide_extension,
    excuse,
    explain,
    restore,
    set_due,
    set_series,
)
from lienthong.domain.plans.actions.succession import hand_over
from lienthong.domain.plans.actions.urging import load_steps, remind, set_steps
from lienthong.domain.plans.actions.wording import (
    TaskWords,
)
from lienthong.domain.plans.rules.coming_in import EVIDENCE_USE
from lienthong.domain.plans.rules.urging import Rung, Step

__all__ = [
    "EVIDENCE_USE",
    "SOURCE_USE",
    "Decision",
    "Document",
    "Given",
    "Heading",
    "Money",
    "Origin",
    "OriginKind",
    "Retold",
    "Rung",
    "Step",
    "TaskWords",
    "accept",
    "accept_import",
    "add_task",
    "amend_import",
    "ask_contribution",
    "ask_extension",
    "assign",
    "begin_amendment",
    "begin_report",
    "call_programme",
    "cancel_letter",
    "decide_extension",
    "define_measure",
    "discard",
    "discard_evidence",
    "discard_report",
    "draft_letter",
    "drop_draft",
    "edit_letter",
    "edit_task",
    "enter_budget",
    "enter_programme",
    "excuse",
    "explain",
    "finish_report",
    "go_on",
    "hand_over",
    "issue",
    "issue_letter",
    "keep_draft",
    "lay_missing",
    "load_steps",
    "make_child",
    "make_feed",
    "receive_evidence",
    "receive_source",
    "rematch",
    "remind",
    "remove_task",
    "reopen",
    "request_report",
    "restate_all",
    "restore",
    "retell",
    "revoke_feed",
    "reword_heading",
    "save_report",
    "send_back",
    "serve",
    "set_due",
    "set_series",
    "set_steps",
    "settle",
    "settle_rest",
    "show_lateness",
    "state_value",
    "submit",
    "take_back",
    "take_back_answer",
]
