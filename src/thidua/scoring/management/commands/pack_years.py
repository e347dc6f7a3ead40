"""Lay the figures of all running movements out as matrices, where they changed."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.movements.enums import MovementState
from thidua.movements.models import Movement
from thidua.scoring.services.packing import pack_year


class Command(BaseCommand):
    help = "Xếp số liệu đã thẩm định của các phong trào đang chạy thành ma trận để tính nhanh."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for movement in Movement.objects.filter(state=MovementState.OPEN).order_by("year", "title"):
            made = pack_year(movement)
            size = len(made.values) + len(made.goals) + len(made.known) if made else 0
            self.stdout.write(
                f"{movement}: {size} byte." if made else f"{movement}: không có số nào xếp được."
            )
