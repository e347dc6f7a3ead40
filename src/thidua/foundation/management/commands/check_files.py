"""Read every stored file once and name those that are not what was received."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.foundation.services import files


class Command(BaseCommand):
    help = "Đọc lại từng tệp đã lưu và so mã băm."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = [row.sha256 for row in files.damaged()]
        if found:
            raise CommandError(f"{len(found)} tệp hỏng hoặc mất: {', '.join(found)}")
        self.stdout.write("Mọi tệp đều nguyên vẹn.")
