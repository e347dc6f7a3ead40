"""Open an account from the console of the machine: the first of an installation, and when nobody gets in."""

import sys
from argparse import ArgumentParser
from datetime import date
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.foundation.actors import SYSTEM
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Unit
from thidua.organisation.services import accounts
from thidua.organisation.services.accounts import Newcomer
from thidua.organisation.services.people import PersonFacts
from thidua.organisation.services.positions import PositionFacts


class Command(BaseCommand):
    help = "Mở tài khoản cho một người với một chức vụ. Mật khẩu được hỏi, hoặc đọc một dòng từ đầu vào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập, ví dụ lan.vanphong")
        parser.add_argument("full_name", help="họ và tên")
        parser.add_argument("--authority", required=True, help="tên cơ quan, ví dụ 'xã Cẩm Trung'")
        parser.add_argument("--role", choices=Role.values, default=Role.KEEPER, help="quyền đi theo chức vụ")
        parser.add_argument("--title", default="", help="chức danh; trống thì lấy tên quyền")
        parser.add_argument("--unit", default="", help="tên đơn vị, cần cho trưởng đơn vị")
        parser.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào, không hỏi"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        password = sys.stdin.readline().rstrip("\n") if options["password_stdin"] else getpass("Mật khẩu: ")
        now = timezone.now()
        try:
            newcomer = _newcomer(options, timezone.localdate(now))
            user = accounts.admit(newcomer, password=password, by=SYSTEM, at=now)
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Đã mở tài khoản {user.username} cho {user.person}.")


def _newcomer(options: dict[str, Any], today: date) -> Newcomer:
    authority = Authority.objects.in_force_still().filter(name__iexact=options["authority"]).first()
    if authority is None:
        raise DomainError(f"Chưa có cơ quan “{options['authority']}”. Chạy load_authorities trước.")
    today = authority.day(today)
    unit = None
    if options["unit"]:
        unit = Unit.objects.filter(authority=authority, name__iexact=options["unit"]).in_force(today).first()
        if unit is None:
            raise DomainError(f"{authority} chưa có đơn vị “{options['unit']}”.")
    role = Role(options["role"])
    return Newcomer(
        authority=authority,
        person=PersonFacts(full_name=options["full_name"], unit=unit),
        post=PositionFacts(role=role, title=options["title"] or role.label, starts_on=today, unit=unit),
        username=options["username"],
    )
