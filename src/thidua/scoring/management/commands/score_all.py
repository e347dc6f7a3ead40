"""Work the rounds that go on out in full and name what is kept otherwise; nothing is written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from thidua.scoring.enums import LIVE_ROUNDS
from thidua.scoring.models import ScoringRound
from thidua.scoring.queries.agreement import disagreements, matrix_disagreements


class Command(BaseCommand):
    help = "Tính lại toàn bộ điểm của các đợt đang chấm và so với điểm đang ghi; không sửa gì."

    def handle(self, *_args: Any, **_options: Any) -> None:
        faults = []
        rounds = ScoringRound.objects.filter(state__in=sorted(LIVE_ROUNDS)).order_by("name", "pk")
        for scoring in rounds:
            found = [*disagreements(scoring), *matrix_disagreements(scoring)]
            self.stdout.write(f"{scoring.name}: {len(found)} chỗ khác.")
            faults += [f"{scoring.name}. {one.sentence}" for one in found]
        if faults:
            raise CommandError("\n".join(faults))
        self.stdout.write("Điểm đang ghi đúng bằng điểm tính lại.")
