"""From the check page to the receipt, and what a unit says of a report entered in its place."""

from datetime import timedelta
from uuid import uuid4

from django.test import Client
from tests.pages import queries_of
from tests.reporting.forms import figure_of, head, page, save_card
from tests.reporting.test_report_form import full
from tests.season import NOW, SmallSeason

from thidua.foundation.models import AuditEntry
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.reporting.enums import FigureState, ReportState
from thidua.reporting.models import Report
from thidua.reporting.queries.report_form import form_of
from thidua.reporting.services import periods, reports, verification


def fill(client: Client, season: SmallSeason, **more: dict[str, object]) -> Report:
    report = season.report("Thôn 1")
    assert client.post(page("report-form", report.pk), full(season, **more)).status_code == 302
    return season.report("Thôn 1")


def send(client: Client, report: Report, **more: object) -> object:
    sent = {"_once": str(uuid4()), "_version": report.version, "seen": form_of(report).stamp}
    return client.post(page("report-check", report.pk), sent | more)


def test_check_page_shows_what_will_be_sent_and_what_is_still_blank(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="33,6")
    text = client.get(page("report-check", report.pk)).content.decode()
    assert "Sẽ gửi 1 số" in text
    assert '<b class="num">33,6 tấn</b>' in text
    assert "Chưa có 2 số, gửi sau" in text


def test_sending_leads_to_a_receipt(season: SmallSeason):
    client = head(season)
    report = fill(client, season)
    answer = send(client, report)
    assert answer.headers["Location"] == page("report-receipt", report.pk)
    report.refresh_from_db()
    text = client.get(page("report-receipt", report.pk)).content.decode()
    assert report.receipt in text
    assert "190 trong 200 (95%)" in text
    assert "Đính chính" in text
    assert queries_of(client, page("report-receipt", report.pk)) <= 12


