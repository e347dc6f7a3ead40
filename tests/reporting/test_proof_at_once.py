"""Much proof in one form: so much is opened and no more; the numbers and the rest are kept."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.reporting.forms import fields, figure_of, head, page
from tests.season import SmallSeason

from thidua.papers import photos
from thidua.papers.errors import PaperError
from thidua.papers.limits import MAX_FILES_AT_ONCE
from thidua.reporting.models import Evidence


def plain(number: int, side: int = 40) -> SimpleUploadedFile:
    target = BytesIO()
    Image.new("RGB", (side, side), (number * 15, 90, 20)).save(target, "JPEG")
    return SimpleUploadedFile(f"anh{number}.jpg", target.getvalue())


def paper(number: int) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"so{number}.pdf", b"%PDF-1.4 " + str(number).encode())


def keys(season: SmallSeason) -> list[str]:
    return [season.targets[name].pk.hex for name in ("fish", "poor")]


def form(season: SmallSeason, **more: object) -> dict[str, object]:
    whole = fields(season, "fish", so="33") | fields(season, "poor", so="1", lk="https://xa.vn/so")
    return whole | {"ghi": "Mưa nhiều"} | more


def test_files_past_the_most_are_told_at_their_card_and_the_rest_is_kept(season: SmallSeason) -> None:
    first, second = keys(season)
    files = {f"anh-{first}": [paper(number) for number in range(8)]}
    files |= {f"anh-{second}": [paper(number) for number in range(8, 16)]}
    answer = head(season).post(page("report-form", season.report("Thôn 1").pk), form(season, **files))
    assert answer.status_code == 422
    assert f"nhiều nhất {MAX_FILES_AT_ONCE} tệp minh chứng" in answer.content.decode()
    assert Evidence.objects.filter(kind="pdf").count() == MAX_FILES_AT_ONCE
    assert Evidence.objects.filter(kind="link").count() == 1
    assert (figure_of(season, "fish").value, figure_of(season, "poor").value) == (33, 1)
    assert season.report("Thôn 1").note == "Mưa nhiều"


def test_photos_are_opened_up_to_so_many_pixels(season: SmallSeason) -> None:
    files = {f"anh-{keys(season)[0]}": [plain(number, side=7000) for number in range(4)]}
    answer = head(season).post(page("report-form", season.report("Thôn 1").pk), form(season, **files))
    assert answer.status_code == 422
    assert "Các ảnh gửi cùng lúc quá lớn" in answer.content.decode()
    assert Evidence.objects.filter(kind="photo").count() == 3
    assert figure_of(season, "fish").value == 33


def test_a_photo_without_room_is_refused_before_it_is_unpacked() -> None:
    data = plain(1, side=100).read()
    assert photos.clean(data, room=10_000).pixels == 10_000
    with pytest.raises(PaperError) as refused:
        photos.clean(data, room=9_999)
    assert refused.value.code == "no_room"
