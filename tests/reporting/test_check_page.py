"""The check page counts each figure once, and leads to the field of each fault."""

import pytest
from tests.reporting.forms import head, page, save_card
from tests.season import NOW, SmallSeason

from thidua.movements.models import Target, Tracking
from thidua.reporting.models import Period
from thidua.reporting.queries.preparing import plan_of
from thidua.reporting.queries.reading import Entry, read_entry


def check_page(season: SmallSeason) -> str:
    return head(season).get(page("report-check", season.report("Thôn 1").pk)).text


def test_a_fault_is_not_counted_among_what_will_be_sent(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="ba mươi")
    save_card(client, season, "health", report, so="190", tong="200")
    text = check_page(season)
    assert "1 số khác đã sẵn sàng, gửi cùng sau khi sửa" in text
    assert "Sẽ gửi" not in text
    assert "Chưa có 1 số, gửi sau" in text
    assert text.count("Còn 1 chỗ cần xem") + text.count("còn 1 chỗ cần xem") == 2


def test_a_whole_typed_alone_is_a_fault_and_no_blank(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "health", report, so="", tong="hai trăm")
    text = check_page(season)
    assert f'#tong-{season.targets["health"].pk.hex}"' in text
    assert "Chưa có 2 số, gửi sau" in text
    assert "Chưa có số nào để gửi" not in text


def test_a_missing_whole_leads_to_its_own_field(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "health", report, so="190")
    assert f'#tong-{season.targets["health"].pk.hex}"' in check_page(season)


@pytest.mark.parametrize(
    ("name", "entry", "mistake"),
    [
        ("poor", Entry("2,5"), "2,5 vụ? Số vụ phải là số nguyên."),
        ("poor", Entry("2"), ""),
        ("fish", Entry("2,5"), ""),
        ("health", Entry("2,5", "200"), "2,5 người có thẻ? Số người có thẻ phải là số nguyên."),
        ("health", Entry("2", "200,5"), "200,5 hộ? Số hộ phải là số nguyên."),
    ],
)
def test_a_part_of_what_comes_whole_is_asked(season: SmallSeason, name: str, entry: Entry, mistake: str):
    Tracking.objects.filter(target=season.targets["health"]).update(denominator_name="hộ")
    target = Target.objects.select_related("tracking").get(pk=season.targets[name].pk)
    assert read_entry(target, entry).mistake == mistake


def test_periods_that_stand_keep_their_day_in_the_plan(season: SmallSeason):
    moved = NOW.date().replace(month=5, day=27)
    Period.objects.filter(name="Tháng 4/2024").update(due_on=moved)
    plan = {planned.name: planned for planned in plan_of(season.movement, 2024)}
    assert (plan["Tháng 4/2024"].due_on, plan["Tháng 4/2024"].is_known) == (moved, True)
