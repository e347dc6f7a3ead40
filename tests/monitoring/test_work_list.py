"""The first page: whose work it shows, in which order, at which cost."""

import re
from dataclasses import replace
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from tests.commune import make_commune
from tests.decisions.deciding import make_deciding
from tests.monitoring.conftest import AT, days, give, open_movement

from thidua.monitoring.queries.due import due_words, works_of
from thidua.monitoring.queries.items import Urgency
from thidua.monitoring.queries.season import season_movement, stepper_of
from thidua.monitoring.queries.work_list import debts, facts_of, finished_today, work_items
from thidua.movements.enums import MovementState
from thidua.movements.services import drafts
from thidua.obligations.models import Obligation
from thidua.obligations.services import drafting, obligations
from thidua.organisation.enums import Role
from thidua.organisation.models import Unit
from thidua.organisation.queries import actor_of
from thidua.organisation.services import devices
from thidua.reporting.enums import PeriodState
from thidua.reporting.models import Period


def _items(actor, today):
    now = timezone.now()
    works = works_of(actor, on=today, finished_on=timezone.localdate(now))
    return work_items(actor, season_movement(actor), facts_of(actor, on=today), works, on=today, at=now)


def test_a_stranger_finds_open_movements_and_no_work(commune):
    open_movement(commune, "Phong trào đã mở")
    open_movement(commune, "Phong trào chưa mở", state=MovementState.DRAFT, opened_at=None)
    open_movement(commune, "Phong trào cấp trên", is_own=False)
    page = Client().get("/").text
    assert "Phong trào đã mở" in page
    assert "Phong trào chưa mở" not in page
    assert "Phong trào cấp trên" not in page
    assert "Việc cần làm: " not in page


@pytest.mark.django_db
def test_a_stranger_of_an_empty_installation_reads_that_nothing_is_open():
    assert "Chưa có phong trào nào được mở." in Client().get("/").text


def test_nothing_due_is_said_in_words(commune):
    page = commune.client(Role.EDITOR).get("/").text
    assert "Hôm nay không còn việc nào đến hạn." in page


def test_the_most_urgent_stands_first(commune, office, today):
    give(commune, office, "Thôn 1", "Việc sắp đến hạn", today + days(3))
    give(commune, office, "Thôn 2", "Việc quá hạn ít", today - days(1))
    give(commune, office, "Thôn 3", "Việc quá hạn nhiều", today - days(9))
    give(commune, office, "Thôn 3", "Việc còn xa", today + days(30))
    drafts.by_hand({"title": "Dự thảo đang kiểm", "year": 2025}, by=office, at=AT)
    found = _items(office, today)
    assert [item.urgency for item in found] == [Urgency.LATE, Urgency.LATE, Urgency.SOON, Urgency.ASKING]
    assert [item.lead for item in found] == ["Thôn 3", "Thôn 2", "Thôn 1", "Dự thảo đang kiểm"]


def test_the_same_work_of_many_units_is_one_line(commune, office, today):
    for unit in ("Thôn 1", "Thôn 2", "Thôn 3"):
        give(commune, office, unit, "Gửi kế hoạch.", today - days(9))
    give(commune, office, "Thôn 1", "Gửi kế hoạch.", today + days(2))
    open_movement(commune)
    many, one = _items(office, today)
    assert many.lead + many.rest == "3 đơn vị chưa xong: Gửi kế hoạch."
    assert many.detail.endswith("Thôn 1, Thôn 2, Thôn 3.")
    assert (one.lead, one.works) == ("Thôn 1", 1)
    page = commune.client(Role.OFFICE).get(reverse(many.page) + many.query).text
    assert page.count("Gửi kế hoạch.</a>") == 3
    assert "Chỉ hiện việc “Gửi kế hoạch.”" in page


def test_a_long_row_of_units_is_cut_in_words(commune, office, today):
    for number in range(7):
        unit = Unit.objects.create(authority=commune.authority, name=f"Tổ {number}", kind="village")
        commune.units[unit.name] = unit
        give(commune, office, unit.name, "Gửi kế hoạch", today)
    open_movement(commune)
    (line,) = _items(office, today)
    assert line.detail.endswith("Tổ 0, Tổ 1, Tổ 2, Tổ 3 và 3 đơn vị khác.")


