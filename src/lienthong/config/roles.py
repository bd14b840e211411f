"""Every role of the platform: a readable class of permissions of all rooms. Deny is the default.

``scope`` says where a permission holds, seen from the agency of the hat that is worn; ``exceptions`` widen or narrow
single permissions. The table in ``tests/config/test_roles.py`` is the same knowledge written by another hand.
"""

from django.utils.translation import gettext_lazy as _

from lienthong.domain.accounts.permissions import Permission as Accounts
from lienthong.domain.axis.permissions import Permission as Axis
from lienthong.domain.cases.permissions import Permission as Cases
from lienthong.domain.conduct.permissions import Permission as Conduct
from lienthong.domain.correspondence.permissions import Permission as Correspondence
from lienthong.domain.deliveries.permissions import Permission as Deliveries
from lienthong.domain.documents.permissions import Permission as Documents
from lienthong.domain.ministries.permissions import Permission as Ministries
from lienthong.domain.national.permissions import Permission as National
from lienthong.domain.organisations.permissions import Permission as Organisations
from lienthong.domain.organisations.permissions import Role, Scope
from lienthong.domain.parties.permissions import Permission as Parties
from lienthong.domain.partners.permissions import Permission as Partners
from lienthong.domain.payments.permissions import Permission as Payments
from lienthong.domain.plans.permissions import Permission as Plans
from lienthong.domain.procedures.permissions import Permission as Procedures
from lienthong.domain.retention.permissions import Permission as Retention
from lienthong.domain.reviews.permissions import Permission as Reviews
from lienthong.domain.surveys.permissions import Permission as Surveys
from lienthong.domain.transfers.permissions import Permission as Transfers
from lienthong.domain.workfiles.permissions import Permission as Workfiles
from lienthong.spine.calendar.permissions import Permission as Calendar
from lienthong.spine.causes.permissions import Permission as Causes
from lienthong.spine.permissions import Permission as Spine
from lienthong.spine.signatures.permissions import Permission as Signatures

