"""A figure from the field to the total: written, sent, verified, returned, mended, corrected, lowered."""

from datetime import timedelta
from decimal import Decimal

import pytest
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.services.versions import StaleVersionError
from thidua.obligations.enums import ObligationState
from thidua.obligations.models import Obligation
from thidua.organisation.enums import Role
from thidua.reporting.enums import ChangeKind, FigureState, ReportState
from thidua.reporting.models import Figure, FigureChange, PeriodTotal, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, reports, verification

FULL = {"fish": Entry("33,6"), "health": Entry("190", "200"), "poor": Entry("không có")}


def write(
    season: SmallSeason, village: str, name: str, entry: Entry, *, period: str = "Tháng 4/2024"
) -> Figure:
    report, target = season.report(village, period), season.targets[name]
    figure = Figure.objects.filter(report=report, target=target).first()
    return figures.write(
        report,
        target,
        entry,
        expected=figure.version if figure else 0,
        by=season.heads[village],
        at=NOW,
    )


def fill(season: SmallSeason, village: str, **entries: Entry) -> None:
    for name, entry in (FULL | entries).items():
        write(season, village, name, entry)


def send(season: SmallSeason, village: str, **more: Entry) -> Report:
    fill(season, village, **more)
    report = season.report(village)
    return reports.send(report, expected=report.version, by=season.heads[village], at=NOW)


def figure_of(season: SmallSeason, village: str, name: str) -> Figure:
    return Figure.objects.select_related("report__period", "target").get(
        report=season.report(village), target=season.targets[name]
    )


def total_of(season: SmallSeason, name: str) -> PeriodTotal:
    return PeriodTotal.objects.get(target=season.targets[name], period=season.period("Tháng 4/2024"))


def test_what_was_typed_is_kept_readable_or_not(season: SmallSeason):
    figure = write(season, "Thôn 1", "fish", Entry("33,6"))
    assert (figure.value, figure.said, figure.typed) == (Decimal("33.6"), "number", "33,6")
    figure = write(season, "Thôn 1", "fish", Entry("ba mươi ba"))
    assert (figure.value, figure.said, figure.typed) == (None, "empty", "ba mươi ba")


def test_blank_zero_none_and_not_applicable_are_four_things(season: SmallSeason):
    said = [
        (figure.said, figure.value)
        for text in ("", "0", "không có", "không áp dụng")
        for figure in [write(season, "Thôn 1", "fish", Entry(text))]
    ]
    assert said == [("empty", None), ("number", Decimal(0)), ("none", None), ("not_applicable", None)]


def test_writing_the_same_again_changes_nothing(season: SmallSeason):
    write(season, "Thôn 1", "fish", Entry("33,6"))
    before = AuditEntry.objects.count()
    figure = write(season, "Thôn 1", "fish", Entry("33,6"))
    assert figure.version == 1
    assert AuditEntry.objects.count() == before


def test_two_phones_never_overwrite_each_other_unseen(season: SmallSeason):
    write(season, "Thôn 1", "fish", Entry("33,6"))
    report, target = season.report("Thôn 1"), season.targets["fish"]
    with pytest.raises(StaleVersionError):
        figures.write(report, target, Entry("40"), expected=0, by=season.heads["Thôn 1"], at=NOW)
    assert figure_of(season, "Thôn 1", "fish").value == Decimal("33.6")


def test_another_unit_may_not_write(season: SmallSeason):
    report, target = season.report("Thôn 1"), season.targets["fish"]
    with pytest.raises(RefusedError, match="Thôn 1 hoặc văn phòng"):
        figures.write(report, target, Entry("1"), expected=0, by=season.heads["Thôn 2"], at=NOW)


def test_sending_gives_a_receipt_and_settles_the_work(season: SmallSeason):
    report = send(season, "Thôn 1")
    assert report.state == ReportState.SENT
    assert len(report.receipt.replace(" ", "")) == 8
    work = Obligation.objects.get(origin_id=str(report.pk))
    assert (work.state, work.closing_note) == (ObligationState.DONE, f"Mã nhận {report.receipt}.")
    assert (total_of(season, "fish").value, total_of(season, "fish").sent) == (Decimal("33.6"), 1)
    assert total_of(season, "fish").verified_value is None


def test_a_blank_figure_stays_owed(season: SmallSeason):
    write(season, "Thôn 1", "fish", Entry("33,6"))
    report = season.report("Thôn 1")
    sent = reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    assert sent.state == ReportState.PARTIAL
    assert Obligation.objects.get(origin_id=str(report.pk)).state == ObligationState.OPEN
    assert total_of(season, "poor").sent == 0


def test_a_fault_holds_the_report_back_at_its_place(season: SmallSeason):
    fill(season, "Thôn 1", health=Entry("220", "200"))
    report = season.report("Thôn 1")
    with pytest.raises(DomainError, match="Người có thẻ BHYT: 220 nhiều hơn tổng 200"):
        reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    assert season.report("Thôn 1").state == ReportState.DRAFT


