"""Every action that is killed at each of its steps. A further one joins by one line in its room's list."""

from tests.faults.accounts import SWEPT as ACCOUNTS
from tests.faults.applications import SWEPT as APPLICATIONS
from tests.faults.approvals import SWEPT as APPROVALS
from tests.faults.axis import SWEPT as AXIS
from tests.faults.cases import SWEPT as CASES
from tests.faults.conduct import SWEPT as CONDUCT
from tests.faults.copies import SWEPT as COPIES
from tests.faults.correspondence import SWEPT as CORRESPONDENCE
from tests.faults.deliveries import SWEPT as DELIVERIES
from tests.faults.documents import SWEPT as DOCUMENTS
from tests.faults.harness import Swept
from tests.faults.home import SWEPT as HOME
from tests.faults.ministries import SWEPT as MINISTRIES
from tests.faults.national import SWEPT as NATIONAL
from tests.faults.notices import SWEPT as NOTICES
from tests.faults.organisations import SWEPT as ORGANISATIONS
from tests.faults.parties import SWEPT as PARTIES
from tests.faults.partners import SWEPT as PARTNERS
from tests.faults.payments import SWEPT as PAYMENTS
from tests.faults.plan_duties import SWEPT as PLAN_DUTIES
from tests.faults.plan_families import SWEPT as PLAN_FAMILIES
from tests.faults.plan_reports import SWEPT as PLAN_REPORTS
from tests.faults.plans import SWEPT as PLANS
from tests.faults.procedures import SWEPT as PROCEDURES
from tests.faults.retention import SWEPT as RETENTION
from tests.faults.reviews import SWEPT as REVIEWS
from tests.faults.short_messages import SWEPT as SHORT_MESSAGES
from tests.faults.signatures import SWEPT as SIGNATURES
from tests.faults.spine import SWEPT as SPINE
from tests.faults.surveys import SWEPT as SURVEYS
from tests.faults.transfers import SWEPT as TRANSFERS
from tests.faults.workfiles import SWEPT as WORKFILES

SWEPT: list[Swept] = [
    *SPINE,
    *SIGNATURES,
    *ACCOUNTS,
    *ORGANISATIONS,
    *PARTIES,
    *NOTICES,
    *APPROVALS,
    *PLANS,
    *PLAN_DUTIES,
    *PLAN_FAMILIES,
    *PLAN_REPORTS,
    *PROCEDURES,
    *REVIEWS,
    *CASES,
    *DOCUMENTS,
    *CORRESPONDENCE,
    *COPIES,
    *AXIS,
    *APPLICATIONS,
    *HOME,
    *MINISTRIES,
    *PARTNERS,
    *NATIONAL,
    *SHORT_MESSAGES,
    *PAYMENTS,
    *DELIVERIES,
    *TRANSFERS,
    *RETENTION,
    *WORKFILES,
    *SURVEYS,
    *CONDUCT,
]
