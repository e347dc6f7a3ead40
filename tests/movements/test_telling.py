"""Whoever has a part in a season reads of its opening on the first page, until it is read."""

from uuid import uuid4

from django.urls import reverse
from tests.commune import Commune, make_commune
from tests.movements.conftest import AT

from thidua.foundation.models import Notice
from thidua.foundation.services import notices
from thidua.movements.models import Allocation, Movement, Target
from thidua.movements.services import telling
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role


def test_the_head_of_a_village_reads_what_the_season_holds_for_it(season: Movement, commune: Commune) -> None:
    village = commune.units["Thôn 1"]
    work = Obligation.objects.filter(origin_id=str(season.pk), unit=village).count()
    assert work
    head = commune.client(Role.UNIT_HEAD, village)
    page = head.get(reverse("monitoring:work-list")).content.decode()
    assert f"Phong trào “{season.title}” đã mở." in page
    assert f"Thôn 1 có {work} việc." in page
    notice = Notice.objects.get(unit_id=village.pk)
    listed = head.get(reverse("foundation:notice-list")).content.decode()
    assert f'href="{reverse("movements:movement-detail", args=[season.pk])}"' in listed
    assert "Đã đọc" in listed
    address = reverse("foundation:notice-read", args=[notice.pk])
    assert head.post(address, {"_once": str(uuid4())}).status_code == 302
    assert "đã mở." not in head.get(reverse("monitoring:work-list")).content.decode()
    assert ", đã đọc" in head.get(reverse("foundation:notice-list")).content.decode()


def test_read_news_folds_away_and_all_of_it_at_once(season: Movement, commune: Commune) -> None:
    village = commune.units["Thôn 1"]
    head = commune.client(Role.UNIT_HEAD, village)
    one = Notice.objects.get(unit_id=village.pk)
    more = notices.News("tin-2", commune.authority.pk, village.pk, "Tin thứ hai.", "", "/viec/")
    notices.tell([more], at=one.created_at)
    page = reverse("foundation:notice-list")
    assert "Ghi là đã đọc cả 2 tin" in head.get(page).text
    assert "<details>" not in head.get(page).text
    read = head.post(reverse("foundation:notice-read-all"), {"_once": str(uuid4())}, follow=True).text
    assert "Đã ghi là đã đọc 2 thông báo." in read
    assert "Xem 2 thông báo đã đọc" in read
    assert "Ghi là đã đọc cả" not in read


def test_recipients_owners_and_those_who_owe_work_are_told_once(season: Movement, commune: Commune) -> None:
    told = Notice.objects.filter(dedup_key__startswith=f"movement-open:{season.pk}:")
    named = {unit.pk for row in season.recipients.all() for unit in row.units.all()}
    owing = set(Obligation.objects.filter(origin_id=str(season.pk)).values_list("unit_id", flat=True))
    assert {notice.unit_id for notice in told} == named | owing
    owner = commune.units["Trạm Y tế"]
    Target.objects.filter(movement=season).update(owner=owner)
    Notice.objects.all().delete()
    telling.tell_of_opening(season, at=AT)
    count = season.targets.count()
    assert f"Trạm Y tế có {count} chỉ tiêu phụ trách" in Notice.objects.get(unit_id=owner.pk).detail


def test_parts_given_count_beside_what_is_owned(season: Movement, commune: Commune) -> None:
    village, school = commune.units["Thôn 1"], commune.units["Trạm Y tế"]
    rows = [Allocation(target=target, unit=village, amount=3) for target in season.targets.all()]
    rows += [Allocation(target=season.targets.first(), unit=school, amount=None)]
    Allocation.objects.bulk_create(rows)
    Notice.objects.all().delete()
    telling.tell_of_opening(season, at=AT)
    assert f"Thôn 1 có {len(rows) - 1} phần được giao, " in Notice.objects.get(unit_id=village.pk).detail
    assert not Notice.objects.filter(unit_id=school.pk, detail__contains="phần được giao").exists()


def test_another_commune_hears_nothing(season: Movement) -> None:
    other = make_commune("xã Khác")
    page = other.client(Role.UNIT_HEAD, other.units["Thôn 1"]).get(reverse("monitoring:work-list"))
    assert season.title not in page.content.decode()
    assert "Chưa có thông báo nào." in (
        other.client(Role.OFFICE).get(reverse("foundation:notice-list")).content.decode()
    )
