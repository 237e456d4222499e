"""All settings of the portal, read from the environment.

``.env.example`` explains every variable. A missing secret stops the start with a
sentence that says what to set; nothing here differs by "kind" of machine.
"""

import os
from datetime import timedelta
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

import django_stubs_ext
import environ
import pghistory
import structlog
from csp.constants import NONE, SELF

from notifications.links import cover_in_log
from thanhhoa_ecom.api.names import NAMES
from thanhhoa_ecom.schedule import SCHEDULE

django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").is_file() and "PORTAL_IGNORE_DOTENV" not in os.environ:
    env.read_env(BASE_DIR / ".env")


def required(name: str, remedy: str) -> str:
    """Return a variable that has no safe default, or say how to set it."""
    value: str = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"{name} is not set. {remedy}")
    return value


# Core

SECRET_KEY = required(
    "SECRET_KEY",
    "Set it to 50 or more random characters, for instance the output of: "
    'python -c "import secrets; print(secrets.token_urlsafe(50))"',
)
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = env.bool("DEBUG", default=False)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
PORTAL_ORIGIN = env.str("PORTAL_ORIGIN", default="http://127.0.0.1:8000")
PORTAL_DEMO = env.bool("PORTAL_DEMO", default=False)
PORTAL_CLOCK = env.str("PORTAL_CLOCK", default="")
PORTAL_CLOCK_STARTED_AT = env.str("PORTAL_CLOCK_STARTED_AT", default="")
HOTLINE = env.str("HOTLINE", default="")
SECURITY_CONTACT = env.str("SECURITY_CONTACT", default="")
REGISTER_SHARED_SECONDS = env.int("REGISTER_SHARED_SECONDS", default=30)
SHOPPING_CODE_TRIES = env.int("SHOPPING_CODE_TRIES", default=60)
API_PER_MINUTE = {
    "read": env.int("API_READS_PER_MINUTE", default=300),
    "check": env.int("API_CHECKS_PER_MINUTE", default=30),
    "write": env.int("API_WRITES_PER_MINUTE", default=120),
}

ROOT_URLCONF = "thanhhoa_ecom.urls"
WSGI_APPLICATION = "thanhhoa_ecom.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

INSTALLED_APPS = [
    "thanhhoa_ecom",
    "reports",
    "inspections",
    "complaints",
    "promotions",
    "campaigns",
    "notifications",
    "documents",
    "accounts",
    "allauth",
    "allauth.account",
    "thanhhoa_ecom.admin_config.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.forms",
    "csp",
    "django_filters",
    "django_htmx",
    "django_structlog",
    "drf_spectacular",
    "pghistory",
    "pgtrigger",
    "phonenumber_field",
    "rest_framework",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "thanhhoa_ecom.api.middleware.ApiMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thanhhoa_ecom.context.portal",
            ],
        },
    },
]

# Database

DATABASES = {
    "default": {
        **env.db_url_config(
            required(
                "DATABASE_URL",
                "Set it to postgres://USER:PASSWORD@HOST:PORT/NAME, or start the "
                "portal with `make run`, which brings its own PostgreSQL.",
            )
        ),
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
    }
}

# Broker and cache. Both may be away: a request never fails for want of them.

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
CACHES = {
    "default": {
        "BACKEND": "thanhhoa_ecom.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "portal",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 2},
    }
}

# Accounts

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = env.list(
    "PASSWORD_HASHERS",
    default=[
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    ],
)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "after_login"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "notifications.account_adapter.PortalAccountAdapter"
ACCOUNT_FORMS = {
    "add_email": "accounts.forms.AddEmailForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "login": "accounts.forms.LoginForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "signup": "accounts.forms.SignupForm",
}
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGIN_ON_EMAIL_CONFIRMATION = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True

# Language and time

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["thanhhoa_ecom.formats"]
USE_THOUSAND_SEPARATOR = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
HOLIDAYS_EXTRA = env.list("HOLIDAYS_EXTRA", default=[])

# Files. Nothing under PRIVATE_ROOT has an address; views check before they serve.

