"""The form of a report in a browser without script: cards, one POST that keeps all, faults at their place."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.pages import queries_of
from tests.reporting.forms import fields, figure_of, head, page, save_card
from tests.season import NOW, SmallSeason

from thidua.core.achievement import Nature
from thidua.foundation.models import AuditEntry
from thidua.movements.models import Allocation, Target, Tracking
from thidua.organisation.enums import Role
from thidua.reporting.enums import Route
from thidua.reporting.models import Figure
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, reports


def full(season: SmallSeason, **more: dict[str, object]) -> dict[str, object]:
    cards = {
        "fish": fields(season, "fish", so="33,6"),
        "health": fields(season, "health", so="190", tong="200"),
        "poor": fields(season, "poor", noi="khong"),
    }
    return {name: text for card in (cards | more).values() for name, text in card.items()}


def test_form_shows_a_card_for_each_figure_with_what_was_given(season: SmallSeason):
    text = head(season).get(page("report-form", season.report("Thôn 1").pk)).content.decode()
    assert text.count('<section class="fig" id="so-lieu-') == 3
    assert "Chỉ tính trong tháng 4/2024" in text
    assert "120 tấn" in text
    assert "190 trong 200" in text
    assert "Xem lại trước khi gửi" in text


def test_one_post_keeps_all_cards_and_leads_to_the_check_page(season: SmallSeason):
    report = season.report("Thôn 1")
    answer = head(season).post(
        page("report-form", report.pk), full(season) | {"xem": "1", "ghi": "Thiếu máy"}
    )
    assert answer.headers["Location"] == page("report-check", report.pk)
    assert [figure_of(season, name).said for name in ("fish", "health", "poor")] == [
        "number",
        "number",
        "none",
    ]
    assert figure_of(season, "health").base == Decimal(200)
    assert season.report("Thôn 1").note == "Thiếu máy"


def test_saving_the_same_form_twice_changes_nothing(season: SmallSeason):
    report, client = season.report("Thôn 1"), head(season)
    client.post(page("report-form", report.pk), full(season))
    before = AuditEntry.objects.count()
    assert client.post(page("report-form", report.pk), full(season)).status_code == 302
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("ba mươi", "không phải là số"),
        ("-4", "nhỏ hơn 0"),
        ("1e309", "lối rút gọn của máy"),
        ("=1+1", "như một công thức"),
        ("5/4/2024", "giống ngày tháng"),
        ("33 người", "đơn vị của ô này là “tấn”"),
    ],
)
def test_what_is_no_number_is_kept_as_typed_and_told_at_its_card(
    season: SmallSeason, text: str, sentence: str
):
    report, client = season.report("Thôn 1"), head(season)
    client.post(page("report-form", report.pk), full(season, fish=fields(season, "fish", so=text)))
    assert figure_of(season, "fish").typed == text
    assert figure_of(season, "poor").said == "none"
    shown = client.get(page("report-form", report.pk)).content.decode()
    assert sentence in shown
    assert client.get(page("report-check", report.pk)).content.decode().count("Chưa gửi được: còn 1 chỗ") == 1


def test_thousands_and_decimals_are_read_as_people_write_them(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    answer = save_card(client, season, "fish", report, so="1.234.567,8").content.decode()
    assert figure_of(season, "fish").value == Decimal("1234567.8")
    assert "một triệu hai trăm ba mươi bốn nghìn" in answer
    answer = save_card(client, season, "fish", report, so="1,234.5", version=1).content.decode()
    assert figure_of(season, "fish").value == Decimal("1234.5")
    assert "một nghìn hai trăm ba mươi bốn phẩy năm tấn" in answer


def test_more_than_all_is_told_at_the_card(season: SmallSeason):
    answer = save_card(head(season), season, "health", season.report("Thôn 1"), so="220", tong="200")
    assert "220 nhiều hơn tổng 200" in answer.content.decode()


def test_a_word_beside_a_number_is_told_and_nothing_lost(season: SmallSeason):
    answer = save_card(head(season), season, "fish", season.report("Thôn 1"), so="12", noi="khong")
    assert "Sau số còn chữ “không có”" in answer.content.decode()
    assert figure_of(season, "fish").typed == "12 không có"


def test_a_state_and_a_milestone_have_fields_of_their_own(season: SmallSeason):
    Tracking.objects.filter(target=season.targets["fish"]).update(nature=Nature.STATE)
    Tracking.objects.filter(target=season.targets["poor"]).update(nature=Nature.MILESTONE, steps_total=19)
    client, report = head(season), season.report("Thôn 1")
    shown = client.get(page("report-form", report.pk)).content.decode()
    assert "Chưa đạt" in shown
    assert "trong 19 tiêu chí" in shown
    save_card(client, season, "fish", report, noi="dat")
    save_card(client, season, "poor", report, so="17", qd="Quyết định 12 ngày 5/4/2024")
    assert figure_of(season, "fish").value == 1
    assert figure_of(season, "poor").decision == "Quyết định 12 ngày 5/4/2024"
    check = client.get(page("report-check", report.pk)).content.decode()
    assert "17/19 tiêu chí" in check
    assert '<b class="num">đạt</b>' in check


def test_note_that_is_too_long_is_refused_at_its_card(season: SmallSeason):
    report = season.report("Thôn 1")
    sent = full(season, fish=fields(season, "fish", so="4", gc="dài " * 400))
    answer = head(season).post(page("report-form", report.pk), sent)
    assert answer.status_code == 422
    assert "Ghi chú dài quá 1000 chữ" in answer.content.decode()
    assert not Figure.objects.filter(target=season.targets["fish"]).exists()
    assert figure_of(season, "poor").said == "none"


def test_two_phones_see_both_versions_at_the_card(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="30", gc="Sổ thuyền")
    answer = client.post(page("report-form", report.pk), full(season))
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản đang nhập: <b>33,6 tấn</b>" in text
    assert "Bản đã lưu: <b>30 tấn</b> (Sổ thuyền)" in text
    assert figure_of(season, "fish").value == 30
    assert figure_of(season, "poor").said == "none"
    assert AuditEntry.objects.filter(action="foundation.version.refuse").exists()


@pytest.mark.parametrize(("taken", "value"), [("1", "33.6"), ("da-luu", "30")])
def test_choosing_a_version_keeps_that_one(season: SmallSeason, taken: str, value: str):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="30")
    card = fields(season, "fish", so="33,6", lay=taken)
    assert client.post(page("report-form", report.pk), full(season, fish=card)).status_code == 302
    assert figure_of(season, "fish").value == Decimal(value)


def test_somebody_elses_unit_is_read_and_not_written(season: SmallSeason):
    report = season.report("Thôn 1")
    shown = head(season, "Thôn 2").get(page("report-form", report.pk))
    assert "Chỉ Thôn 1 hoặc văn phòng được ghi báo cáo này" in shown.content.decode()
    assert '<form method="post" id="bao-cao"' not in shown.content.decode()
    assert head(season, "Thôn 2").post(page("report-form", report.pk), full(season)).status_code == 403
    assert save_card(head(season, "Thôn 2"), season, "fish", report, so="1").status_code == 403
    assert not Figure.objects.exists()


def test_closed_period_is_told_and_takes_nothing(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    report = season.report("Thôn 1")
    assert "đã khóa" in head(season).get(page("report-form", report.pk)).content.decode()
    assert head(season).post(page("report-form", report.pk), full(season)).status_code == 403
    answer = save_card(head(season), season, "fish", report, so="1")
    assert "đã khóa" in answer.content.decode()
    assert not Figure.objects.exists()


def test_a_target_of_another_unit_is_not_there(season: SmallSeason):
    assert save_card(head(season), season, "income", season.report("Thôn 1"), so="1").status_code == 404


def test_way_of_a_figure_is_told_when_it_waited_without_network(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    url = page("figure-write", report.pk, season.targets["fish"].pk)
    client.post(url, fields(season, "fish", so="5") | {"duong": "offline"})
    assert figure_of(season, "fish").route == Route.OFFLINE


def test_saving_a_card_costs_few_queries(season: SmallSeason, django_assert_max_num_queries):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="5")
    with django_assert_max_num_queries(13):  # two begin and end the transaction, one waits for the period
        assert save_card(client, season, "fish", report, so="6", version=1).status_code == 200


def test_page_costs_the_same_for_any_number_of_figures(season: SmallSeason):
    report, client = season.report("Thôn 1"), head(season)
    few = queries_of(client, page("report-form", report.pk))
    unit = season.commune.units["Thôn 1"]
    for position in range(10, 40):
        target = Target.objects.create(
            authority=season.commune.authority,
            movement=season.movement,
            position=position,
            name=f"Chỉ tiêu {position}",
            comparator="ge",
            low=5,
            unit="hộ",
            sentence="Đạt 5 hộ.",
        )
        Tracking.objects.create(target=target, nature="cumulative", frequency="month", allocation_kind="sum")
        Allocation.objects.create(target=target, unit=unit, amount=5)
        figures.write(report, target, Entry("1"), expected=0, by=season.heads["Thôn 1"], at=NOW)
    many = queries_of(client, page("report-form", report.pk))
    assert few == many <= 12
    assert queries_of(client, page("report-check", report.pk)) <= 12


def test_office_is_told_for_whom_it_enters(season: SmallSeason):
    text = season.commune.client(Role.OFFICE).get(page("report-form", season.report("Thôn 1").pk))
    assert "Đang nhập hộ cho <b>Thôn 1</b>" in text.content.decode()


def test_keeping_a_whole_form_costs_the_same_for_any_number_of_figures(season: SmallSeason):
    one = statements(season, "Thôn 1", fields(season, "fish", so="5"))
    assert one == statements(season, "Thôn 2", full(season)) <= 16


def statements(season: SmallSeason, village: str, sent: dict[str, object]) -> int:
    """Count what keeping a form costs in a session that is in use already."""
    client, report = head(season, village), season.report(village)
    client.get(page("report-form", report.pk))
    with CaptureQueriesContext(connection) as captured:
        assert client.post(page("report-form", report.pk), sent).status_code == 302
    return len(captured)


def test_a_note_written_meanwhile_is_not_erased_by_an_older_form(season: SmallSeason):
    report, client = season.report("Thôn 1"), head(season)
    reports.write_note(report, "Thiếu thuyền", seen="", by=season.office, at=NOW)
    form = page("report-form", report.pk)
    assert client.post(form, full(season) | {"ghi": "", "ghi-cu": ""}).status_code == 302
    assert season.report("Thôn 1").note == "Thiếu thuyền"
    answer = client.post(form, {"ghi": "Thiếu lưới", "ghi-cu": ""})
    assert answer.status_code == 422
    assert "vừa ghi ý kiến khác: “Thiếu thuyền”" in answer.content.decode()
    assert ">Thiếu lưới</textarea>" in answer.content.decode()
    assert 'name="ghi-cu" value="Thiếu thuyền"' in answer.content.decode()
    both = {"ghi": "Thiếu thuyền, thiếu lưới", "ghi-cu": "Thiếu thuyền"}
    assert client.post(form, both).status_code == 302
    assert season.report("Thôn 1").note == "Thiếu thuyền, thiếu lưới"


def test_lines_of_a_note_count_as_the_browser_counts_them(season: SmallSeason):
    report, client = season.report("Thôn 1"), head(season)
    lines = "\r\n".join(["a" * 99] * 20)
    assert client.post(page("report-form", report.pk), {"ghi": lines, "ghi-cu": ""}).status_code == 302
    assert len(season.report("Thôn 1").note) == 1999
    longer = client.post(page("report-form", report.pk), {"ghi": lines + "b" * 9, "ghi-cu": lines})
    assert longer.status_code == 422
    assert "bbbbbbbbb</textarea>" in longer.content.decode()
