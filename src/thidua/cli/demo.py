"""`thidua demo`: the sample commune, into an empty database only."""

import argparse

from django.utils import timezone

from thidua.cli.base import CommandError
from thidua.cli.prepare import prepare
from thidua.core.errors import DomainError
from thidua.demo.commune import PASSWORD
from thidua.demo.stages import build, is_empty
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Position

SEED = 1


def run(arguments: argparse.Namespace) -> int:
    prepare()
    try:
        build(arguments.stage, seed=SEED, at=timezone.now())
    except DomainError as refusal:
        raise CommandError(str(refusal)) from refusal
    print(f"Đã nạp xã mẫu (số liệu minh họa).\n{accounts()}")
    return 0


def build_if_empty() -> None:
    if is_empty():
        build("decided", seed=SEED, at=timezone.now())


def accounts() -> str:
    """Return the accounts of the sample commune as lines, as long as there is one; else nothing."""
    commune = Authority.objects.filter(is_demo=True).first()
    if commune is None:
        return ""
    places = Position.objects.filter(authority__in=[commune, commune.parent], person__user__isnull=False)
    rows = [_row(place) for place in places.select_related("person__user", "unit").order_by("pk")]
    width = max(len(username) for username, _ in rows)
    lines = "\n".join(f"  {username:<{width}}  {who}" for username, who in rows)
    return f"Tài khoản mẫu, mật khẩu ban đầu đều là {PASSWORD}\n{lines}"


def _row(place: Position) -> tuple[str, str]:
    unit = f", {place.unit.name}" if place.unit and place.role == Role.UNIT_HEAD else ""
    return place.person.user.username, f"{place.get_role_display()}{unit}"
