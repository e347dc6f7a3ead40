"""For the tests: the real database engine, real files in a temporary folder, quick password hashing."""

import atexit
import shutil
import tempfile
from pathlib import Path

from thidua.config.settings.base import *
from thidua.config.settings.base import DATABASES, STORAGES

SECRET_KEY = "tests-only"  # noqa: S105 -- no secret is kept in a test database
DATA = Path(tempfile.mkdtemp(prefix="thidua-test-"))
atexit.register(shutil.rmtree, DATA, ignore_errors=True)
FILE_STORE = DATA / "files"
STATIC_ROOT = DATA / "static"
STATIC_ROOT.mkdir()
ALLOWED_HOSTS = ["*"]
LOCAL_RECEIVER = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
if DATABASES["default"]["ENGINE"] == "thidua.foundation.sqlite":
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}
