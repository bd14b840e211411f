"""Reads of cases, for an actor who sees them. ``now`` is business time: late or not is said of a moment."""

from lienthong.domain.cases.queries import signs
from lienthong.domain.cases.queries.anywhere import (
    AnywhereRow,
    get_anywhere,
    list_anywhere,
    list_owners_for,
    rule_for,
    takes_anywhere,
)
from lienthong.domain.cases.queries.beside import SideRow, list_beside, list_sides
from lienthong.domain.cases.queries.blocks import BlockRow, find_blocks, get_block, list_blocks
from lienthong.domain.cases.queries.boards import (
    NO_FIELD,
    Asked,
    Board,
    By,
    Counts,
    Line,
    Picked,
    field_of,
    get_board,
    name_line,
    narrowed,
    pick_cases,
    units_below,
)
from lienthong.domain.cases.queries.causes_board import SILENT, CauseBoard, CauseLine, get_cause_board
from lienthong.domain.cases.queries.certified import (
    CertificationRow,
    CertifiedSum,
    certifies,
    fee_source,
    get_certification,
    last_signer,
    list_certified,
    list_made,
    list_waiting,
    most_further_days,
    offer_papers,
    price,
    sum_certified,
)
from lienthong.domain.cases.queries.days import Days, foresee
from lienthong.domain.cases.queries.ended import (
    EndedRow,
    Span,
    find_owned,
    get_ended,
    list_ended,
    list_kinds,
    list_owners,
    parties_in_use,
)
from lienthong.domain.cases.queries.errands import Errands, count_errands
from lienthong.domain.cases.queries.filed_online import online_use, plan_shares
from lienthong.domain.cases.queries.finding import find_cases, follow, track
from lienthong.domain.cases.queries.kept import KeptRow, list_filters
from lienthong.domain.cases.queries.lateness import MOST_NAMED, PartRow
from lienthong.domain.cases.queries.layouts import LayoutRow, find_layout, get_layout, list_layouts
from lienthong.domain.cases.queries.light import LightRow, list_closed_since, list_light, list_running
from lienthong.domain.cases.queries.lists import (
    COUNTED,
    Cursor,
    Page,
    Queue,
    Sought,
    Whose,
    count_by_holder,
    count_late,
    count_queues,
    list_cases,
    list_chosen,
)
from lienthong.domain.cases.queries.moved import MovedRow, Told, get_told, list_moved, newest_happening
from lienthong.domain.cases.queries.one import (
    DueRow,
    Story,
    get_case,
    get_story,
    is_theirs,
    keepers_of,
    list_moves,
    list_of_applicant,
    list_theirs,
    passed,
)
from lienthong.domain.cases.queries.opinions import (
    OpinionRow,
    list_answered,
    list_awaited,
    list_of_case,
    list_owed,
)
from lienthong.domain.cases.queries.originals import (
    OriginalRow,
    list_coming,
    list_kept,
    list_originals,
    list_sent,
)
from lienthong.domain.cases.queries.own import get_own, list_own, may_fetch, may_withdraw, people_of
from lienthong.domain.cases.queries.papers import PaperRow, find_paper, list_papers
from lienthong.domain.cases.queries.playing import World, list_places
from lienthong.domain.cases.queries.posted import PostLine, PostUse, post_use
from lienthong.domain.cases.queries.posting import may_go_by_post
from lienthong.domain.cases.queries.practising import FirstDeed, list_first_deeds
from lienthong.domain.cases.queries.proposals import ProposalRow, list_proposals
from lienthong.domain.cases.queries.register import MOST, count_register
from lienthong.domain.cases.queries.rows import CaseRow, HappeningRow
from lienthong.domain.cases.queries.scans import ScanRow, list_scans
from lienthong.domain.cases.queries.sight import is_only_asked
from lienthong.domain.cases.queries.signs import Sign
from lienthong.domain.cases.queries.simulation import count_real_cases, has_cases, list_batches
from lienthong.domain.cases.queries.slips import SlipRow, get_slip, list_printing, list_slips
from lienthong.domain.cases.queries.transferred import has_received, list_of_deeds, list_to_give
from lienthong.domain.cases.queries.trying import try_layout
from lienthong.domain.cases.queries.wording import address_of
from lienthong.domain.cases.rules.anywhere import NumberOf, Scope
from lienthong.domain.cases.rules.blocking import Named
from lienthong.domain.cases.rules.certifying import Certified
from lienthong.domain.cases.rules.consulting import Outcome
from lienthong.domain.cases.rules.counting import ADDENDS, COUNTINGS, Column, Treatment
from lienthong.domain.cases.rules.custody import Custody
from lienthong.domain.cases.rules.documents import Purpose, about_of, case_in
from lienthong.domain.cases.rules.drawing import allot
from lienthong.domain.cases.rules.forms import LETTERS as LETTERED
from lienthong.domain.cases.rules.forms import Kind
from lienthong.domain.cases.rules.lateness import Explained
from lienthong.domain.cases.rules.moves import State, Verb
from lienthong.domain.cases.rules.paying import about_money, case_of_money
from lienthong.domain.cases.rules.periods import Kind as PeriodKind
from lienthong.domain.cases.rules.periods import (
    Period,
    after,
    before,
    holding,
    kind_of,
    legal,
    reported,
)
from lienthong.domain.cases.rules.posted import Definition, Filings, Part, Share, Use, definitions_on
from lienthong.domain.cases.rules.process import next_row
from lienthong.domain.cases.rules.standing import Status
from lienthong.domain.cases.rules.visits import Stay
from lienthong.domain.cases.rules.vocabulary import (
    CHANNEL_LABELS,
    RETURN_LABELS,
    STATE_LABELS,
    Channel,
    ReturnBy,
)