def test_a_unit_head_begins_with_the_work_of_the_unit(commune, office, today):
    give(commune, office, "Thôn 1", "Việc của thôn khác", today)
    give(commune, office, "Thôn 2", "Việc của thôn này", today)
    client = commune.client(Role.UNIT_HEAD, commune.units["Thôn 2"])
    address = reverse("obligations:obligation-list")
    assert "Việc của thôn khác" not in client.get(address).text
    assert "Việc của thôn khác" in client.get(address, {"don-vi": ""}).text


def test_a_unit_head_sees_the_work_of_the_unit_only(commune, office, today):
    give(commune, office, "Thôn 1", "Việc của thôn khác", today)
    give(commune, office, "Thôn 2", "Việc của thôn này", today)
    give(commune, office, "Thôn 2", "Việc không ghi hạn")
    page = commune.client(Role.UNIT_HEAD, commune.units["Thôn 2"]).get("/").text
    assert "Việc của thôn này" in page
    assert "Việc của thôn khác" not in page
    assert reverse("organisation:unit-detail", args=[commune.units["Thôn 2"].pk]) in page
    assert "1 việc" in page
    assert "được giao không ghi hạn" in page


def test_a_unit_learns_in_good_time_of_work_that_is_far_ahead(commune, office, today):
    give(commune, office, "Thôn 1", "Việc còn xa", today + days(40))
    give(commune, office, "Thôn 1", "Việc xa hơn", today + days(60))
    head = actor_of(commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"]), today)
    (item,) = _items(head, today)
    assert item.lead + item.rest == "2 việc sắp tới."
    assert item.detail == f"Hạn sớm nhất {today + days(40):%d/%m/%Y}."


def test_those_whose_post_ended_read_why_nothing_is_shown(commune):
    user = commune.user(Role.UNIT_HEAD, commune.units["Thôn 1"])
    client = Client()
    client.force_login(user)
    words = "Hiện không giữ chức vụ nào"
    assert words not in client.get("/").text
    user.person.positions.update(starts_on="2020-01-01", ends_on="2020-12-31")
    assert words in client.get("/").text


def test_work_of_another_commune_stays_there(commune, office, today):
    open_movement(commune)
    other = make_commune("xã Cẩm Trung")
    give(other, other.actor(Role.OFFICE), "Thôn 1", "Việc của xã khác", today)
    assert _items(office, today) == []
    assert facts_of(office, on=today).open == 0


def test_the_office_without_a_movement_is_shown_where_to_begin(commune, office, today):
    (item,) = _items(office, today)
    assert item.page == "movements:launch-upload"
    open_movement(commune)
    assert _items(office, today) == []


def test_background_work_given_up_is_told_to_those_who_look_after_it(commune, office, today):
    open_movement(commune)
    for finished in (timezone.now(), timezone.now() - days(20)):
        DBTaskResult.objects.create(
            status=TaskResultStatus.FAILED,
            args_kwargs={"args": [], "kwargs": {}},
            task_path="thidua.foundation.tasks.collect_orphans",
            backend_name="default",
            exception_class_path="builtins.OSError",
            traceback="OSError",
            finished_at=finished,
        )
    for day in (today, today - days(400)):  # whatever the day of the office
        (item,) = _items(office, day)
        assert (item.lead, item.page) == ("1 việc chạy nền", "foundation:job-list")
    assert _items(commune.actor(Role.CHAIRMAN), today) == []


def test_what_only_the_chairman_can_do_comes_before_what_is_late_with_others(commune, office, today):
    for unit in ("Thôn 1", "Thôn 2"):
        give(commune, office, unit, "Việc quá hạn", today - days(40))
    deciding = make_deciding(commune)
    deciding.submitted(deciding.year.passed("GK"))
    first, *others = _items(commune.actor(Role.CHAIRMAN), today)
    assert (first.lead, first.rest) == ("Dự thảo quyết định", " chờ ban hành.")
    assert Urgency.LATE in {item.urgency for item in others}


def test_every_button_opens_a_page(commune, office, today):
    give(commune, office, "Thôn 1", "Việc quá hạn", today - days(1))
    drafts.by_hand({"title": "Dự thảo", "year": 2025}, by=office, at=AT)
    client = commune.client(Role.OFFICE)
    links = re.findall(r'<div class="do"><a [^>]*href="([^"]+)"', client.get("/").text)
    assert len(links) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (-925, "Quá hạn từ 10/10/2021."),
        (-61, "Quá hạn từ 21/02/2024."),
        (-60, "Quá hạn 60 ngày (hạn 22/02/2024)."),
        (-9, "Quá hạn 9 ngày (hạn 13/04/2024)."),
        (0, "Hạn 22/04/2024, là hôm nay."),
        (5, "Hạn 27/04/2024, còn 5 ngày."),
    ],
)
def test_how_far_a_day_is(number, words):
    assert due_words(AT.date() + days(number), number) == words