def test_an_empty_report_cannot_be_sent(season: SmallSeason):
    report = season.report("Thôn 1")
    with pytest.raises(DomainError, match="Chưa có số nào"):
        reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)


def test_a_figure_out_of_its_history_wants_a_note(season: SmallSeason):
    periods.begin_due(at=NOW + timedelta(days=30))
    for month, text in (("1", "30"), ("2", "32"), ("3", "31"), ("4", "33")):
        write(season, "Thôn 1", "fish", Entry(text), period=f"Tháng {month}/2024")
    write(season, "Thôn 1", "fish", Entry("310"), period="Tháng 5/2024")
    report = season.report("Thôn 1", "Tháng 5/2024")
    with pytest.raises(DomainError, match="ghi chú vì sao"):
        reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)
    write(season, "Thôn 1", "fish", Entry("310", note="Trúng mùa"), period="Tháng 5/2024")
    report = season.report("Thôn 1", "Tháng 5/2024")
    assert reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW).receipt


def test_a_limit_that_is_passed_wants_a_note(season: SmallSeason):
    fill(season, "Thôn 1", poor=Entry("3"))
    report = season.report("Thôn 1")
    with pytest.raises(DomainError, match="Cả năm được 3 vụ, trong khi giao 2 vụ"):
        reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)


def test_what_is_sent_is_not_rewritten_but_corrected(season: SmallSeason):
    send(season, "Thôn 1")
    with pytest.raises(DomainError, match="Đính chính"):
        write(season, "Thôn 1", "fish", Entry("40"))
    figure = figure_of(season, "Thôn 1", "fish")
    corrected = figures.correct(
        figure,
        Entry("40"),
        reason="Sót một thuyền",
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=NOW,
    )
    change = FigureChange.objects.get()
    assert corrected.value == Decimal(40)
    assert (change.value_before, change.value_after, change.kind) == (
        Decimal("33.6"),
        Decimal(40),
        ChangeKind.CORRECTED,
    )
    assert total_of(season, "fish").value == Decimal(40)


def test_only_verified_figures_count(season: SmallSeason):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    total = total_of(season, "fish")
    assert (total.verified_value, total.verified) == (Decimal("33.6"), 1)
    assert season.report("Thôn 1").state == ReportState.SENT


def test_a_report_is_verified_when_all_of_it_is(season: SmallSeason):
    send(season, "Thôn 1")
    for name in FULL:
        figure = figure_of(season, "Thôn 1", name)
        verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    assert season.report("Thôn 1").state == ReportState.VERIFIED


