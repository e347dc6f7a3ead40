"""Proof of a figure: photos cleaned of place and time, PDFs, links; hidden and taken back, never lost."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.papers.photo_maker import huge_png, saved, scene, with_camera_words
from tests.reporting.forms import fields, figure_of, head, page
from tests.season import NOW, SmallSeason

from thidua.core.errors import DomainError
from thidua.foundation.models import AuditEntry
from thidua.foundation.services import files
from thidua.reporting.models import Evidence
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import evidence, figures, periods, reports, verification


def where(season: SmallSeason, name: str = "fish") -> str:
    return page("evidence-list", season.report("Thôn 1").pk, season.targets[name].pk)


def add(client, season, data=None, name="anh.jpg", **more):
    form = {"_once": str(uuid4()), "url": ""} | more
    if data is not None:
        form["file"] = SimpleUploadedFile(name, data)
    return client.post(where(season), form)


def test_a_photo_loses_place_and_time_and_is_known_by_its_look(season: SmallSeason):
    assert add(head(season), season, with_camera_words(scene(1))).status_code == 302
    proof = Evidence.objects.get()
    kept = files.read(proof.file)
    assert dict(Image.open(BytesIO(kept)).getexif()) == {}
    assert len(proof.look) == 16
    shown = head(season).get(page("evidence-file", proof.pk))
    assert shown.headers["Content-Disposition"].startswith("inline")
    assert AuditEntry.objects.filter(action="reporting.evidence.add").count() == 1
    assert figure_of(season, "fish").said == "empty"


def test_the_same_photo_counts_once(season: SmallSeason):
    client, photo = head(season), saved(scene(1))
    add(client, season, photo)
    add(client, season, photo)
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize(
    ("data", "name", "sentence"),
    [
        (b"MZ\x90chuong trinh", "anh.jpg", "“anh.jpg” (1 kB): tệp này không phải ảnh hay PDF. Chụp ảnh"),
        (huge_png(60_000, 60_000), "anh.png", "quá nhiều điểm ảnh"),
        (b"GIF89a....", "anh.gif", "ảnh động không dùng làm minh chứng được"),
        (b"%PDF-1.7\n" + b"0" * (10 * 1024 * 1024), "so.pdf", "lớn hơn 10 MB"),
    ],
    ids=["program", "bomb", "moving", "long"],
)
def test_what_is_no_proof_is_told_at_its_field(season: SmallSeason, data: bytes, name: str, sentence: str):
    answer = add(head(season), season, data, name)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert 'href="#id_file"' in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_pdf_is_kept_as_it_came_and_handed_out_safely(season: SmallSeason):
    client = head(season)
    assert add(client, season, b"%PDF-1.7\nso ghi", "Sổ ghi.pdf").status_code == 302
    answer = client.get(page("evidence-file", Evidence.objects.get().pk))
    assert answer.content == b"%PDF-1.7\nso ghi"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("url", ["http://xa.vn/a", "javascript:alert(1)", "https://", "https://[", "xa.vn"])
def test_only_https_addresses_are_links(season: SmallSeason, url: str):
    answer = add(head(season), season, url=url)
    assert answer.status_code == 422
    assert "https://" in answer.content.decode()
    assert not Evidence.objects.exists()


def test_a_link_is_shown_and_not_opened_in_our_name(season: SmallSeason):
    client = head(season)
    add(client, season, url="https://camlinh.hatinh.gov.vn/tin/1")
    assert (
        'rel="noopener noreferrer">https://camlinh.hatinh.gov.vn'
        in client.get(where(season)).content.decode()
    )


def test_an_empty_form_says_what_to_choose(season: SmallSeason):
    assert "Chọn một ảnh" in add(head(season), season).content.decode()


def test_proof_is_hidden_and_taken_back_and_its_file_stays(season: SmallSeason):
    client = head(season)
    add(client, season, saved(scene(1)))
    proof = Evidence.objects.get()
    client.post(page("evidence-step", proof.pk, "bo"), {"_once": str(uuid4())})
    proof.refresh_from_db()
    assert proof.removed_at is not None
    assert files.read(proof.file)
    assert "Đã bỏ 1 minh chứng" in client.get(where(season)).content.decode()
    client.post(page("evidence-step", proof.pk, "lay-lai"), {"_once": str(uuid4())})
    assert Evidence.objects.kept().count() == 1
    assert client.post(page("evidence-step", proof.pk, "xoa"), {"_once": str(uuid4())}).status_code == 404


def test_others_look_and_do_not_touch(season: SmallSeason):
    add(head(season), season, saved(scene(1)))
    proof, other = Evidence.objects.get(), head(season, "Thôn 2")
    assert other.get(page("evidence-file", proof.pk)).status_code == 200
    assert "Bỏ minh chứng" not in other.get(where(season)).content.decode()
    assert add(other, season, saved(scene(2))).status_code == 403
    assert other.post(page("evidence-step", proof.pk, "bo"), {"_once": str(uuid4())}).status_code == 403


def test_a_closed_period_takes_no_proof(season: SmallSeason):
    period = season.period("Tháng 4/2024")
    periods.close(period, expected=period.version, by=season.office, at=NOW)
    assert add(head(season), season, saved(scene(1))).status_code == 403


def test_a_figure_has_so_many_proofs_and_no_more(season: SmallSeason):
    report, target, by = season.report("Thôn 1"), season.targets["fish"], season.heads["Thôn 1"]
    for number in range(evidence.MOST_A_FIGURE):
        evidence.add_link(report, target, f"https://xa.vn/{number}", by=by, at=NOW)
    with pytest.raises(DomainError, match="nhiều nhất 10 minh chứng"):
        evidence.add_link(report, target, "https://xa.vn/nua", by=by, at=NOW)


def test_photo_and_link_come_with_the_whole_form_without_script(season: SmallSeason):
    client, key = head(season), season.targets["fish"].pk.hex
    sent = fields(season, "fish", so="33", lk="https://xa.vn/so") | {
        f"anh-{key}": SimpleUploadedFile("so.jpg", saved(scene(3)))
    }
    assert client.post(page("report-form", season.report("Thôn 1").pk), sent).status_code == 302
    assert sorted(Evidence.objects.values_list("kind", flat=True)) == ["link", "photo"]


def test_a_bad_photo_keeps_the_number_and_is_told_at_its_card(season: SmallSeason):
    client, key = head(season), season.targets["fish"].pk.hex
    sent = fields(season, "fish", so="33") | {f"anh-{key}": SimpleUploadedFile("so.jpg", b"\xff\xd8\xffhong")}
    answer = client.post(page("report-form", season.report("Thôn 1").pk), sent)
    assert answer.status_code == 422
    assert "Ảnh bị hỏng" in answer.content.decode()
    assert figure_of(season, "fish").value == 33


def test_proof_of_a_verified_figure_stays_until_the_figure_is_corrected(season: SmallSeason):
    head_of = season.heads["Thôn 1"]
    report, fish = season.report("Thôn 1"), season.targets["fish"]
    figures.write(report, fish, Entry("40", note="Mưa bão kéo dài"), expected=0, by=head_of, at=NOW)
    proof = evidence.add_link(report, fish, "https://xa.vn/so", by=head_of, at=NOW)
    reports.send(report, expected=report.version, by=head_of, at=NOW)
    figure = figures.locked(figure_of(season, "fish"))
    figure = verification.verify(figure, expected=figure.version, by=season.office, at=NOW)
    with pytest.raises(DomainError, match="Đính chính số trước"):
        evidence.remove(proof, by=head_of, at=NOW)
    assert Evidence.objects.kept().count() == 1
    entry = Entry("39", note="Mưa bão kéo dài")
    figures.correct(figure, entry, reason="Đếm lại", expected=figure.version, by=head_of, at=NOW)
    evidence.remove(proof, by=head_of, at=NOW)
    assert not Evidence.objects.kept().exists()
