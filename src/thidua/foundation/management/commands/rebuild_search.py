"""Build the search index anew from the things themselves."""

from typing import Any

from django.core.management.base import BaseCommand

from thidua.foundation.services import search


class Command(BaseCommand):
    help = "Dựng lại chỉ mục tìm kiếm."

    def handle(self, *_args: Any, **_options: Any) -> None:
        for kind, count in search.rebuild().items():
            self.stdout.write(f"{kind}: {count}")
