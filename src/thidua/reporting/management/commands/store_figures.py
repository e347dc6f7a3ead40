"""Store a long list of figures from the console of the machine, in the name of an account of the office."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from thidua.core.errors import DomainError
from thidua.organisation.models import Authority, User
from thidua.organisation.queries import actor_of
from thidua.papers.errors import PaperError
from thidua.reporting.services import long_lists


class Command(BaseCommand):
    help = "Nhập danh sách số liệu dài từ tệp bảng tính: mỗi dòng một đơn vị, một chỉ tiêu, một kỳ, một số."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="tệp .xlsx, .xls hoặc .ods")
        parser.add_argument("--username", required=True, help="tài khoản văn phòng đứng tên người ghi")

    def handle(self, *_args: Any, **options: Any) -> None:
        now = timezone.now()
        try:
            user = User.objects.select_related("person").get(username=options["username"])
            actor = actor_of(user, timezone.localdate(now))
            commune = Authority.objects.get(pk=user.person.authority_id)
            path: Path = options["file"]
            stored = long_lists.store(path.read_bytes(), path.name, commune, by=actor, at=commune.moment(now))
        except (User.DoesNotExist, Authority.DoesNotExist) as error:
            raise CommandError(f"Chưa có tài khoản văn phòng “{options['username']}”.") from error
        except OSError as error:
            raise CommandError("Không mở được tệp; hãy kiểm tra tên tệp và quyền đọc.") from error
        except long_lists.ListFaultsError as refusal:
            raise CommandError("\n".join([refusal.sentence, *refusal.faults])) from refusal
        except (DomainError, PaperError) as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"Đã nhập {stored.count} số.")
