"""Next year's draft: what the check page lists is what is copied."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.commune import Commune
from tests.movements.conftest import AT
from tests.movements.test_pages import post

from thidua.movements.models import DraftTarget, DraftTask, LaunchDraft, Movement
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


@pytest.fixture
def clerk(commune: Commune) -> Client:
    return commune.client(Role.OFFICE)


TICKS = {"targets": "on", "tasks": "on", "recipients": "on", "theme": "on", "period": "on"}


def test_copy_moves_the_year_on_and_keeps_parts(clerk: Client, season: Movement) -> None:
    answer = post(clerk, reverse("movements:movement-copy", args=[season.pk]), **TICKS)
    assert answer.status_code == 302
    copy = LaunchDraft.objects.get(copied_from=season)
    assert copy.year == 2025
    assert copy.title.endswith("năm 2025")
    part = DraftTarget.objects.get(draft=copy, name="Sản lượng lúa")
    assert part.parent.name == "Tổng sản lượng lương thực quy thóc"
    assert (part.origin, part.state) == ("copied", "waiting")


def test_copy_takes_what_its_check_page_lists(clerk: Client, season: Movement, commune: Commune) -> None:
    Movement.objects.filter(pk=season.pk).update(
        theme="Đoàn kết năm 2024", starts_on=date(2024, 4, 1), ends_on=date(2024, 12, 31)
    )
    gone = commune.units["Trạm Y tế"]
    village = commune.units["Thôn 1"]
    Obligation.objects.filter(origin_id=str(season.pk)).delete()
    for unit, title in (
        (village, "Gửi báo cáo năm 2024"),
        (gone, "Tiêm chủng"),
        (gone, "Gửi báo cáo năm 2024"),
    ):
        Obligation.objects.create(
            authority=season.authority,
            unit=unit,
            title=title,
            due_on=date(2024, 11, 15),
            origin_kind="movement",
            origin_id=str(season.pk),
            created_at=AT,
        )
    gone.valid_to = date(2024, 12, 31)
    gone.save()
    address = reverse("movements:movement-copy", args=[season.pk])
    page = clerk.get(address).content.decode()
    for words in (
        f"{season.targets.count()} chỉ tiêu",
        "1 việc giao",
        "Gửi báo cáo năm 2025, hạn 15/11/2025: Thôn 1",
        "Đơn vị không còn hoạt động: Trạm Y tế.",
        "Kết quả thực hiện",
        "01/04/2025 – 31/12/2025",
    ):
        assert words in page
    post(clerk, address, **TICKS)
    copy = LaunchDraft.objects.get(copied_from=season)
    assert (copy.theme, copy.starts_on, copy.ends_on) == (
        "Đoàn kết năm 2025",
        date(2025, 4, 1),
        date(2025, 12, 31),
    )
    task = DraftTask.objects.get(draft=copy)
    assert (task.title, task.due_on, list(task.units.all())) == (
        "Gửi báo cáo năm 2025",
        date(2025, 11, 15),
        [village],
    )
    assert gone not in {unit for row in copy.draftrecipient_set.all() for unit in row.units.all()}
    assert copy.draftrecipient_set.exists()


@pytest.mark.parametrize("left", sorted(TICKS))
def test_each_group_can_be_left_out_of_a_copy(clerk: Client, season: Movement, left: str) -> None:
    Movement.objects.filter(pk=season.pk).update(theme="Đoàn kết", starts_on=date(2024, 4, 1))
    ticks = {name: value for name, value in TICKS.items() if name != left}
    post(clerk, reverse("movements:movement-copy", args=[season.pk]), **ticks)
    copy = LaunchDraft.objects.get(copied_from=season)
    taken = {
        "targets": copy.drafttarget_set.exists(),
        "tasks": copy.drafttask_set.exists(),
        "recipients": copy.draftrecipient_set.exists(),
        "theme": bool(copy.theme),
        "period": copy.starts_on is not None,
    }
    assert taken == {name: name != left for name in TICKS}