CITIZEN = Role("citizen", _("Citizen"))
BUSINESS = Role("business", _("Business"))
POST_STAFF = Role(
    "post_staff",
    _("Post staff"),
    permissions=frozenset({Transfers.WORK}),
    personal=frozenset({Transfers.WORK}),
)
ONE_STOP_OFFICER = Role(
    "one_stop_officer",
    _("One-stop officer"),
    permissions=frozenset(
        {
            Parties.SEE,
            Parties.KEEP,
            Parties.READ,
            Parties.LINK,
            Cases.FOLLOW,
            Cases.RECEIVE,
            Cases.HANDLE,
            Ministries.ENTER,
            Payments.SEE,
            Payments.COLLECT,
            Deliveries.SEE,
            Deliveries.SEND,
            Transfers.SEE,
            Surveys.SEE,
            Documents.FOLLOW,
            Documents.DRAFT,
            Correspondence.FOLLOW,
            Workfiles.KEEP,
        }
    ),
)
SPECIALIST = Role(
    "specialist",
    _("Specialist"),
    permissions=frozenset(
        {
            Plans.FOLLOW,
            Plans.SUBMIT,
            Procedures.DRAFT,
            Reviews.WRITE,
            Parties.SEE,
            Parties.READ,
            Cases.FOLLOW,
            Cases.HANDLE,
            Ministries.ENTER,
            Documents.FOLLOW,
            Documents.DRAFT,
            Correspondence.FOLLOW,
            Workfiles.KEEP,
        }
    ),
)
DIVISION_HEAD = Role(
    "division_head",
    _("Head of division"),
    permissions=frozenset(
        {
            Organisations.VIEW_PEOPLE,
            Plans.FOLLOW,
            Plans.SUBMIT,
            Plans.ASSIGN,
            Plans.MAKE_CHILD,
            Procedures.DRAFT,
            Procedures.CONTROL,
            Procedures.PUBLISH,
            Reviews.WRITE,
            Reviews.SUBMIT,
            Reviews.CONTROL,
            Parties.SEE,
            Parties.READ,
            Parties.LINK,
            Cases.FOLLOW,
            Cases.HANDLE,
            Cases.DIRECT,
            Conduct.ANSWER,
            Ministries.ENTER,
            Ministries.SETTLE,
            Payments.SEE,
            Payments.DECIDE,
            Deliveries.SEE,
            Deliveries.DECIDE,
            Transfers.SEE,
            Transfers.KEEP,
            Surveys.SEE,
            Surveys.ANSWER,
            Documents.FOLLOW,
            Documents.DRAFT,
            Documents.INITIAL,
            Correspondence.FOLLOW,
            Workfiles.KEEP,
            Correspondence.ASSIGN,
        }
    ),
    personal=frozenset({Documents.INITIAL}),
)
AGENCY_LEADER = Role(
    "agency_leader",
    _("Agency leader"),
    permissions=frozenset(
        {
            Organisations.VIEW_PEOPLE,
            Organisations.SUBSTITUTE,
            Organisations.GIVE_SIGNING,
            Plans.FOLLOW,
            Parties.SEE,
            Parties.READ_LOG,
            Cases.FOLLOW,
            Payments.SEE,
            Deliveries.SEE,
            Transfers.SEE,
            Surveys.SEE,
            Conduct.SEE,
        }
    ),
    scope=Scope.SUBTREE,
    exceptions={
        Plans.SUBMIT: Scope.OWN,
        Plans.ASSIGN: Scope.OWN,
        Plans.MAKE_CHILD: Scope.OWN,
        Procedures.PUBLISH: Scope.OWN,
        Reviews.SUBMIT: Scope.OWN,
        Parties.READ: Scope.OWN,
        Cases.HANDLE: Scope.OWN,
        Cases.DIRECT: Scope.OWN,
        Cases.SIGN: Scope.OWN,
        Conduct.ANSWER: Scope.OWN,
        Ministries.ENTER: Scope.OWN,
        Ministries.SETTLE: Scope.OWN,
        Payments.DECIDE: Scope.OWN,
        Deliveries.DECIDE: Scope.OWN,
        Transfers.KEEP: Scope.OWN,
        Surveys.ANSWER: Scope.OWN,
        Documents.FOLLOW: Scope.OWN,
        Documents.DRAFT: Scope.OWN,
        Documents.INITIAL: Scope.OWN,
        Documents.SIGN: Scope.OWN,
        Correspondence.FOLLOW: Scope.OWN,
        Correspondence.INSTRUCT: Scope.OWN,
        Correspondence.ASSIGN: Scope.OWN,
        Workfiles.KEEP: Scope.OWN,
        Workfiles.APPROVE: Scope.OWN,
        Retention.DECIDE: Scope.OWN,
    },
    personal=frozenset(
        {
            Organisations.GIVE_SIGNING,
            Cases.SIGN,
            Documents.INITIAL,
            Documents.SIGN,
            Retention.DECIDE,
            Workfiles.APPROVE,
        }
    ),
)
DOCUMENT_CLERK = Role(
    "document_clerk",
    _("Document clerk"),
    permissions=frozenset(
        {
            Plans.FOLLOW,
            Plans.SUBMIT,
            Documents.FOLLOW,
            Documents.DRAFT,
            Documents.REGISTER,
            Correspondence.FOLLOW,
            Correspondence.REGISTER,
            Workfiles.KEEP,
            Workfiles.ARCHIVE,
            Signatures.SIGN_FOR_AGENCY,
            Retention.LIST,
        }
    ),
    personal=frozenset({Signatures.SIGN_FOR_AGENCY}),
)
REPORTER = Role(
    "reporter",
    _("Reporter"),
    permissions=frozenset(
        {
            Plans.FOLLOW,
            Plans.SUBMIT,
            Documents.FOLLOW,
            Documents.DRAFT,
            Correspondence.FOLLOW,
            Workfiles.KEEP,
        }
    ),
)
PLAN_MONITOR = Role(
    "plan_monitor",
    _("Plan monitor"),
    permissions=frozenset({Plans.IMPORT, Plans.FOLLOW, Organisations.SET_GROUPS}),
    scope=Scope.EVERYWHERE,
    exceptions={
        Plans.MONITOR: Scope.OWN,
        Plans.SUBMIT: Scope.OWN,
        Plans.MAKE_CHILD: Scope.OWN,
        Documents.FOLLOW: Scope.OWN,
        Documents.DRAFT: Scope.OWN,
        Correspondence.FOLLOW: Scope.OWN,
        Workfiles.KEEP: Scope.OWN,
    },
)
ASSESSOR = Role("assessor", _("Assessor"), permissions=frozenset({Plans.FOLLOW}), scope=Scope.EVERYWHERE)
OPERATOR_1022 = Role("operator_1022", _("1022 operator"))
AUDITOR = Role(
    "auditor",
    _("Auditor"),
    permissions=frozenset(
        {
            Spine.READ_LEDGER,
            Organisations.VIEW_PEOPLE,
            Plans.FOLLOW,
            Parties.READ_LOG,
            Cases.FOLLOW,
            Payments.SEE,
            Deliveries.SEE,
            Transfers.SEE,
            Surveys.SEE,
            Conduct.SEE,
        }
    ),
    scope=Scope.EVERYWHERE,
)
AGENCY_ADMINISTRATOR = Role(
    "agency_administrator",
    _("Agency administrator"),
    permissions=frozenset(
        {
            Accounts.SEE,
            Accounts.MANAGE,
            Organisations.VIEW_PEOPLE,
            Organisations.APPOINT,
            Organisations.SUBSTITUTE,
            Partners.KEEP,
            National.KEEP,
        }
    ),
    scope=Scope.SUBTREE,
)
PLATFORM_ADMINISTRATOR = Role(
    "platform_administrator",
    _("Platform administrator"),
    permissions=frozenset(
        {
            Accounts.SEE,
            Accounts.MANAGE,
            Accounts.SEE_LETTERS,
            Organisations.VIEW_PEOPLE,
            Organisations.APPOINT,
            Organisations.SUBSTITUTE,
            Organisations.CHANGE_AGENCIES,
            Organisations.SET_GROUPS,
            Partners.KEEP,
            National.KEEP,
            Axis.KEEP,
            Spine.READ_LEDGER,
            Spine.MEND_DELIVERIES,
            Calendar.KEEP,
            Causes.KEEP,
            Cases.KEEP_FORMS,
            Cases.KEEP_ANYWHERE,
            Cases.IMPORT,
            Ministries.KEEP,
            Retention.RULE,
        }
    ),
    scope=Scope.EVERYWHERE,
)

ROLES = (
    CITIZEN,
    BUSINESS,
    POST_STAFF,
    ONE_STOP_OFFICER,
    SPECIALIST,
    DIVISION_HEAD,
    AGENCY_LEADER,
    DOCUMENT_CLERK,
    REPORTER,
    PLAN_MONITOR,
    ASSESSOR,
    OPERATOR_1022,
    AUDITOR,
    AGENCY_ADMINISTRATOR,
    PLATFORM_ADMINISTRATOR,
)