STATIC_URL = "/static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "var" / "static")))
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "thanhhoa_ecom.fonts.FontFinder",
]
FONTS_ROOT = BASE_DIR / "var" / "fonts"
PRIVATE_ROOT = Path(env.str("PRIVATE_ROOT", default=str(BASE_DIR / "var" / "private")))
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    "staticfiles": {
        "BACKEND": (
            "whitenoise.storage.CompressedManifestStaticFilesStorage"
            if env.bool("STATIC_HASHED", default=True)
            else "django.contrib.staticfiles.storage.StaticFilesStorage"
        ),
    },
}
SHEET_MAX_BYTES = env.int("SHEET_MAX_MB", default=20) * 1024 * 1024
SHEET_MAX_ROWS = env.int("SHEET_MAX_ROWS", default=200_000)
SHEET_KEPT_FOR = timedelta(days=env.int("SHEET_KEPT_DAYS", default=30))
EVIDENCE_MAX_FILES = env.int("EVIDENCE_MAX_FILES", default=10)
EVIDENCE_MAX_BYTES = env.int("EVIDENCE_MAX_MB", default=15) * 1024 * 1024
EVIDENCE_VIDEO_MAX_BYTES = env.int("EVIDENCE_VIDEO_MAX_MB", default=60) * 1024 * 1024
EVIDENCE_MAX_PIXELS = env.int("EVIDENCE_MAX_MEGAPIXELS", default=50) * 1_000_000
EVIDENCE_UNCLAIMED_MAX_BYTES = env.int("EVIDENCE_UNCLAIMED_MAX_MB", default=4096) * (
    1024 * 1024
)
EVIDENCE_UNCLAIMED_FOR = timedelta(
    hours=env.int("EVIDENCE_UNCLAIMED_HOURS", default=24)
)
EVIDENCE_UPLOAD_TRIES = env.int("EVIDENCE_UPLOAD_TRIES", default=120)
COMPLAINT_REMINDER_DAYS = env.int("COMPLAINT_REMINDER_DAYS", default=2)
COMPLAINT_SILENCE_HOURS = env.int("COMPLAINT_SILENCE_HOURS", default=0)
COMPLAINT_ON_TIME_PERCENT = env.int("COMPLAINT_ON_TIME_PERCENT", default=80)
RETENTION_MOST_A_RUN = env.int("RETENTION_MOST_A_RUN", default=200)
RETENTION_HOLDS = [
    "complaints.retention.holds.of_complaints",
    "inspections.holding.of_inspections",
]
CLAMD_URL = env.str("CLAMD_URL", default="")
WHITENOISE_USE_FINDERS = not env.bool("STATIC_HASHED", default=True)

# E-mail leaves through the outbox only (notifications/delivery.py).

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
EMAIL_FILE_PATH = env.str("EMAIL_FILE_PATH", default=str(BASE_DIR / "var" / "mail"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="Sở Công Thương Thanh Hoá <no-reply@localhost>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
PORTAL_WATCHERS = ["notifications.watchers.watch_delivery", "complaints.watchers.watch"]
ALARM_RECIPIENTS = env.list("ALARM_RECIPIENTS", default=[])

# Worker

CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 5,
    "visibility_timeout": 3600,
    "max_retries": 0,  # a request rings once and leaves the rest to the sweep
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_SOFT_TIME_LIMIT = 600
CELERY_TASK_TIME_LIMIT = 660
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# True would end the whole worker when Valkey goes away during a task (celery #7185).
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = TIME_ZONE
# Each entry selects what is due and not done, so a missed beat loses nothing.
CELERY_BEAT_SCHEDULE = SCHEDULE

# Security

SECURE_COOKIES = env.bool("SECURE_COOKIES", default=True)
SESSION_COOKIE_SECURE = SECURE_COOKIES
CSRF_COOKIE_SECURE = SECURE_COOKIES
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_SAVE_EVERY_REQUEST = False
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "thanhhoa_ecom.views.errors.csrf_failure"
SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=SECURE_COOKIES)
SECURE_HSTS_SECONDS = env.int(
    "SECURE_HSTS_SECONDS", default=31_536_000 if SECURE_COOKIES else 0
)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_COOKIES
SECURE_HSTS_PRELOAD = SECURE_COOKIES
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if env.bool("BEHIND_TLS_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# The API. Its doors take these from here, so that no app imports the top floor.

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_THROTTLE_CLASSES": ["thanhhoa_ecom.api.throttling.PerMinute"],
    "DEFAULT_PAGINATION_CLASS": "thanhhoa_ecom.api.pagination.CursorPages",
    "DEFAULT_PARSER_CLASSES": ["thanhhoa_ecom.api.parsing.BoundedJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "thanhhoa_ecom.api.schema.PortalSchema",
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "thanhhoa_ecom.api.refusals.answer",
    "URL_FORMAT_OVERRIDE": None,
    "COERCE_DECIMAL_TO_STRING": True,
}
SPECTACULAR_SETTINGS = {
    "OAS_VERSION": "3.1.1",
    "VERSION": "1",
    "TITLE": _("API of the promotions portal of Thanh Hoá"),
    "DESCRIPTION": _(
        "Read the public register of promotions, and let the software of a merchant "
        "prepare and send its dossiers."
    ),
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": NAMES,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "thanhhoa_ecom.api.schema.add_problems",
    ],
}

# Logs: one JSON object a line on standard error; no message text of people.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": structlog.stdlib.ProcessorFormatter,
            "processor": structlog.processors.JSONRenderer(ensure_ascii=False),
            "foreign_pre_chain": [
                structlog.contextvars.merge_contextvars,
                cover_in_log,
                structlog.processors.TimeStamper(fmt="iso", utc=True),
                structlog.stdlib.add_log_level,
                structlog.stdlib.add_logger_name,
            ],
        },
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["stderr"], "level": env.str("LOG_LEVEL", default="INFO")},
    "loggers": {
        "django.server": {"handlers": ["stderr"], "propagate": False},
        "fontTools": {"level": "WARNING"},
    },
}
structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        cover_in_log,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
DJANGO_STRUCTLOG_CELERY_ENABLED = True
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False

# History: triggers keep every version of accountable records as ``revisions``.

PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(
    related_name="revisions", related_query_name="revisions"
)

# Phone numbers are stored as E.164 and read as Vietnamese ones.

PHONENUMBER_DEFAULT_REGION = "VN"
PHONENUMBER_DB_FORMAT = "E164"
PHONENUMBER_DEFAULT_FORMAT = "NATIONAL"
