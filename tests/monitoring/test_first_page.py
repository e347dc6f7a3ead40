"""What the first page says of missing figures, of news, and of targets at risk."""

import re

from django.urls import reverse
from django.utils import timezone
from tests.monitoring.conftest import days, give
from tests.reported import months, report
from tests.reporting.steps import client_of, figure_of, send
from tests.season import NOW, OPENED, make_season

from thidua.foundation.models import Notice
from thidua.foundation.services import notices
from thidua.monitoring.queries.due import works_of
from thidua.monitoring.queries.season import season_movement
from thidua.monitoring.queries.work_list import facts_of, work_items
from thidua.organisation.enums import Role
from thidua.organisation.queries import actor_of
from thidua.reporting.enums import FigureState
from thidua.reporting.models import Figure
from thidua.reporting.services import totals, verification

AUTUMN = OPENED.replace(month=9, day=30)


def _items(actor, today):
    now = timezone.now()
    works = works_of(actor, on=today, finished_on=timezone.localdate(now))
    return work_items(actor, season_movement(actor), facts_of(actor, on=today), works, on=today, at=now)


def test_a_unit_reads_which_figures_are_missing_and_is_led_to_the_first(commune):
    season = make_season(commune)
    head, owed = season.heads["Thôn 1"], season.report("Thôn 1")
    on = owed.period.due_on
    targets = season.targets
    expected = [targets[name].name for name in ("fish", "health", "poor")]
    line = _line_of(head, owed, on)
    assert line.lead + line.rest == "Báo cáo tháng 4/2024: còn 3 số."
    assert ([spot.name for spot in line.spots], line.more) == (expected, 0)
    assert (line.button, line.query) == ("Ghi số liệu", f"#so-lieu-{targets['fish'].pk.hex}")
    send(season, "Thôn 1")
    assert not [item for item in _items(head, on) if item.arg == str(owed.pk)]
    sent = figure_of(season, "Thôn 1", "health")
    verification.send_back(sent, reason="Xem lại", expected=sent.version, by=season.office, at=NOW)
    again = _line_of(head, owed, on)
    assert again.rest == ": còn 1 số."
    assert [spot.name for spot in again.spots] == [f"{targets['health'].name} (bị trả lại)"]


def test_the_names_of_many_missing_figures_are_cut_in_words(commune):
    season = make_season(commune)
    for number in range(4):
        target = season.targets["fish"]
        tracking, part = target.tracking, target.allocations.get(unit=commune.units["Thôn 1"])
        for row in (target, tracking, part):
            row.pk = None
            row._state.adding = True
        target.name, target.position = f"Chỉ tiêu {number}", 10 + number
        target.save()
        for row in (tracking, part):
            row.target = target
            row.save()
    owed = season.report("Thôn 1")
    line = _line_of(season.heads["Thôn 1"], owed, owed.period.due_on)
    assert (len(line.spots), line.more) == (4, 3)
    assert "và 3 số khác." in client_of(season, "Thôn 1").get("/").text


def test_of_late_work_the_nearest_stands_first_for_its_unit(commune, office, today):
    for name, ago in (("Việc cũ", 50), ("Việc mới", 2), ("Việc hôm nay", 0)):
        give(commune, office, "Thôn 1", name, today - days(ago))
    head = actor_of(commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"]), today)
    assert [item.lead for item in _items(head, today)] == ["Việc mới", "Việc cũ", "Việc hôm nay"]


def test_unread_news_is_one_line_below_the_work(commune, office, today):
    head = actor_of(commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"]), today)
    _tell(commune, "Tin đầu.", days(2))
    (line,) = _items(head, today)
    assert line.lead + line.rest == "Tin đầu."
    _tell(commune, "Tin sau.", days(1))
    give(commune, office, "Thôn 1", "Gửi kế hoạch", today + days(3))
    work, line = _items(head, today)
    assert work.lead == "Gửi kế hoạch"
    assert line.lead + line.rest == "2 thông báo chưa đọc. Mới nhất: “Tin sau.”"
    for notice in Notice.objects.all():
        notices.mark_read(notice, by=head, at=timezone.now())
    assert [item.lead for item in _items(head, today)] == ["Gửi kế hoạch"]


def test_those_who_watch_see_what_is_at_risk_and_of_how_many(commune):
    season = make_season(commune, at=AUTUMN)
    report(season, "fish", months(*[1] * 9), verified=True)
    for role in (Role.OFFICE, Role.CHAIRMAN):
        page = commune.client(role).get("/").text
        assert "Chỉ tiêu có nguy cơ, chậm" in page
        assert re.search(r"\d trong \d+ · <a", page)
        assert reverse("monitoring:result-board", args=[season.movement.pk]) in page
    unit = commune.client(Role.UNIT_HEAD, commune.units["Thôn 1"]).get("/").text
    assert "Chỉ tiêu có nguy cơ" not in unit


def test_figures_nobody_verified_yet_say_so_on_the_first_page(commune):
    season = make_season(commune, at=AUTUMN)
    report(season, "fish", months(*[1] * 9))
    client = commune.client(Role.CHAIRMAN)
    assert "Số này chưa được thẩm định." in client.get("/").text
    Figure.objects.update(state=FigureState.VERIFIED, verified_by="Vũ Thị M", verified_at=NOW)
    totals.refresh_many(Figure.objects.values_list("target_id", "report__period_id"))
    assert "thẩm định." not in client.get("/").text


def _line_of(head, owed, on):
    (line,) = [item for item in _items(head, on) if item.arg == str(owed.pk)]
    return line


def _tell(commune, title, ago):
    unit = commune.units["Thôn 1"]
    told = notices.News(title, commune.authority.pk, unit.pk, title, "", "/viec/")
    notices.tell([told], at=timezone.now() - ago)
