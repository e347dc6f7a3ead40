"""On a server behind HTTPS. THIDUA_SECRET_KEY and THIDUA_HOSTS must be set."""

import os

from thidua.config.settings.base import *

SECRET_KEY = os.environ["THIDUA_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["THIDUA_HOSTS"].split(",")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
PROXIES_IN_FRONT = int(os.environ.get("THIDUA_PROXIES", "1"))
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
