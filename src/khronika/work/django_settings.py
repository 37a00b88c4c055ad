"""Django's settings, for every command on a chronicle and for the workbench.

`KHRONIKA_CHRONICLE` names the chronicle's folder; without it (to make migrations, to check types) everything is in
memory. `KHRONIKA_TEAM=1` serves several people through a proxy that speaks HTTPS.
"""

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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