__all__ = [
    "ADDENDS",
    "CHANNEL_LABELS",
    "COUNTED",
    "COUNTINGS",
    "LETTERED",
    "MOST",
    "MOST_NAMED",
    "NO_FIELD",
    "RETURN_LABELS",
    "SILENT",
    "STATE_LABELS",
    "AnywhereRow",
    "Asked",
    "BlockRow",
    "Board",
    "By",
    "CaseRow",
    "CauseBoard",
    "CauseLine",
    "CertificationRow",
    "Certified",
    "CertifiedSum",
    "Channel",
    "Column",
    "Counts",
    "Cursor",
    "Custody",
    "Days",
    "Definition",
    "DueRow",
    "EndedRow",
    "Errands",
    "Explained",
    "Filings",
    "FirstDeed",
    "HappeningRow",
    "KeptRow",
    "Kind",
    "LayoutRow",
    "LightRow",
    "Line",
    "MovedRow",
    "Named",
    "NumberOf",
    "OpinionRow",
    "OriginalRow",
    "Outcome",
    "Page",
    "PaperRow",
    "Part",
    "PartRow",
    "Period",
    "PeriodKind",
    "Picked",
    "PostLine",
    "PostUse",
    "ProposalRow",
    "Purpose",
    "Queue",
    "ReturnBy",
    "ScanRow",
    "Scope",
    "Share",
    "SideRow",
    "Sign",
    "SlipRow",
    "Sought",
    "Span",
    "State",
    "Status",
    "Stay",
    "Story",
    "Told",
    "Treatment",
    "Use",
    "Verb",
    "Whose",
    "World",
    "about_money",
    "about_of",
    "address_of",
    "after",
    "allot",
    "before",
    "case_in",
    "case_of_money",
    "certifies",
    "count_by_holder",
    "count_errands",
    "count_late",
    "count_queues",
    "count_real_cases",
    "count_register",
    "definitions_on",
    "fee_source",
    "field_of",
    "find_blocks",
    "find_cases",
    "find_layout",
    "find_owned",
    "find_paper",
    "follow",
    "foresee",
    "get_anywhere",
    "get_block",
    "get_board",
    "get_case",
    "get_cause_board",
    "get_certification",
    "get_ended",
    "get_layout",
    "get_own",
    "get_slip",
    "get_story",
    "get_told",
    "has_cases",
    "has_received",
    "holding",
    "is_only_asked",
    "is_theirs",
    "keepers_of",
    "kind_of",
    "last_signer",
    "legal",
    "list_answered",
    "list_anywhere",
    "list_awaited",
    "list_batches",
    "list_beside",
    "list_blocks",
    "list_cases",
    "list_certified",
    "list_chosen",
    "list_closed_since",
    "list_coming",
    "list_ended",
    "list_filters",
    "list_first_deeds",
    "list_kept",
    "list_kinds",
    "list_layouts",
    "list_light",
    "list_made",
    "list_moved",
    "list_moves",
    "list_of_applicant",
    "list_of_case",
    "list_of_deeds",
    "list_originals",
    "list_owed",
    "list_own",
    "list_owners",
    "list_owners_for",
    "list_papers",
    "list_places",
    "list_printing",
    "list_proposals",
    "list_running",
    "list_scans",
    "list_sent",
    "list_sides",
    "list_slips",
    "list_theirs",
    "list_to_give",
    "list_waiting",
    "may_fetch",
    "may_go_by_post",
    "may_withdraw",
    "most_further_days",
    "name_line",
    "narrowed",
    "newest_happening",
    "next_row",
    "offer_papers",
    "online_use",
    "parties_in_use",
    "passed",
    "people_of",
    "pick_cases",
    "plan_shares",
    "post_use",
    "price",
    "reported",
    "rule_for",
    "signs",
    "sum_certified",
    "takes_anywhere",
    "track",
    "try_layout",
    "units_below",
]
