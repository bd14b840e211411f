"""Django's settings, made from the typed environment. Order of apps and middleware is explained where it matters."""

from typing import Any

from django.utils.csp import CSP
from psycopg.conninfo import conninfo_to_dict

from lienthong.config import languages
from lienthong.config.environment import environment
from lienthong.config.ground.paths import SOURCE, VAR
from lienthong.config.sign_in import *  # noqa: F403  settings of sign-in and sessions
from lienthong.config.sign_in import APPS as SIGN_IN_APPS
from lienthong.connectors.bridge.messages import PORT
from lienthong.spine import log

ENV = environment()
LIENTHONG_MODE = ENV.mode
LIENTHONG_TRAINING_URL = ENV.training_url
LIENTHONG_NOW = ENV.now
LIENTHONG_PROVINCE = ENV.province
LIENTHONG_PUBLIC_ORIGIN = ENV.public_origin or f"http://localhost:{ENV.port}"
LIENTHONG_STREAM_ORIGIN = ENV.stream_origin
LIENTHONG_SEAL_KEY = ENV.seal_key
LIENTHONG_SEALS_DIR = VAR / "seals"  # outside the database on purpose: copy it elsewhere too
LIENTHONG_KEYS_DIR = VAR / "keys"
LIENTHONG_FILES_DIR = ENV.files_dir
LIENTHONG_TRUST_DIR = ENV.trust_dir
LIENTHONG_TIMESTAMP_URL = ENV.timestamp_url
LIENTHONG_NATIONAL_PROCEDURES_URL = ENV.national_procedures_url
LIENTHONG_NATIONAL_PORTAL_URL = ENV.national_portal_url
LIENTHONG_LANES = ENV.lanes
LIENTHONG_NATS_URL = ENV.nats_url
LIENTHONG_AXIS_URL = ENV.axis_url
LIENTHONG_NODE_KEY = ENV.node_key
LIENTHONG_AXIS_PATH = "/axis/"  # what agency clients of the document axis call
LIENTHONG_AXIS_BYTES = 700_000_000  # an attachment of 500 MB in base64
LIENTHONG_PORTAL = ENV.portal
LIENTHONG_NATIONAL_PORTAL_PAGE = ENV.national_portal_page
LIENTHONG_PAYMENT_PLATFORM_URL = ENV.payment_platform_url
LIENTHONG_E_RECEIPTS_URL = ENV.e_receipts_url
LIENTHONG_PUBLIC_POST_URL = ENV.public_post_url
LIENTHONG_SMS_URL = ENV.sms_url
LIENTHONG_ZALO_URL = ENV.zalo_url
LIENTHONG_SIGNING_URL = ENV.signing_url
LIENTHONG_FILES_ACCEL = ENV.files_accel
PRODUCTION = ENV.mode == "production"

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = [*ENV.allowed_hosts, *(["testserver"] if ENV.mode == "test" else [])]
ROOT_URLCONF = "lienthong.config.urls"
WSGI_APPLICATION = "lienthong.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # ours first: their templates and translations win over those of libraries
    "lienthong.web.ui",
    "lienthong.web.entrance",
    "lienthong.web.portal",
    "lienthong.web.desk",
    "lienthong.web.steering",
    "lienthong.web.console",
    "lienthong.web.api",
    "lienthong.web.interop",
    "lienthong.domain.partners",
    "lienthong.domain.national",
    "lienthong.domain.axis",
    "lienthong.domain.plans",
    "lienthong.domain.retention",
    "lienthong.domain.conduct",
    "lienthong.domain.applications",
    "lienthong.domain.reviews",
    "lienthong.domain.ministries",
    "lienthong.domain.surveys",
    "lienthong.domain.cases",
    "lienthong.domain.payments",
    "lienthong.domain.deliveries",
    "lienthong.domain.transfers",
    "lienthong.domain.procedures",
    "lienthong.domain.approvals",
    "lienthong.domain.copies",
    "lienthong.domain.correspondence",
    "lienthong.domain.workfiles",
    "lienthong.domain.documents",
    "lienthong.domain.short_messages",
    "lienthong.domain.notices",
    "lienthong.domain.parties",
    "lienthong.domain.accounts",
    "lienthong.domain.organisations",
    "lienthong.connectors.mail",
    "lienthong.connectors.national_portal",
    "lienthong.connectors.national_procedures",
    "lienthong.connectors.payment_platform",
    "lienthong.connectors.e_receipts",
    "lienthong.connectors.public_post",
    "lienthong.connectors.remote_signing",
    "lienthong.connectors.sms",
    "lienthong.connectors.zalo",
    "lienthong.spine.stamps",
    "lienthong.spine.schedule",
    "lienthong.spine.outbox",
    "lienthong.spine.audits",
    "lienthong.spine.calendar",
    "lienthong.spine.causes",
    "lienthong.spine.clock",
    "lienthong.spine.lanes",
    "lienthong.spine.ledger",
    "lienthong.spine.files",
    "lienthong.spine.numbering",
    "lienthong.spine.pdf",
    "lienthong.spine.place",
    "lienthong.spine.readings",
    "lienthong.spine.fulltext",
    "lienthong.spine.signatures",
    "lienthong.config.apps.ConfigConfig",
    *SIGN_IN_APPS,
    "django.contrib.contenttypes",
    "django.forms",  # its widgets, drawn inside our own field component
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "lienthong.web.entrance.tracing.Tracing",  # outermost: its line tells what the others answered
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lienthong.web.entrance.headers.Headers",
    "lienthong.web.entrance.practice.MarkedAnswers",  # only in a place for practice
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lienthong.web.entrance.health.Probes",  # before anything asks for the host's name
    "lienthong.web.entrance.guard.NoWritesOnGet",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "lienthong.web.entrance.language.ChosenLanguage",
    "django.middleware.common.CommonMiddleware",
    "lienthong.web.entrance.limits.BodyLimit",  # before anything reads the body
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lienthong.web.entrance.sessions.SessionLimits",
    "lienthong.web.entrance.hats.ActorOfRequest",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "lienthong.web.entrance.duties.Duties",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SOURCE / "web"],  # a template's name is its path below web/
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.messages.context_processors.messages",
                "lienthong.config.context.around",
                "lienthong.web.entrance.sessions.session_watch",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]