def test_sending_twice_sends_once(season: SmallSeason):
    client = head(season)
    report = fill(client, season)
    form = {"_once": str(uuid4()), "_version": report.version, "seen": form_of(report).stamp}
    first, second = (client.post(page("report-check", report.pk), form) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert AuditEntry.objects.filter(action="reporting.report.send").count() == 1


def test_nothing_is_sent_that_was_not_looked_at(season: SmallSeason):
    client = head(season)
    report = fill(client, season)
    seen = form_of(report).stamp
    save_card(client, season, "fish", report, so="40", version=1)
    answer = send(client, report, seen=seen)
    assert answer.status_code == 409
    assert "vừa có số thay đổi" in answer.content.decode()
    assert season.report("Thôn 1").state == ReportState.DRAFT


def test_a_fault_leads_to_its_field_and_holds_the_report_back(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    save_card(client, season, "fish", report, so="ba mươi")
    answer = send(client, report)
    text = answer.content.decode()
    assert answer.status_code == 422
    assert f'href="{page("report-form", report.pk)}#so-{season.targets["fish"].pk.hex}"' in text
    assert season.report("Thôn 1").state == ReportState.DRAFT


def test_a_question_wants_a_note_and_leads_to_it(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    answer = save_card(client, season, "poor", report, so="3").content.decode()
    assert "Cả năm được 3 vụ, trong khi giao 2 vụ" in answer
    text = client.get(page("report-check", report.pk)).content.decode()
    assert f'#gc-{season.targets["poor"].pk.hex}"' in text
    assert "Ghi lý do vào ô ghi chú" in text
    save_card(client, season, "poor", report, so="3", gc="Ba vụ ở bến cá", version=1)
    assert send(client, report).status_code == 302


def test_an_empty_report_says_why_it_cannot_be_sent(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    text = client.get(page("report-check", report.pk)).content.decode()
    assert "Chưa có số nào để gửi" in text
    assert 'aria-disabled="true"' in text
    assert send(client, report).status_code == 422


def test_a_closed_period_takes_no_report(season: SmallSeason):
    client = head(season)
    report = fill(client, season)
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert send(client, report).status_code == 403
    assert season.report("Thôn 1").state == ReportState.DRAFT


def test_a_report_that_was_not_sent_has_no_receipt(season: SmallSeason):
    report = season.report("Thôn 1")
    answer = head(season).get(page("report-receipt", report.pk))
    assert answer.headers["Location"] == page("report-form", report.pk)


def test_only_what_was_returned_is_open_again_with_its_reason_on_top(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    figure = figure_of(season, "fish")
    verification.send_back(figure, reason="Thiếu ảnh sổ", expected=figure.version, by=season.office, at=NOW)
    report = season.report("Thôn 1")
    text = client.get(page("report-form", report.pk)).content.decode()
    assert text.count(" data-locked") == 2
    assert "<b>Trả lại:</b> Thiếu ảnh sổ" in text
    assert text.index("Thiếu ảnh sổ") < text.index(f'id="so-{season.targets["fish"].pk.hex}"')
    save_card(client, season, "fish", report, so="34", version=figure_of(season, "fish").version)
    assert send(client, season.report("Thôn 1")).status_code == 302
    assert figure_of(season, "fish").state == FigureState.SENT


def test_what_is_typed_into_a_figure_sent_meanwhile_is_told_and_shown(season: SmallSeason):
    client = head(season)
    send(client, fill(client, season))
    answer = client.post(page("report-form", season.report("Thôn 1").pk), full(season) | fish(season, "99"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "đã gửi nên không sửa thẳng được" in text
    assert "Số vừa ghi, chưa lưu: 99" in text


def fish(season: SmallSeason, text: str) -> dict[str, str]:
    return {f"so-{season.targets['fish'].pk.hex}": text}


def test_office_enters_for_a_unit_which_is_told_and_objects(season: SmallSeason):
    office, unit = season.commune.client(Role.OFFICE), head(season)
    report = fill(office, season)
    send(office, report)
    report = season.report("Thôn 1")
    receipt = office.get(page("report-receipt", report.pk)).content.decode()
    assert f"Người gửi: {report.sent_by}, nhập hộ Thôn 1" in receipt
    shown = unit.get(page("report-form", report.pk)).content.decode()
    assert f"{report.entered_for_by} đã nhập hộ Thôn 1" in shown
    assert "Số nào chưa đúng" in shown
    history = unit.get(page("figure-history", figure_of(season, "fish").id)).content.decode()
    assert "Nhập hộ cho Thôn 1" in history
    said = {"_once": str(uuid4()), "objection": "Đánh bắt 43,6 tấn"}
    assert unit.post(page("report-object", report.pk), said).status_code == 302
    assert "Đánh bắt 43,6 tấn" in office.get(page("report-form", report.pk)).content.decode()
    work = Obligation.objects.get(origin_kind="report-objection", origin_id=str(report.pk))
    assert work.unit == season.commune.units["Văn phòng UBND xã"]
    assert work.origin_url == page("report-form", report.pk)
    again = said | {"_once": str(uuid4())}
    assert unit.post(page("report-object", report.pk), again).status_code == 409
    assert Obligation.objects.filter(origin_kind="report-objection").count() == 1


def test_nobody_else_objects(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    report = fill(office, season)
    send(office, report)
    said = {"_once": str(uuid4()), "objection": "Sai"}
    assert head(season, "Thôn 2").post(page("report-object", report.pk), said).status_code == 403
    empty = {"_once": str(uuid4()), "objection": " "}
    assert head(season).post(page("report-object", report.pk), empty).status_code == 409


def test_work_of_a_unit_leads_straight_to_the_form(season: SmallSeason):
    report = season.report("Thôn 1")
    assert page("report-form", report.pk) in head(season).get("/").content.decode()


def test_paper_form_has_questions_targets_and_a_code(season: SmallSeason):
    report = season.report("Thôn 1")
    text = head(season).get(page("report-blank", report.pk)).content.decode()
    assert "<svg" in text
    assert f"http://testserver{page('report-form', report.pk)}" in text
    assert "trong ………… số khẩu" in text


def test_what_is_sent_in_a_commune_that_stands_still_is_sent_on_its_day(season: SmallSeason):
    report = fill(head(season), season)
    later, its_own = NOW + timedelta(days=878), Authority.objects.filter(pk=season.commune.authority.pk)
    its_own.update(stands_on=NOW.date())
    reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=later)
    for moved in (0, 60):
        its_own.update(stands_on=NOW.date() + timedelta(days=moved))
        text = head(season).get(page("report-receipt", report.pk)).content.decode()
        assert "trước hạn 3 ngày" in text
        assert "sau hạn" not in text
