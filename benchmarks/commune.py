"""The demo commune in a folder of its own, made through the console; Django is set up on it here too."""

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.test import Client
from django.urls import reverse

from thidua.cli.lazy import start_django

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass(frozen=True, slots=True)
class Commune:
    """Where the data lie, somebody of the office with a session, and the pages that are measured."""

    data: Path
    user: Any
    cookie: str
    pages: dict[str, str]


@cache
def demo_commune() -> Commune:
    """Build the commune once a run; its folder goes when the process ends."""
    data = Path(tempfile.mkdtemp(prefix="thidua-bench-"))
    atexit.register(shutil.rmtree, data, ignore_errors=True)
    os.environ["THIDUA_DATA"] = str(data)
    for command in ("prepare", "demo"):
        subprocess.run([sys.executable, "-m", "thidua", command], check=True, stdout=subprocess.DEVNULL)
    start_django()
    position = apps.get_model("organisation", "Position").objects.filter(
        role="office", person__user__isnull=False
    )[0]
    user = position.person.user
    client = Client()
    client.force_login(user, backend=BACKEND)
    return Commune(data, user, client.cookies["sessionid"].value, _pages(position.authority_id))


def _pages(authority: object) -> dict[str, str]:
    own = apps.get_model("movements", "Movement").objects.filter(
        authority=authority, is_own=True, state="open"
    )
    movement = own.earliest("opened_at")
    return {
        "việc cần làm": reverse("monitoring:work-list"),
        "tổng quan phong trào": reverse("movements:movement-detail", args=[movement.pk]),
        "bảng chỉ tiêu": reverse("movements:target-board", args=[movement.pk]),
        "bảng kết quả": reverse("monitoring:result-board", args=[movement.pk]),
        "bảng điều hành": reverse("monitoring:overview"),
        "trang công khai": reverse("movements:movement-public", args=[movement.pk]),
    }
