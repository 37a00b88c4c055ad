"""Django's settings, for every command on a chronicle and for the workbench.

`KHRONIKA_CHRONICLE` names the chronicle's folder; without it (to make migrations, to check types) everything is in
memory. `KHRONIKA_TEAM=1` serves several people through a proxy that speaks HTTPS.
"""

import hashlib
import os
import secrets
from pathlib import Path

from khronika.work.chronicle_config import ChronicleConfig, database_of, read_config

KEY_FILE = "secret.key"

_folder = Path(os.environ["KHRONIKA_CHRONICLE"]) if os.environ.get("KHRONIKA_CHRONICLE") else None
_config = read_config(_folder) if _folder else ChronicleConfig()
_team = os.environ.get("KHRONIKA_TEAM") == "1"


def _secret(folder: Path | None) -> str:
    return (folder / KEY_FILE).read_text().strip() if folder else secrets.token_urlsafe(48)


def _mark(folder: Path | None) -> str:
    """Tell chronicles apart by a digest of where they lie."""
    return hashlib.sha256(str(folder and folder.resolve()).encode()).hexdigest()[:8]


SECRET_KEY = _secret(_folder)
DATABASES = {"default": database_of(_config.database, _folder)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "khronika.store",
    "khronika.web",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]
USE_TZ = True
TIME_ZONE = _config.time_zone

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "khronika.web.security.headers.headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "khronika.web.security.second_factor.second_factor",
    "django_htmx.middleware.HtmxMiddleware",
]
ROOT_URLCONF = "khronika.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "khronika.web.context.workbench",
            ]
        },
    }
]
DEBUG = False
KHRONIKA_TEAM = _team
KHRONIKA_FOLDER = _folder

# Only these names are answered: no page elsewhere reaches the workbench by pointing its own name at this machine.
ALLOWED_HOSTS = list(_config.team.hosts) if _team else ["127.0.0.1", "localhost", "[::1]"]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _config.team.hosts] if _team else []
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _team else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Cookies know no ports: each chronicle has a name of its own, so that two served at once keep their sessions apart.
SESSION_COOKIE_NAME = "__Host-khronika" if _team else f"khronika-{_mark(_folder)}"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = _team
SESSION_COOKIE_SAMESITE = "Lax" if _team else "Strict"
CSRF_USE_SESSIONS = True
CSRF_FAILURE_VIEW = "khronika.web.views.refusals.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# What all processes of a server have to know (attempts to sign in, codes used, the one-time link) is kept in the
# database; "local" is the memory of one process.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "store_remembered",
        "KEY_FUNCTION": "khronika.web.security.remembering.key_of",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
    "local": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}

LOGIN_URL = "account_login" if _team else "signed_out"
LOGIN_REDIRECT_URL = "queue"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
PASSWORD_RESET_TIMEOUT = 3 * 24 * 3600
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
ACCOUNT_ADAPTER = "khronika.web.accounts.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/5m/key", "reauthenticate": "10/m/user"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "khronika.web.accounts.adapter.SecondFactors"
MFA_TOTP_ISSUER = "Khronika"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("ru", "Русский")]
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [Path(__file__).parents[1] / "web" / "locale"]

STATIC_URL = "/static/"
STORAGES = {"staticfiles": {"BACKEND": "khronika.web.static_files.VersionedStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "loggers": {"django": {"handlers": ["console"], "level": "ERROR", "propagate": False}},
}
