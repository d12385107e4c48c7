"""Settings, read from the environment alone; with an empty environment the house runs embedded under `var/`."""

import os
from pathlib import Path
from typing import Any

import environ

from config.brokers import FILES, REDIS_TRANSPORT, cache_at, filesystem_transport
from config.databases import database_from
from config.logs import logging_settings
from config.mail import mail_settings
from config.secret import secret_key_in
from config.security import CONTENT_SECURITY_POLICY, PERMISSIONS_POLICY, transport_security
from config.sign_in import PASSWORD_RULES, SIGN_IN, VISITOR_PAPER

__all__ = ["CONTENT_SECURITY_POLICY", "PERMISSIONS_POLICY"]

env = environ.Env()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var"))).absolute()
VAR_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = env.bool("DEBUG", default=False)
# Marks every page of a site that shows the demonstration call, so that nobody takes it for the real one.
DEMONSTRATION = env.bool("DEMONSTRATION", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="") or secret_key_in(VAR_DIR)
# With SECRET_KEY it makes the key that seals birth dates and accounts at rest; the secret is SECRET_KEY alone.
SALT_KEY = "sealed at rest"
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# --- apps and pages -------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.HouseConfig",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "accounts",
    "records",
    "applications",
    "awards",
    "screening",
    "support_cases",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.middleware.ActorMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "config.context.site",
            ],
            "builtins": ["config.wording"],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = "dads"
CRISPY_TEMPLATE_PACK = "dads"

# --- the calls for applications -------------------------------------------------------------------------------------
CALLS_FOLDERS = [
    Path(folder)
    for folder in env.str("CALLS_FOLDERS", default=str(BASE_DIR / "applications" / "calls")).split(os.pathsep)
    if folder
]

# --- what is kept ---------------------------------------------------------------------------------------------------
DATABASES = {"default": database_from(env.str("DATABASE_URL", default=""), var_dir=VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MEDIA_ROOT = VAR_DIR / "files"
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    # Names carry the content's hash: writing the same name again writes the same bytes.
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "papers", "allow_overwrite": True},
    },
    # Never under a folder that the web server serves: attachments leave through a checked view alone.
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "attachments", "file_permissions_mode": 0o600},
    },
}
# A scanned set of accounts has some 20 MB; the address of a clamd switches virus scans on (`host:port` or a socket).
ATTACHMENT_BYTES_AT_MOST = env.int("ATTACHMENT_BYTES_AT_MOST", default=30 * 1_048_576)
ATTACHMENTS_AT_MOST = env.int("ATTACHMENTS_AT_MOST", default=300)
CLAMD_ADDRESS = env.str("CLAMD_ADDRESS", default="")
# Where a proxy serves the store itself (nginx: an `internal` location), the address of that location.
ATTACHMENTS_X_ACCEL = env.str("ATTACHMENTS_X_ACCEL", default="")
# Papers of visitors who have not signed in: so many each, and so many an address (an office, a seminar), within so
# many minutes, and so many waiting in all.
VISITOR_PAPERS_AT_MOST = env.int("VISITOR_PAPERS_AT_MOST", default=6)
VISITOR_PAPERS_OF_AN_ADDRESS = env.int("VISITOR_PAPERS_OF_AN_ADDRESS", default=60)
VISITOR_PAPERS_MINUTES = env.int("VISITOR_PAPERS_MINUTES", default=10)
VISITOR_PAPERS_WAITING_AT_MOST = env.int("VISITOR_PAPERS_WAITING_AT_MOST", default=30)
FILE_UPLOAD_HANDLERS = [
    "records.services.upload_gate.UploadGate",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {"default": cache_at(REDIS_URL, folder=VAR_DIR / "cache")}

# --- tasks ----------------------------------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL or f"{FILES}://localhost"
CELERY_BROKER_TRANSPORT_OPTIONS = REDIS_TRANSPORT if REDIS_URL else filesystem_transport(VAR_DIR / "queue")
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "Asia/Tokyo"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    # An offer that nobody took up in ten seconds is made again: a lost broker loses no paper.
    "papers.sweep": {"task": "papers.sweep", "schedule": 10.0, "options": {"expires": 10}},
    "messages.sweep": {"task": "messages.sweep", "schedule": 10.0, "options": {"expires": 10}},
    "attachments.sweep": {"task": "attachments.sweep", "schedule": 60.0, "options": {"expires": 60}},
    "attachments.sweep_orphans": {"task": "attachments.sweep_orphans", "schedule": 86_400.0},
    # Asked every hour, so that a house that was closed at night still reminds in the morning; each mail leaves once.
    "screening.remind": {"task": "screening.remind", "schedule": 3_600.0, "options": {"expires": 3_600}},
    "screening.announce": {"task": "screening.announce", "schedule": 300.0, "options": {"expires": 300}},
    "house.clear_sessions": {"task": "house.clear_sessions", "schedule": 86_400.0},
}

# --- language and time ----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "ja"
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True
USE_I18N = True

# --- static files: ours alone, served by the web process itself -----------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0 if DEBUG else 300

# --- sessions and messages ------------------------------------------------------------------------------------------
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "applications.views.refusals.out_of_step"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# A paste of 10 MB still reaches the form, whose message at the field keeps what was typed: our forms are sent as
# multipart, which leaves it as long as it is. Escaped bodies of that size cost seconds of a processor each to read,
# so that what lies beyond is refused before anybody reads it.
DATA_UPLOAD_MAX_MEMORY_SIZE = 12_582_912
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- people ---------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.services.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = PASSWORD_RULES
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:landing"
# Where work begins for each role, the first that fits; the pages stand on higher floors.
LANDING_PAGES = {
    "secretariat_head": "/office/",
    "secretariat_staff": "/office/",
    "auditor": "/office/",
    "advisor": "/support/",
    "reviewer": "/review/",
    "administrator": "/organisations/",
    "applicant_member": "/applications/",
}
SIGN_IN["ACCOUNT_RATE_LIMITS"][VISITOR_PAPER] = f"{VISITOR_PAPERS_OF_AN_ADDRESS}/{VISITOR_PAPERS_MINUTES}m/ip"
vars().update(SIGN_IN)
# The limits count visitors by address; behind a proxy the address is what the proxy says.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS) else 0

# --- letters --------------------------------------------------------------------------------------------------------
vars().update(mail_settings(env.str("EMAIL_URL", default="")))
EMAIL_FILE_PATH = str(VAR_DIR / "mail")
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="no-reply@localhost")

# --- safety ---------------------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
# An https origin in CSRF_TRUSTED_ORIGINS is how a server says that it stands behind TLS.
BEHIND_TLS = any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)
_TRANSPORT = transport_security(behind_tls=BEHIND_TLS)
SESSION_COOKIE_SECURE: bool = _TRANSPORT["SESSION_COOKIE_SECURE"]
CSRF_COOKIE_SECURE: bool = _TRANSPORT["CSRF_COOKIE_SECURE"]
SECURE_SSL_REDIRECT: bool = _TRANSPORT["SECURE_SSL_REDIRECT"]
SECURE_HSTS_SECONDS: int = _TRANSPORT["SECURE_HSTS_SECONDS"]
SECURE_PROXY_SSL_HEADER: tuple[str, str] | None = _TRANSPORT["SECURE_PROXY_SSL_HEADER"]

LOGGING = logging_settings(debug=DEBUG)
