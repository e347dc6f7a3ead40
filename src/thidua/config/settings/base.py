"""What every surrounding shares. Values that differ come from the environment, named THIDUA_*."""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("THIDUA_DATA", "var")).resolve()

SECRET_KEY = os.environ.get("THIDUA_SECRET_KEY", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("THIDUA_HOSTS", "localhost,127.0.0.1").split(",")
PUBLIC_URL = os.environ.get("THIDUA_PUBLIC_URL", "").rstrip("/")
"""The address printed papers lead to, such as https://thidua.xa.example; empty: that of the page in use."""
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("THIDUA_ORIGINS", "").split(",") if origin]

INSTALLED_APPS = [
    "thidua.monitoring",
    "thidua.decisions",
    "thidua.council",
    "thidua.awards",
    "thidua.register",
    "thidua.scoring",
    "thidua.commitments",
    "thidua.movements",
    "thidua.reporting",
    "thidua.obligations",
    "thidua.documents",
    "thidua.organisation",
    "thidua.foundation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.organisation.web.middleware.DeviceMiddleware",
    "thidua.organisation.web.middleware.ActorMiddleware",
    "thidua.foundation.web.middleware.ReadableMiddleware",
    "thidua.foundation.web.middleware.LoginRequiredMiddleware",
    "thidua.foundation.web.middleware.DomainErrorMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thidua.foundation.web.context.shell",
                "thidua.monitoring.web.context.office",
            ],
        },
    }
]

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
}


def database() -> dict[str, object]:
    """SQLite in the data folder, unless THIDUA_POSTGRES_DB names a PostgreSQL database."""
    name = os.environ.get("THIDUA_POSTGRES_DB")
    if not name:
        return {
            "ENGINE": "thidua.foundation.sqlite",
            "NAME": DATA / "thidua.sqlite3",
            "OPTIONS": SQLITE_OPTIONS,
            "CONN_MAX_AGE": 60,
        }
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": os.environ.get("THIDUA_POSTGRES_USER", ""),
        "PASSWORD": os.environ.get("THIDUA_POSTGRES_PASSWORD", ""),
        "HOST": os.environ.get("THIDUA_POSTGRES_HOST", ""),
        "PORT": os.environ.get("THIDUA_POSTGRES_PORT", ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FILE_STORE = DATA / "files"

AUTH_USER_MODEL = "organisation.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "thidua.organisation.web.backends.DeviceBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "thidua.organisation.passwords.LocalWordsValidator"},
]
ACCOUNT_ADAPTER = "thidua.organisation.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_FORMS = {
    "login": "thidua.organisation.web.account_forms.SignInForm",
    "change_password": "thidua.organisation.web.account_forms.NewPasswordForm",
    "set_password": "thidua.organisation.web.account_forms.FirstPasswordForm",
    "reauthenticate": "thidua.organisation.web.account_forms.ConfirmPasswordForm",
}
ACCOUNT_RATE_LIMITS = False  # axes locks out, over all processes
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
SESSION_ENGINE = "thidua.organisation.web.sessions"
SESSION_COOKIE_AGE = 30 * 24 * 3600
SESSION_IDLE_MINUTES = int(os.environ.get("THIDUA_IDLE_MINUTES", "120"))
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "thidua.organisation.web.lockout.username_of"
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # the page promises a time
AXES_CLIENT_IP_CALLABLE = "thidua.organisation.web.lockout.address_of"
AXES_LOCKOUT_CALLABLE = "thidua.organisation.web.lockout.locked_out"
PROXIES_IN_FRONT = int(os.environ.get("THIDUA_PROXIES", "0"))
ENROLMENT_CARD_MINUTES = int(os.environ.get("THIDUA_CARD_MINUTES", "10"))

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "monitoring:work-list"
LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILE_STORE},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 30 * 1024 * 1024
FILE_UPLOAD_TEMP_DIR = None

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "thidua.foundation.web.errors.stale_form"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Django's own handlers write only while debugging or by mail: without this a broken page leaves no trace
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"dated": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "formatter": "dated", "level": "ERROR"},
    },
    "loggers": {"django.request": {"handlers": ["stderr"]}},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
TASK_LEASE_MINUTES = int(os.environ.get("THIDUA_TASK_LEASE_MINUTES", "15"))
LOCAL_RECEIVER = os.environ.get("THIDUA_LOCAL_RECEIVER", "0") == "1"
DEFAULT_FROM_EMAIL = os.environ.get("THIDUA_MAIL_FROM", "thidua@localhost")
_SMTPS = 465  # the port on which SMTP is inside TLS from the first byte
EMAIL_HOST = os.environ.get("THIDUA_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("THIDUA_MAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("THIDUA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("THIDUA_MAIL_PASSWORD", "")
EMAIL_USE_SSL = EMAIL_PORT == _SMTPS
EMAIL_USE_TLS = bool(EMAIL_HOST_USER) and not EMAIL_USE_SSL  # a password never leaves in the clear
EMAIL_TIMEOUT = 20
SILENCED_SYSTEM_CHECKS: list[str] = []
