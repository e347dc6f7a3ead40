"""Load the authorities that come with the program."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from thidua.foundation.actors import SYSTEM
from thidua.organisation.services import authorities, authority_data


class Command(BaseCommand):
    help = "Nạp tỉnh Hà Tĩnh, 69 đơn vị cấp xã và nguồn gốc của chúng. Chạy lại không đổi gì."

    def handle(self, *_args: Any, **_options: Any) -> None:
        loaded = authorities.load(
            authority_data.authorities(), authority_data.changes(), by=SYSTEM, at=timezone.now()
        )
        self.stdout.write(
            f"Thêm {loaded.created}, sửa {loaded.changed}, đã có {loaded.known} cơ quan; "
            f"thêm {loaded.steps} lần thay đổi."
        )