def test_nobody_verifies_an_own_figure(season: SmallSeason):
    report, target = season.report("Thôn 1"), season.targets["fish"]
    figures.write(report, target, Entry("33,6"), expected=0, by=season.office, at=NOW)
    reports.send(season.report("Thôn 1"), expected=1, by=season.office, at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    with pytest.raises(RefusedError, match="không tự thẩm định"):
        verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    with pytest.raises(RefusedError, match="không tự thẩm định"):
        verification.verify(figure, expected=figure.version, by=season.heads["Thôn 1"], at=NOW)
    verified = verification.verify(figure, expected=figure.version, by=season.other_office, at=NOW)
    assert verified.state == FigureState.VERIFIED


def test_a_returned_figure_goes_to_its_unit_and_the_rest_stays(season: SmallSeason):
    report = send(season, "Thôn 1")
    good, bad = figure_of(season, "Thôn 1", "health"), figure_of(season, "Thôn 1", "fish")
    verification.verify(good, expected=good.version, by=season.office, at=NOW)
    with pytest.raises(DomainError, match="lý do"):
        verification.send_back(bad, reason="", expected=bad.version, by=season.office, at=NOW)
    verification.send_back(bad, reason="Thiếu ảnh", expected=bad.version, by=season.office, at=NOW)
    assert season.report("Thôn 1").state == ReportState.RETURNED
    assert figure_of(season, "Thôn 1", "health").state == FigureState.VERIFIED
    assert Obligation.objects.get(origin_id=str(report.pk)).state == ObligationState.OPEN
    assert Notice.objects.filter(unit_id=report.unit_id, detail="Thiếu ảnh").exists()
    assert total_of(season, "fish").sent == 0
    write(season, "Thôn 1", "fish", Entry("34"))
    again = season.report("Thôn 1")
    reports.send(again, expected=again.version, by=season.heads["Thôn 1"], at=NOW)
    assert season.report("Thôn 1").receipt != report.receipt
    assert figure_of(season, "Thôn 1", "health").state == FigureState.VERIFIED
    assert Obligation.objects.get(origin_id=str(report.pk)).state == ObligationState.DONE


def test_mending_keeps_both_numbers_and_the_reason(season: SmallSeason):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    mended = verification.mend(
        figure, Entry("31"), reason="Theo sổ cảng", expected=figure.version, by=season.office, at=NOW
    )
    assert (mended.value, mended.state) == (Decimal(31), FigureState.VERIFIED)
    assert FigureChange.objects.get().kind == ChangeKind.MENDED
    assert total_of(season, "fish").verified_value == Decimal(31)


def test_a_verification_can_be_taken_back(season: SmallSeason):
    send(season, "Thôn 1")
    figure = figure_of(season, "Thôn 1", "fish")
    verified = verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    undone = verification.undo(verified, expected=verified.version, by=season.office, at=NOW)
    assert (undone.state, undone.verified_by) == (FigureState.SENT, "")
    assert total_of(season, "fish").verified == 0


def test_an_inspection_lowers_a_figure_even_when_its_period_is_closed(season: SmallSeason):
    send(season, "Thôn 1")
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    figure = figure_of(season, "Thôn 1", "fish")
    with pytest.raises(DomainError, match="kém hơn"):
        figures.lower(figure, Decimal(50), reason="Đếm lại", by=season.office, at=NOW)
    lowered = figures.lower(figure, Decimal(20), reason="Đếm lại tại bến", by=season.office, at=NOW)
    assert lowered.value == Decimal(20)
    assert FigureChange.objects.get().kind == ChangeKind.INSPECTED
    assert total_of(season, "fish").verified_value == Decimal(20)


def test_what_must_stay_low_is_put_up_to_what_an_inspection_found(season: SmallSeason):
    send(season, "Thôn 1")
    said_none = figure_of(season, "Thôn 1", "poor")
    found = figures.lower(said_none, Decimal(3), reason="Sổ công an ghi 3 vụ", by=season.office, at=NOW)
    assert (found.said, found.value) == ("number", Decimal(3))
    with pytest.raises(DomainError, match="kém hơn"):
        figures.lower(found, Decimal(2), reason="Đếm lại", by=season.office, at=NOW)
    assert total_of(season, "poor").value == Decimal(3)


def test_a_rate_is_put_down_by_both_of_its_numbers(season: SmallSeason):
    send(season, "Thôn 1")
    rate = figure_of(season, "Thôn 1", "health")
    found = figures.lower(
        rate, Decimal(190), base=Decimal(210), reason="Sổ hộ khẩu", by=season.office, at=NOW
    )
    assert (found.value, found.base) == (Decimal(190), Decimal(210))
    with pytest.raises(DomainError, match="nhiều hơn tổng"):
        figures.lower(found, Decimal(-1), reason="x", by=season.office, at=NOW)


def test_a_closed_period_takes_no_figure(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    with pytest.raises(RefusedError, match="đã khóa"):
        write(season, "Thôn 1", "fish", Entry("1"))


def test_entering_for_a_unit_names_both_and_the_unit_may_object(season: SmallSeason):
    report, target = season.report("Thôn 2"), season.targets["fish"]
    figure = figures.write(report, target, Entry("30"), expected=0, by=season.office, at=NOW)
    sent = reports.send(report, expected=report.version, by=season.office, at=NOW)
    assert sent.entered_for_by == season.office.name
    assert AuditEntry.objects.about(figure.id)[0].on_behalf_of == "Thôn 2"
    assert Notice.objects.filter(unit_id=report.unit_id, title__contains="nhập hộ").exists()
    objected = reports.object_to(sent, "Phải là 35 tấn", by=season.heads["Thôn 2"], at=NOW)
    assert objected.objection == "Phải là 35 tấn"
    with pytest.raises(RefusedError):
        reports.object_to(sent, "x", by=season.heads["Thôn 1"], at=NOW)


def test_totals_add_exactly_and_leave_out_what_does_not_apply(season: SmallSeason):
    send(season, "Thôn 1", fish=Entry("0,1"))
    send(season, "Thôn 2", fish=Entry("0,2"))
    send(season, "Thôn 3", fish=Entry("không áp dụng"))
    total = total_of(season, "fish")
    assert (total.value, total.sent, total.owed) == (Decimal("0.3"), 3, 3)
    health = total_of(season, "health")
    assert (health.value, health.base) == (Decimal(570), Decimal(600))
    assert total_of(season, "poor").value == 0


def test_the_office_does_not_enter_for_itself(season: SmallSeason):
    unit = season.commune.units["Văn phòng UBND xã"]
    clerk = season.commune.actor(Role.OFFICE, unit)
    report = Report.objects.select_related("period", "unit").get(
        unit=unit, period=season.period("Quý I/2024")
    )
    figures.write(report, season.targets["income"], Entry("11,5"), expected=0, by=clerk, at=NOW)
    sent = reports.send(report, expected=report.version, by=clerk, at=NOW)
    assert sent.entered_for_by == ""
    assert not Notice.objects.filter(unit_id=unit.pk).exists()
