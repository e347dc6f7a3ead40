"""A form that came too late for its session, kept for the account that wrote it."""

from datetime import datetime
from typing import Any

from thidua.foundation.services import kept_forms
from thidua.foundation.services.kept_forms import LateForm
from thidua.organisation.enums import Role


def add(place: Any, now: datetime, *, role: Role = Role.EDITOR) -> None:
    form = LateForm("/nguoi/them/", "/nguoi/them/", [("full_name", "Nguyễn Thị Hạnh")], has_files=False)
    place.things["kept_form"] = kept_forms.keep(form, user_id=place.users[role].pk, at=now)
