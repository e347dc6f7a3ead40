"""What was typed comes back with the reason when a form is refused: nothing has to be typed twice."""

from decimal import Decimal
from uuid import uuid4

from lxml import html
from tests.reporting.forms import browser, fields, figure_of, head, page
from tests.reporting.steps import fill, send
from tests.season import NOW, SmallSeason

from thidua.movements.models import Allocation
from thidua.organisation.enums import Role
from thidua.reporting.models import Figure, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import periods, verification


def close(season: SmallSeason) -> None:
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)


def unsaved(answer) -> dict[str, str]:
    shown = html.fromstring(answer.content.decode())
    return {
        label.text_content(): shown.get_element_by_id(label.get("for")).text
        for label in shown.xpath("//section[@aria-labelledby='h-chua-luu']//label")
    }


def test_a_form_sent_after_the_period_was_closed_gives_every_text_back(season: SmallSeason):
    fill(season, "Thôn 1", fish=Entry("33"))
    close(season)
    sent = {
        **fields(season, "fish", so="34", gc="Sổ tàu"),
        **fields(season, "health", so="190", tong="200"),
        "ghi": "Thiếu thuyền",
    }
    answer = head(season).post(page("report-form", season.report("Thôn 1").pk), sent)
    assert answer.status_code == 403
    assert "đã khóa" in answer.content.decode()
    assert unsaved(answer) == {
        "Sản lượng đánh bắt": "34",
        "Sản lượng đánh bắt, ghi chú": "Sổ tàu",
        "Khó khăn, đề nghị": "Thiếu thuyền",
    }
    assert figure_of(season, "fish").value == 33


def test_a_figure_that_left_the_report_is_told_with_its_text(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    Allocation.objects.filter(target=season.targets["fish"], unit=report.unit).delete()
    sent = fields(season, "fish", so="34") | fields(season, "poor", so="1")
    answer = client.post(page("report-form", report.pk), sent)
    assert answer.status_code == 422
    assert "không còn trong báo cáo" in answer.content.decode()
    assert unsaved(answer) == {"Sản lượng đánh bắt": "34"}
    assert figure_of(season, "poor").value == 1


def objected(season: SmallSeason, text: str):
    unit = browser(season.accounts["Thôn 1"])
    return unit.post(
        page("report-object", season.report("Thôn 1").pk), {"_once": str(uuid4()), "objection": text}
    )


def test_an_objection_that_is_too_long_comes_back_at_its_field(season: SmallSeason):
    send(season, "Thôn 1")
    Report.objects.filter(pk=season.report("Thôn 1").pk).update(entered_for_by="Văn phòng")
    text = "Số đánh bắt chưa đúng. " * 30
    answer = objected(season, text)
    assert answer.status_code == 409
    shown = html.fromstring(answer.content.decode())
    field = shown.get_element_by_id("objection")
    assert field.text == text
    assert "dài quá 500 chữ" in shown.get_element_by_id(field.get("aria-describedby")).text_content()
    assert objected(season, "Đánh bắt 40 tấn").status_code == 302
    second = objected(season, "Đánh bắt 41 tấn")
    assert unsaved(second) == {"Ý kiến": "Đánh bắt 41 tấn"}


def test_a_mended_number_that_cannot_be_read_stays_in_its_field(season: SmallSeason):
    send(season, "Thôn 1")
    figure = figure_of(season, "fish")
    office = season.commune.client(Role.OFFICE)
    for headers in ({}, {"HX-Request": "true"}):
        sent = {"_once": str(uuid4()), "_version": figure.version, "so": "ba mươi", "ly-do": "Đếm lại"}
        answer = office.post(page("figure-step", figure.id, "sua"), sent, headers=headers)
        assert answer.status_code == 409
        shown = html.fromstring(answer.content.decode())
        field = shown.get_element_by_id(f"n-{figure.id}")
        assert field.get("value") == "ba mươi"
        assert "không phải là số" in shown.get_element_by_id(field.get("aria-describedby")).text_content()
        assert shown.get_element_by_id(f"r-{figure.id}").get("value") == "Đếm lại"


def test_a_mend_after_the_period_was_closed_tells_what_was_typed(season: SmallSeason):
    send(season, "Thôn 1")
    figure = figure_of(season, "fish")
    close(season)
    sent = {"_once": str(uuid4()), "_version": figure.version, "so": "30", "ly-do": "Đếm lại"}
    answer = season.commune.client(Role.OFFICE).post(page("figure-step", figure.id, "sua"), sent)
    assert answer.status_code == 403
    assert "Số vừa ghi, chưa lưu: 30." in answer.content.decode()
    assert "“Đếm lại”" in answer.content.decode()
    assert Figure.objects.get(id=figure.id).version == figure.version


def note(client, report: Report, text: str, seen: str, **more: str):
    data = {"ghi": text, "ghi-cu": seen, **more}
    return client.post(page("report-note", report.pk), data, headers={"HX-Request": "true"})


def test_a_note_typed_on_an_older_one_overwrites_nothing(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    assert note(client, report, "Thiếu thuyền", "").status_code == 200
    refused = note(client, report, "Thiếu lưới", "")
    assert refused.status_code == 409
    assert "vừa ghi ý kiến khác: “Thiếu thuyền”" in refused.content.decode()
    assert 'name="ghi-cu" value="Thiếu thuyền"' in refused.content.decode()
    assert client.post(page("report-note", report.pk), {"ghi": "Cũ"}).status_code == 409  # says nothing of it
    assert season.report("Thôn 1").note == "Thiếu thuyền"
    assert note(client, report, "Thiếu lưới, thuyền", "Thiếu thuyền").status_code == 200


def test_a_file_kept_for_another_account_is_refused(season: SmallSeason):
    client, report = head(season), season.report("Thôn 1")
    url = page("evidence-list", report.pk, season.targets["fish"].pk)
    sent = {"_once": str(uuid4()), "url": "https://camlinh.gov.vn/so", "tai-khoan": "0"}
    assert client.post(url, sent).status_code == 403
    assert client.post(url, {**sent, "tai-khoan": str(season.accounts["Thôn 1"].pk)}).status_code == 302


def test_a_correction_that_comes_too_late_keeps_its_words(season: SmallSeason):
    send(season, "Thôn 1")
    figure, client = figure_of(season, "fish"), head(season)
    sent = {"_version": figure.version, "typed": "35", "reason": "Ghi nhầm"}
    verification.send_back(figure, reason="Sai", expected=figure.version, by=season.office, at=NOW)
    for status, why in ((409, "vừa bị trả lại"), (403, "đã khóa")):
        answer = client.post(page("figure-correct", figure.id), {**sent, "_once": str(uuid4())})
        assert answer.status_code == status
        shown = html.fromstring(answer.content.decode())
        assert why in shown.xpath("//div[@class='errors']")[0].text_content()
        assert shown.get_element_by_id("id_typed").get("value") == "35"
        assert "Ghi nhầm" in shown.get_element_by_id("id_reason").text
        if status == 409:
            close(season)
    assert figure_of(season, "fish").value == Decimal("33.6")