def test_work_done_today_can_be_undone_from_the_list(commune, office, today):
    work = give(commune, office, "Thôn 1", "Niêm yết chỉ tiêu", today)
    obligations.complete(work, note="", expected=work.version, by=office, at=timezone.now())
    client = commune.client(Role.OFFICE)
    page = client.get("/").text
    assert "Đã xong hôm nay" in page
    address = reverse("obligations:obligation-step", args=[work.pk, "mo-lai"])
    form = page[page.index(f'action="{address}"') :]
    sent = dict(re.findall(r'name="(_once|_version)" value="([^"]+)"', form)[:2])
    client.post(address, sent)
    assert "Đã xong hôm nay" not in client.get("/").text
    assert Obligation.objects.get(pk=work.pk).state == "open"


def test_work_done_on_another_day_of_vietnam_is_not_done_today(commune, office, today):
    work = give(commune, office, "Thôn 1", "Niêm yết chỉ tiêu", today)
    obligations.complete(work, note="", expected=work.version, by=office, at=AT)
    assert finished_today(office, works_of(office, on=today, finished_on=today)) == []
    done = works_of(office, on=today, finished_on=AT.date())
    assert [row.work for row in finished_today(office, done)] == [work]


def test_units_in_debt_are_shown_to_those_who_watch_over_them(commune, office, today):
    give(commune, office, "Thôn 1", "Một", today - days(2))
    give(commune, office, "Thôn 1", "Hai", today - days(5))
    give(commune, office, "Thôn 2", "Ba", today - days(9))
    works = works_of(office, on=today, finished_on=today)
    for all_or_cut in (works, replace(works, is_cut=True)):
        found = debts(office, all_or_cut, on=today).first
        assert [(debt.unit, debt.count, debt.days) for debt in found] == [("Thôn 2", 1, 9), ("Thôn 1", 2, 5)]
    assert debts(commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"]), works, on=today).units == 0


def test_the_chairman_reads_the_figures_of_the_season(commune, office, today):
    open_movement(commune)
    give(commune, office, "Thôn 1", "Việc quá hạn", today - days(2))
    page = commune.client(Role.CHAIRMAN).get("/").text
    assert '<dt>Việc quá hạn</dt><dd class="t-risk">1</dd>' in page
    assert "<dt>Việc quá hạn</dt>" not in commune.client(Role.OFFICE).get("/").text


def test_the_steps_follow_the_movement(commune, office):
    assert stepper_of(season_movement(office)).current.number == 1
    movement = open_movement(commune)
    stepper = stepper_of(season_movement(office))
    assert [step.state.value for step in stepper.steps][:3] == ["done", "now", "next"]
    movement.state, movement.closed_at = MovementState.CLOSED, AT
    movement.save()
    stepper = stepper_of(season_movement(office))
    assert stepper.current is None
    assert {step.state.value for step in stepper.steps} == {"done"}


def test_the_steps_follow_the_periods_of_reporting(commune, office):
    movement = open_movement(commune)
    days_of = {"starts_on": date(2024, 1, 1), "ends_on": date(2024, 1, 31), "due_on": date(2024, 2, 5)}
    period = Period.objects.create(
        authority=commune.authority, year=movement.year, frequency="month", name="Tháng 1/2024", **days_of
    )
    assert stepper_of(season_movement(office)).current.number == 2
    period.state = PeriodState.OPEN
    period.save()
    assert stepper_of(season_movement(office)).current.number == 3
    period.state, period.closed_at = PeriodState.CLOSED, AT
    period.save()
    steps = stepper_of(season_movement(office)).steps
    assert [step.number for step in steps if step.state == "now"] == [3, 4]


def test_the_season_is_about_the_newest_open_movement(commune, office):
    open_movement(commune, "Năm cũ", year=2023)
    open_movement(commune, "Năm nay", year=2024)
    open_movement(commune, "Đã kết thúc", year=2025, state=MovementState.CLOSED, closed_at=AT)
    assert season_movement(office).title == "Năm nay"


@pytest.mark.parametrize(
    ("role", "asked"),
    [
        (Role.KEEPER, True),
        (Role.OFFICE, True),
        (Role.CHAIRMAN, True),
        (Role.COUNCIL, False),
        (Role.EDITOR, False),
        (Role.UNIT_HEAD, False),
    ],
)
def test_a_card_that_waits_stands_in_the_list_of_those_who_can_confirm_it(
    commune, office, today, role, asked
):
    member = commune.user(Role.COUNCIL)
    card = devices.issue_card(member, by=office, at=timezone.now())
    found = _items(commune.actor(role, commune.units["Thôn 1"]), today)
    assert (f"Thẻ của {member.person}" in {item.lead for item in found}) == asked
    assert member.person.full_name in " ".join(item.lead for item in _items(actor_of(member, today), today))
    assert not any(item.page == "organisation:account" for item in _items(office, today))
    devices.confirm_card(card, by=commune.actor(Role.KEEPER), at=timezone.now())
    assert not any(item.page == "organisation:account" for item in _items(actor_of(member, today), today))


@pytest.mark.parametrize("rows", [1, 15])
@pytest.mark.parametrize("role", [Role.KEEPER, Role.OFFICE, Role.CHAIRMAN, Role.UNIT_HEAD])
def test_the_list_costs_the_same_for_any_length(
    rows, role, commune, office, today, django_assert_max_num_queries
):
    open_movement(commune)
    for number in range(rows):
        unit = Unit.objects.create(authority=commune.authority, name=f"Tổ {number}", kind="village")
        commune.units[unit.name] = unit
        give(commune, office, unit.name, f"Việc {number}", today - days(number))
        done = give(commune, office, unit.name, f"Việc xong {number}", today)
        obligations.complete(done, note="", expected=done.version, by=office, at=timezone.now())
        drafts.by_hand({"title": f"Dự thảo {number}", "year": 2025}, by=office, at=AT)
        devices.issue_card(commune.user(Role.COUNCIL), by=office, at=timezone.now())
    client = commune.client(role, commune.units["Tổ 0"] if role == Role.UNIT_HEAD else None)
    with django_assert_max_num_queries(12):
        assert client.get("/").status_code == 200


def test_reminders_wait_for_the_office_and_for_nobody_else(commune, office, today):
    for unit in ("Thôn 1", "Thôn 2"):
        give(commune, office, unit, "Gửi kế hoạch", today + days(3))
    assert drafting.draft_all(at=timezone.now()) == 2
    (line,) = [item for item in _items(office, today) if item.page == "obligations:reminder-list"]
    assert (line.lead + line.rest, line.button) == ("2 nhắc việc chờ gửi.", "Đọc và gửi")
    for role in (Role.CHAIRMAN, Role.KEEPER, Role.UNIT_HEAD):
        pages = {item.page for item in _items(commune.actor(role, commune.units["Thôn 1"]), today)}
        assert "obligations:reminder-list" not in pages


def test_of_many_units_in_debt_the_rest_is_counted_and_linked(commune, office, today):
    for number in range(12):
        unit = Unit.objects.create(authority=commune.authority, name=f"Tổ {number}", kind="village")
        commune.units[unit.name] = unit
        give(commune, office, unit.name, "Gửi kế hoạch", today - days(2))
    page = commune.client(Role.OFFICE).get("/").text
    assert "Còn 2 đơn vị khác." in page
    assert f"?trang-thai=tre&amp;don-vi={commune.units['Tổ 0'].pk}" in page


def test_the_sample_commune_counts_what_is_late_on_its_own_day(commune, office, today):
    open_movement(commune)
    give(commune, office, "Thôn 1", "Gửi kế hoạch.", date(2024, 7, 9))
    give(commune, office, "Thôn 2", "Gửi danh sách.", date(2024, 7, 12))
    commune.authority.stands_on = date(2024, 7, 10)
    commune.authority.save()
    devices.issue_card(commune.user(Role.COUNCIL), by=office, at=timezone.now() - days(30))
    assert "Thẻ của" not in commune.client(Role.CHAIRMAN).get("/").text
    page = commune.client(Role.OFFICE).get("/").text
    assert "10/07/2024" in page
    assert "Quá hạn 1 ngày" in page
    assert "12/07/2024" in page
    late = commune.client(Role.OFFICE).get(reverse("obligations:obligation-list"), {"trang-thai": "tre"}).text
    assert "Gửi kế hoạch." in late
    assert "Gửi danh sách." not in late
