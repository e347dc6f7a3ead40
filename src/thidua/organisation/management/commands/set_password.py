"""Give an account a password from the console: the last resort when nobody can confirm a card."""

import sys
from argparse import ArgumentParser
from getpass import getpass
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.core.text import fold
from thidua.foundation.actors import SYSTEM
from thidua.organisation.models import User
from thidua.organisation.services import accounts


class Command(BaseCommand):
    help = "Đặt mật khẩu cho một tài khoản. Mật khẩu được hỏi, hoặc đọc một dòng từ đầu vào."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", help="tên đăng nhập")
        parser.add_argument(
            "--password-stdin", action="store_true", help="đọc mật khẩu từ đầu vào, không hỏi"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        user = User.objects.filter(username=fold(options["username"]).strip()).first()
        if user is None:
            raise CommandError(f"Không có tài khoản “{options['username']}”.")
        password = sys.stdin.readline().rstrip("\n") if options["password_stdin"] else getpass("Mật khẩu: ")
        try:
            accounts.set_password(user, password, by=SYSTEM, at=timezone.now())
        except DomainError as refusal:
            raise CommandError(refusal.sentence) from refusal
        self.stdout.write(f"Đã đặt mật khẩu cho {user.username}.")
