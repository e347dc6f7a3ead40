"""On the machine of a developer or of somebody who tries it: `make run`."""

import os
import secrets

from thidua.config.settings.base import *
from thidua.config.settings.base import DATA


def _own_secret() -> str:
    """Return the secret of this data folder, made at the first start, so that sessions survive restarts."""
    kept = DATA / "secret"
    if not kept.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        kept.write_text(secrets.token_urlsafe(50), encoding="ascii")
        kept.chmod(0o600)
    return kept.read_text(encoding="ascii")


SECRET_KEY = _own_secret()
LOCAL_RECEIVER = os.environ.get("THIDUA_LOCAL_RECEIVER", "1") == "1"
SECURE_CROSS_ORIGIN_OPENER_POLICY = None
