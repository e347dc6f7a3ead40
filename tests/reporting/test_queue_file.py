"""A file of figures that a phone could not send: looked at, taken in, never over what was saved meanwhile."""

import json
from decimal import Decimal
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.pages import queries_of
from tests.reporting.forms import figure_of, head, page, save_card
from tests.season import NOW, SmallSeason

from thidua.organisation.enums import Role
from thidua.reporting.enums import Route
from thidua.reporting.models import Figure
from thidua.reporting.services import periods


def row(season: SmallSeason, name: str, *, village: str = "Thôn 1", version: int = 0, **typed: str):
    target = season.targets.get(name)
    return {
        "bao_cao": f"Tháng 4/2024, {village}",
        "ma_bao_cao": str(season.report(village).pk),
        "chi_tieu": target.name if target else "Khó khăn, đề nghị",
        "ma_chi_tieu": str(target.pk) if target else "",
        "ghi": typed,
        "phien_ban": version,
    }


def file_of(*rows) -> str:
    return json.dumps({"loai": "thidua-chua-gui", "ban": 1, "so_lieu": list(rows)})


def look(client, text):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(page("queue-look"), {"file": SimpleUploadedFile("so.json", data)})


def take(client, text):
    return client.post(page("queue-take"), {"_once": str(uuid4()), "tep": text})


def test_looking_writes_nothing_and_shows_both(season: SmallSeason):
    save_card(head(season), season, "fish", season.report("Thôn 1"), so="30")
    office = season.commune.client(Role.OFFICE)
    text = look(office, file_of(row(season, "fish", so="33", version=1), row(season, "poor", noi="khong")))
    shown = text.content.decode()
    assert "Tệp có 2 số, nhận được 2 số" in shown
    assert 'data-l="Trong tệp">33 tấn' in shown
    assert 'data-l="Đang có">30 tấn' in shown
    assert figure_of(season, "fish").value == 30


def test_office_takes_the_file_in_the_units_name(season: SmallSeason):
    office = season.commune.client(Role.OFFICE)
    rows = row(season, "fish", so="33,6", gc="Mất mạng"), row(season, "", ghi="Thiếu thuyền")
    answer = take(office, file_of(*rows)).content.decode()
    assert "Đã ghi 2 số từ tệp" in answer
    figure = figure_of(season, "fish")
    assert (figure.value, figure.note, figure.route) == (Decimal("33.6"), "Mất mạng", Route.OFFLINE)
    assert season.report("Thôn 1").note == "Thiếu thuyền"


def test_what_was_saved_meanwhile_stays_and_is_told(season: SmallSeason):
    save_card(head(season), season, "fish", season.report("Thôn 1"), so="30")
    answer = take(head(season), file_of(row(season, "fish", so="33"), row(season, "poor", so="1")))
    shown = answer.content.decode()
    assert "Đã ghi 1 số từ tệp" in shown
    assert "Còn 1 số chưa ghi" in shown
    assert "trong tệp là 33 tấn" in shown
    assert figure_of(season, "fish").value == 30


def test_reports_of_others_and_closed_periods_are_refused_row_by_row(season: SmallSeason):
    text = file_of(row(season, "fish", so="1", village="Thôn 2"))
    assert "nhận được 0 số" in look(head(season), text).content.decode()
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    shown = take(head(season), file_of(row(season, "fish", so="1"))).content.decode()
    assert "đã khóa" in shown
    assert not Figure.objects.exists()


def test_a_report_that_is_not_there_is_told(season: SmallSeason):
    gone = row(season, "fish", so="1") | {"ma_bao_cao": str(uuid4())}
    other = row(season, "income", so="1")
    shown = look(head(season), file_of(gone, other)).content.decode()
    assert "Không tìm thấy báo cáo này" in shown
    assert "Số này không còn trong báo cáo" in shown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"[]",
        b'{"loai": "khac"}',
        b'{"loai": "thidua-chua-gui", "so_lieu": [1]}',
        b'{"loai": "thidua-chua-gui", "so_lieu": [{"ma_bao_cao": "x"}]}',
        b"[" * 100_000,
        b" " * (1024 * 1024 + 1),
    ],
    ids=["empty", "bytes", "list", "kind", "row", "key", "deep", "long"],
)
def test_what_is_no_such_file_is_told_at_its_field(season: SmallSeason, data: bytes):
    answer = look(head(season), data)
    assert answer.status_code == 422
    assert 'href="#id_file"' in answer.content.decode()


def test_too_many_rows_are_refused(season: SmallSeason):
    answer = look(head(season), file_of(*[row(season, "fish", so="1")] * 501))
    assert "hoặc 500 số" in answer.content.decode()


def test_only_office_and_units_take_files(season: SmallSeason):
    assert season.commune.client(Role.CHAIRMAN).get(page("queue-look")).status_code == 403
    assert queries_of(season.commune.client(Role.OFFICE), page("queue-look")) <= 12


@pytest.mark.parametrize("version", ["1e999", "-1e999", "NaN"])
def test_a_version_that_is_no_number_makes_it_no_file(season: SmallSeason, version: str):
    text = file_of(row(season, "fish", so="3")).replace('"phien_ban": 0', f'"phien_ban": {version}')
    assert "không phải tệp số chưa gửi" in look(head(season), text).content.decode()


def test_signs_that_no_text_can_hold_are_left_out(season: SmallSeason):
    one = row(season, "fish", so="3\ud800", gc="a\0b\ud800c") | {"bao_cao": "x\ud800", "chi_tieu": "y\0"}
    assert look(head(season), file_of(one)).status_code == 200
    assert take(head(season), file_of(one)).status_code == 200
    figure = figure_of(season, "fish")
    assert (figure.value, figure.note) == (3, "abc")


def test_a_cell_that_is_there_twice_is_taken_once_and_told(season: SmallSeason):
    text = file_of(row(season, "fish", so="3"), row(season, "fish", so="4"))
    answer = take(head(season), text)
    assert answer.status_code == 200
    assert "hai lần trong tệp" in answer.content.decode()
    assert figure_of(season, "fish").value == 3


def test_proof_that_stays_in_the_phone_is_named(season: SmallSeason):
    named = {"bao_cao": "Tháng 4/2024, Thôn 1", "chi_tieu": "Sản lượng", "ten_tep": "so.jpg"}
    data = json.loads(file_of(row(season, "fish", so="3"))) | {"minh_chung": [named, 7]}
    shown = look(head(season), json.dumps(data)).content.decode()
    assert "Còn 1 minh chứng nằm trong điện thoại" in shown
    assert "Tháng 4/2024, Thôn 1, Sản lượng, so.jpg" in shown
    assert look(head(season), json.dumps(data | {"minh_chung": "x"})).status_code == 200
