"""A receipt keeps what was received, whatever happens to the figures later, and is found by its code."""

from datetime import date, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from tests.commune import make_commune
from tests.pages import queries_of
from tests.reporting.forms import head, page
from tests.reporting.steps import figure_of, send
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.organisation.models import Authority
from thidua.reporting.models import Receipt, Report
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import evidence, figures, reports, verification
from thidua.reporting.services.receiving import fingerprint_of

CHANGED = "Đã sửa sau khi gửi"


def receipt_of(report: Report) -> Receipt:
    return Receipt.objects.get(code=report.receipt)


def text_of(season: SmallSeason, receipt: Receipt) -> str:
    return head(season).get(page("receipt", receipt.pk)).text


def return_and_send_again(season: SmallSeason) -> Report:
    figure = figure_of(season, "Thôn 1", "fish")
    verification.send_back(figure, reason="Thiếu ảnh", expected=figure.version, by=season.office, at=NOW)
    figure.refresh_from_db()
    figures.write(
        figure.report,
        figure.target,
        Entry("34,1"),
        expected=figure.version,
        by=season.heads["Thôn 1"],
        at=NOW,
    )
    report = season.report("Thôn 1")
    return reports.send(report, expected=report.version, by=season.heads["Thôn 1"], at=NOW)


def test_a_receipt_tells_what_was_typed_with_notes_and_proofs(season: SmallSeason):
    report, writer = season.report("Thôn 1"), season.heads["Thôn 1"]
    target = season.targets["fish"]
    figures.write(report, target, Entry("33.6", note="Biển lặng"), expected=0, by=writer, at=NOW)
    evidence.add_pdf(report, target, b"%PDF-1.7", "so.pdf", by=writer, at=NOW)
    receipt = receipt_of(send(season, "Thôn 1", fish=Entry("33.6", note="Biển lặng")))
    text = text_of(season, receipt)
    for told in (receipt.code, "33,6 tấn", "Đã ghi: “33.6”", "Biển lặng", "1 minh chứng", receipt.sent_by):
        assert told in text
    assert receipt.fingerprint[:16] in text
    assert text.count("Đã ghi:") == 1  # what reads as it was typed is told once
    assert CHANGED not in text


def test_a_corrected_figure_leaves_the_receipt_as_it_was_and_is_told_there(season: SmallSeason):
    receipt = receipt_of(send(season, "Thôn 1"))
    figure, by = figure_of(season, "Thôn 1", "fish"), season.heads["Thôn 1"]
    entry = Entry("40")
    figures.correct(figure, entry, reason="Cân lại", expected=figure.version, by=by, at=NOW)
    text = text_of(season, receipt)
    assert "33,6 tấn" in text
    assert "40 tấn" not in text
    assert text.count(CHANGED) == 1
    assert page("figure-history", figure.id) in text
    assert fingerprint_of(Receipt.objects.get(pk=receipt.pk)) == receipt.fingerprint


def test_sending_again_gives_a_new_receipt_and_the_old_one_still_opens(season: SmallSeason):
    old = receipt_of(send(season, "Thôn 1"))
    new = receipt_of(return_and_send_again(season))
    assert new.code != old.code
    assert [line["said"] for line in new.lines] == ["34,1 tấn"]
    before, after = text_of(season, old), text_of(season, new)
    assert "33,6 tấn" in before
    assert CHANGED in before
    assert "34,1 tấn" in after
    assert CHANGED not in after
    assert page("receipt", old.pk) in after
    assert "34,1 tấn" in head(season).get(page("report-receipt", old.report_id)).text


def test_a_changed_receipt_is_known_by_its_fingerprint(season: SmallSeason):
    receipt = receipt_of(send(season, "Thôn 1"))
    receipt.lines[0]["said"] = "330,6 tấn"
    assert fingerprint_of(receipt) != receipt.fingerprint


@pytest.mark.parametrize("typed", ["{}", " {} ", "small"])
def test_the_office_finds_a_receipt_by_its_code(season: SmallSeason, typed: str):
    receipt = receipt_of(send(season, "Thôn 1"))
    code = receipt.code.replace(" ", "").lower() if typed == "small" else typed.format(receipt.code)
    office = season.commune.client(Role.OFFICE)
    answer = office.get("/bien-nhan/", {"ma": code})
    assert answer.headers["Location"] == page("receipt", receipt.pk)
    assert page("receipt", receipt.pk) in office.get("/tim/", {"q": code}).text


def test_another_commune_finds_no_receipt(season: SmallSeason):
    receipt = receipt_of(send(season, "Thôn 1"))
    stranger = make_commune("Xã Khác").client(Role.OFFICE)
    assert stranger.get("/bien-nhan/", {"ma": receipt.code}).status_code == 404
    assert stranger.get(page("receipt", receipt.pk)).status_code == 404
    assert receipt.code not in stranger.get("/tim/", {"q": "khong"}).text


def test_the_page_of_a_receipt_asks_little(season: SmallSeason):
    receipt = receipt_of(send(season, "Thôn 1"))
    assert queries_of(head(season), page("receipt", receipt.pk)) <= 12


def test_receipts_from_before_get_the_day_of_their_moment_or_of_the_sample(season: SmallSeason):
    receipt = receipt_of(send(season, "Thôn 1"))
    migration = import_module("thidua.reporting.migrations.0010_receipts_know_their_day")
    its_own = Authority.objects.filter(pk=season.commune.authority.pk)
    for stands_on, day in (
        (None, NOW.date()),
        (NOW.date() - timedelta(days=4), NOW.date() - timedelta(days=4)),
    ):
        its_own.update(stands_on=stands_on)
        Receipt.objects.update(received_on=date(2000, 1, 1))
        migration.give_known_days(apps, None)
        receipt.refresh_from_db()
        assert receipt.received_on == day