FORM_RENDERER = "lienthong.web.ui.forms.Renderer"


_PLANNING = "-c jit=off -c parallel_setup_cost=20000"
"""To compile a statement, or to start a second process for it, costs milliseconds: too much for a counter on a page. A
province's boards are dear enough to be shared out all the same.
"""


def _database(url: str) -> dict[str, Any]:
    parts: dict[str, Any] = dict(conninfo_to_dict(url)) if url else {}
    parts["options"] = " ".join(filter(None, (_PLANNING, parts.get("options"))))
    return {
        "ENGINE": "lienthong.config.database",
        "NAME": parts.pop("dbname", "lienthong"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "OPTIONS": parts,
        "CONN_MAX_AGE": None,  # one blocking thread a worker keeps its connection
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,  # an action is the transaction
    }


DATABASES = {"default": _database(ENV.database_url)}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if ENV.mode == "test":
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # hashing is the library's to test

# English in the source, Vietnamese shown by default; dates and numbers by our own formats (Django's vi misreads dates).
LANGUAGE_CODE = "vi"
LANGUAGES = languages.offered()
FORMAT_MODULE_PATH = ["lienthong.config.formats"]
USE_I18N = True
USE_THOUSAND_SEPARATOR = True
USE_TZ = True
TIME_ZONE = "Asia/Ho_Chi_Minh"

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
_MANIFEST = "whitenoise.storage.CompressedManifestStaticFilesStorage"
_PLAIN = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": ENV.files_dir},
    },
    "staticfiles": {"BACKEND": _PLAIN if ENV.mode == "test" else _MANIFEST},
}
WHITENOISE_USE_FINDERS = ENV.mode == "test"

# Headers, cookies and limits hold on every route from the first page.
LIENTHONG_BRIDGE = f"http://127.0.0.1:{PORT}"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "font-src": [CSP.SELF],
    # besides: the bridge on the officer's own machine, which asks for the PIN of a device there
    "connect-src": [CSP.SELF, LIENTHONG_BRIDGE, *([ENV.stream_origin] if ENV.stream_origin else [])],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF, *([ENV.stream_origin] if ENV.stream_origin else [])],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = PRODUCTION
SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENV.trusted_proxies else None
SESSION_COOKIE_NAME = "__Host-session" if PRODUCTION else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if PRODUCTION else "csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_TRUSTED_ORIGINS = [ENV.public_origin] if ENV.public_origin else []
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000  # pages take forms; files go to the upload process
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 10

LIENTHONG_DATA_KEY = ENV.data_key
LIENTHONG_LOG_FORMAT = ENV.log_format
LOGGING = log.configured(ENV.log_format)

SILENCED_SYSTEM_CHECKS: list[str] = []
