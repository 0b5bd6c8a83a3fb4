"""All settings of Anlan in one file, varied by the environment (``ANLAN_*``); no code of the bureau's work."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from anlan.config.database import database_from_url

SOURCE = Path(__file__).resolve().parent.parent
ROOT = SOURCE.parent.parent
VAR = Path(os.environ.get("ANLAN_VAR", ROOT / "var"))
DEFAULT_SECRET = "insecure-demonstration-secret-change-me"  # noqa: S105 - refused in production below

MODE = os.environ.get("ANLAN_MODE", "demo")  # demo | test | production
DEBUG = os.environ.get("ANLAN_DEBUG", "") == "1"
SECRET_KEY = os.environ.get("ANLAN_SECRET_KEY", DEFAULT_SECRET)
ANLAN_OLD_SECRET_KEYS = tuple(key for key in os.environ.get("ANLAN_OLD_SECRET_KEYS", "").split(",") if key)
ALLOWED_HOSTS = os.environ.get("ANLAN_HOSTS", "*" if MODE != "production" else "").split(",")

if MODE == "production":
    if SECRET_KEY == DEFAULT_SECRET or len(SECRET_KEY) < 32:
        raise ImproperlyConfigured("生产环境必须设置 ANLAN_SECRET_KEY（至少 32 个字符）。")
    if DEBUG:
        raise ImproperlyConfigured("生产环境不能打开 ANLAN_DEBUG。")
    if ALLOWED_HOSTS in (["*"], [""]):
        raise ImproperlyConfigured("生产环境必须用 ANLAN_HOSTS 写明本系统的域名或地址，用逗号分隔。")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_filters",
    "django_htmx",
    "anlan.base.dictionaries",
    "anlan.base.places",
    "anlan.base.audit",
    "anlan.base.people",
    "anlan.kit.geo",
    "anlan.kit.files",
    "anlan.kit.search",
    "anlan.kit.documents",
    "anlan.kit.engine",
    "anlan.kit.notify",
    "anlan.kit.notify.channels",
    "anlan.kit.backup",
    "anlan.kit.records",
    "anlan.kit.flow",
    "anlan.kit.ledger",
    "anlan.kit.pages",
    "anlan.kit.imports",
    "anlan.subjects.campaigns",
    "anlan.subjects.governance",
    "anlan.subjects.enterprises",
    "anlan.subjects.resources",
    "anlan.subjects.monitoring",
    "anlan.subjects.hazards",
    "anlan.subjects.enforcement",
    "anlan.subjects.accidents",
    "anlan.subjects.permits",
    "anlan.subjects.warnings",
    "anlan.subjects.duty",
    "anlan.subjects.incidents",
    "anlan.reports.history",
    "anlan.api",
    "anlan.demo",
    "anlan.web",
    "anlan.reports.catalogue",
    "anlan.reports.pivots",
    "anlan.reports.papers",
    "anlan.reports.screens",
    "anlan.reports",  # when all ledgers are there
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "anlan.web.middleware.HeadersMiddleware",
    "anlan.base.audit.middleware.AuditMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "anlan.base.people.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "anlan.config.urls"
WSGI_APPLICATION = "anlan.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "anlan.web.frame.frame",
            ],
            "builtins": ["anlan.web.templatetags.shell"],
            "loaders": [
                ("django.template.loaders.cached.Loader", ["django.template.loaders.app_directories.Loader"]),
            ]
            if not DEBUG
            else ["django.template.loaders.app_directories.Loader"],
        },
    },
]

DATABASES = {"default": database_from_url(os.environ.get("ANLAN_DATABASE_URL", ""), VAR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "people.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "/login"
AUTHENTICATION_BACKENDS = ["anlan.base.people.signing.AccountBackend"]
SESSION_ENGINE = "anlan.base.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
CSRF_FAILURE_VIEW = "anlan.web.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if MODE == "production":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_MAX_AGE = 0 if DEBUG else 60  # browsers ask again soon, so that an upgrade is seen at once

ANLAN_VAR = VAR
ANLAN_FILES = VAR / "files"
ANLAN_BUREAU = os.environ.get("ANLAN_BUREAU", "澜川县应急管理局")
ANLAN_AUDIT_HASH = os.environ.get("ANLAN_AUDIT_HASH", "sha256")  # or sm3
ANLAN_AUDIT_KEY = os.environ.get("ANLAN_AUDIT_KEY", "")  # makes the audit's seals HMACs
ANLAN_PROXIES = int(os.environ.get("ANLAN_PROXIES", "0"))  # how many proxies of ours stand before us
ANLAN_ADDRESS = os.environ.get("ANLAN_ADDRESS", "http://127.0.0.1:8000").rstrip("/")  # stands in messages
ANLAN_HEARTBEAT = os.environ.get("ANLAN_HEARTBEAT", "")  # address outside that is told every minute that all is well
ANLAN_READING_DAYS = int(os.environ.get("ANLAN_READING_DAYS", "730"))  # how long monitoring data are kept
ANLAN_SENDER_CODE = os.environ.get("ANLAN_SENDER_CODE", "")  # 14 digits under which the bureau issues warnings
ANLAN_CAP_KEY = os.environ.get("ANLAN_CAP_KEY", "")  # files in PEM with which warnings are signed: the key
ANLAN_CAP_CERTIFICATE = os.environ.get("ANLAN_CAP_CERTIFICATE", "")  # and its certificate
ANLAN_TILES = os.environ.get("ANLAN_TILES", "")  # base map: addresses, tianditu:KEY or a .pmtiles file; see kit/geo
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} [{request_id}] {message}", "style": "{"}},
    "filters": {"number": {"()": "anlan.base.audit.middleware.RequestNumber"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["number"]}},
    "root": {"handlers": ["console"], "level": "INFO" if MODE == "production" else "WARNING"},
}
