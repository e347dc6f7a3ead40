"""The pages of pledges: read, talked over and signed in a browser without scripts."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import lxml.html
import pytest
from django.urls import reverse
from django.utils import timezone
from tests.commitments.pledged import AT, again, agreed, all_yes, counter, drafted, line, offered, signed
from tests.commune import PASSWORD
from tests.pages import MOST_QUERIES, StrictClient, queries_of
from tests.reporting.steps import send

from thidua.commitments.enums import PledgeSide, PledgeState
from thidua.commitments.models import Pledge, PledgeLine, PledgeSignature
from thidua.commitments.services import pledge_talk
from thidua.commitments.services.pledge_talk import Answer
from thidua.foundation.models import Notice
from thidua.organisation.enums import Role, UnitKind
from thidua.organisation.models import Unit
from thidua.reporting.queries.reading import Entry

pytestmark = pytest.mark.django_db
LOGIN = "thidua.organisation.web.backends.DeviceBackend"
PHOTO_OF_NOTHING = b"GIF89a not a photo"


@pytest.fixture
def office(season) -> StrictClient:
    return season.commune.client(Role.OFFICE)


@pytest.fixture
def chairman(season) -> StrictClient:
    return season.commune.client(Role.CHAIRMAN)


def _head(season, village="Thôn 1") -> StrictClient:
    browser = StrictClient()
    browser.force_login(season.accounts[village], backend=LOGIN)
    return browser


def _url(name, *args):
    return reverse(f"commitments:{name}", args=args)


def _post(browser, url, **data):
    return browser.post(url, {"_once": str(uuid4()), **data})


def _text(response) -> str:
    return response.content.decode()


def test_one_press_drafts_for_every_unit_and_can_be_undone(season, office):
    page = _text(office.get(_url("pledge-prepare", season.movement.pk)))
    assert "Thôn 1 (3 dòng)" in page
    assert "Sản lượng đánh bắt: <b>120 tấn</b>" in page
    assert "chưa được giao chỉ tiêu nào" in page
    units = [season.commune.units[name].pk for name in ("Thôn 1", "Thôn 3")]
    done = _post(office, _url("pledge-prepare", season.movement.pk), units=units)
    assert Pledge.objects.count() == 2
    listed = _text(office.get(done.url))
    assert "Hoàn tác lần soạn vừa rồi" in listed
    assert "Chưa có giao ước" in listed
    batch = done.url.partition("lan=")[2]
    _post(office, _url("pledge-prepare-undo", season.movement.pk, batch))
    assert not Pledge.objects.exists()


def test_the_office_edits_orders_and_sends(season, office):
    pledge = drafted(season)
    fish, health, poor = (one.pk.hex for one in pledge.lines.all())
    typed = {
        "_version": 1,
        "theme": "Đoàn kết",
        f"loi_{fish}": "Sản lượng đánh bắt",
        f"so_{fish}": "130,5",
        f"tt_{fish}": "2",
        f"loi_{health}": "",
        f"so_{health}": "190",
        f"loi_{poor}": "Số vụ vi phạm",
        f"so_{poor}": "2",
        f"tt_{poor}": "1",
        "loi_moi1": "Giữ vững thôn văn hóa",
    }
    assert _post(office, _url("pledge-edit", pledge.pk), **typed).status_code == 302
    rows = pledge.lines.values_list("text", "offered")
    assert list(rows) == [
        ("Số vụ vi phạm", Decimal(2)),
        ("Sản lượng đánh bắt", Decimal("130.5")),
        ("Giữ vững thôn văn hóa", None),
    ]
    assert "Sản lượng đánh bắt: <b>130,5 tấn</b>" in _text(office.get(_url("pledge-offer", pledge.pk)))
    day = timezone.localdate() + timedelta(days=9)
    sent = {"_version": again(pledge).version, "sign_by": f"{day:%d/%m/%Y}"}
    assert _post(office, _url("pledge-offer", pledge.pk), **sent).status_code == 302
    assert again(pledge).state == PledgeState.OFFERED


@pytest.mark.parametrize("typed", ["ba trăm", "-5", "1e9"])
def test_a_number_that_is_none_stays_in_the_form(season, office, typed):
    pledge = drafted(season)
    fish = line(pledge).pk.hex
    answer = _post(
        office, _url("pledge-edit", pledge.pk), _version=1, **{f"loi_{fish}": "Cá", f"so_{fish}": typed}
    )
    assert answer.status_code == 422
    assert "Ghi số, ví dụ 2.350 hoặc 47,3." in _text(answer)
    assert f'value="{typed}"' in _text(answer)


def test_a_head_answers_on_a_phone_and_the_office_replies(season, office):
    pledge = offered(season)
    browser, fish = _head(season), line(pledge)
    page = _text(browser.get(_url("pledge-answer", pledge.pk)))
    assert "Đồng ý 120 tấn thì để trống." in page
    key = fish.pk.hex
    lost = _post(browser, _url("pledge-answer", pledge.pk), _version=2, **{f"y_{key}": "Ít tàu"})
    assert lost.status_code == 422
    assert "Ghi số đề nghị khác, hoặc xóa ý kiến nếu đồng ý." in _text(lost)
    typed = {"_version": 2, f"so_{key}": "100", f"y_{key}": "Ít tàu", "rest": "on"}
    assert _post(browser, _url("pledge-answer", pledge.pk), **typed).status_code == 302
    page = _text(office.get(_url("pledge-reply", pledge.pk)))
    assert "Đồng ý 100 tấn thì để trống." in page
    assert "“Ít tàu”" in page
    assert (
        _post(office, _url("pledge-reply", pledge.pk), _version=3, **{f"so_{key}": "110"}).status_code == 302
    )
    assert _post(browser, _url("pledge-answer", pledge.pk), _version=4, rest="on").status_code == 302
    assert Notice.objects.latest("created_at", "id").url == _url("pledge-detail", pledge.pk)
    detail = _text(browser.get(_url("pledge-detail", pledge.pk)))
    assert "Văn phòng đề nghị 120 tấn" in detail
    assert "thống nhất 110 tấn" in detail
    assert "Giao 120 tấn, cam kết 110 tấn. Điểm tính theo số giao." in detail
    assert _url("pledge-sign", pledge.pk, "don-vi") in detail


def test_a_line_left_empty_is_no_consent_without_the_tick(season, office):
    pledge = offered(season)
    browser, url = _head(season), _url("pledge-answer", pledge.pk)
    key = line(pledge).pk.hex
    silent = _post(browser, url, _version=2, **{f"so_{key}": "100"})
    assert silent.status_code == 422
    assert "Dòng 2, 3 để trống. Đồng ý thì tích vào ô này." in _text(silent)
    assert 'value="100"' in _text(silent)
    assert "Các dòng đều để trống." in _text(_post(browser, url, _version=2))
    assert again(pledge).state == PledgeState.OFFERED
    assert _post(browser, url, _version=2, rest="on", **{f"so_{key}": "100"}).status_code == 302
    reply = _url("pledge-reply", pledge.pk)
    assert "Dòng 1 để trống." in _text(_post(office, reply, _version=3))
    assert _post(office, reply, _version=3, rest="on").status_code == 302
    assert again(pledge).state == PledgeState.AGREED


def test_words_the_unit_objected_to_need_no_tick_of_the_office(season, office):
    pledge = drafted(season)
    pledge.lines.update(offered=None, base=None)
    pledge_talk.offer(pledge, sign_by=None, expected=1, by=season.office, at=AT)
    said = {one.pk: Answer(agrees=False, note="Khó làm") for one in pledge.lines.all()}
    pledge_talk.answer(pledge, said, expected=2, by=season.heads["Thôn 1"], at=AT)
    reply = _url("pledge-reply", pledge.pk)
    assert 'name="rest"' not in _text(office.get(reply))
    words = {f"loi_{one.pk.hex}": f"Lời mới {one.position}" for one in pledge.lines.all()}
    assert _post(office, reply, _version=3, **words).status_code == 302
    assert again(pledge).state == PledgeState.OFFERED


def test_each_open_line_leads_to_where_it_is_answered(season, office):
    pledge = offered(season)
    url = _url("pledge-answer", pledge.pk)
    shown, talk = _text(_head(season).get(_url("pledge-detail", pledge.pk))), _text(_head(season).get(url))
    for place in (1, 2, 3):
        assert f'{url}#dong-{place}"' in shown
        assert f'id="dong-{place}"' in talk
    assert "Gửi ý kiến" not in _text(office.get(_url("pledge-detail", pledge.pk)))


def test_two_at_once_keep_what_was_typed(season):
    pledge = offered(season)
    key = line(pledge).pk.hex
    browser = _head(season)
    answer = _post(browser, _url("pledge-answer", pledge.pk), _version=1, rest="on", **{f"so_{key}": "77"})
    assert answer.status_code == 422
    assert "Chưa có gì bị ghi đè" in _text(answer)
    assert 'value="77"' in _text(answer)


def test_signing_asks_for_the_password_again(season, chairman):
    pledge = agreed(season)
    browser, url = _head(season), _url("pledge-sign", pledge.pk, "don-vi")
    assert "1. Sản lượng đánh bắt: 120 tấn." not in _text(browser.get(url))  # a list numbers it itself
    assert "Sản lượng đánh bắt: 120 tấn." in _text(browser.get(url))
    wrong = _post(browser, url, dau=pledge.fingerprint, password="sai")
    assert wrong.status_code == 422
    assert "Mật khẩu chưa đúng." in _text(wrong)
    older = _post(browser, url, dau="0" * 64, password=PASSWORD)
    assert "đã khác bản đang xem" in _text(older)
    assert not PledgeSignature.objects.exists()
    assert _post(browser, url, dau=pledge.fingerprint, password=PASSWORD).status_code == 302
    assert "Bản này chờ Ủy ban ký." in _text(browser.get(_url("pledge-detail", pledge.pk)))
    own = _url("pledge-sign", pledge.pk, "uy-ban")
    assert _post(chairman, own, dau=pledge.fingerprint, password=PASSWORD).status_code == 302
    assert again(pledge).state == PledgeState.SIGNED
    assert browser.get(_url("pledge-sign", pledge.pk, "ben-thu-ba")).status_code == 404


def test_the_chairman_sees_every_line_before_signing_many(season, chairman):
    made = [agreed(season, name) for name in ("Thôn 1", "Thôn 2")]
    url = _url("pledge-sign-many", season.movement.pk)
    page = _text(chairman.get(url))
    assert page.count("Sản lượng đánh bắt: <b>120 tấn</b>") == 2
    assert "checked" not in page
    marks = {f"dau-{one.pk}": one.fingerprint for one in made}
    none = _post(chairman, url, password=PASSWORD, **marks)
    assert "Chưa chọn bản nào" in _text(none)
    done = _post(chairman, url, password=PASSWORD, ban=[str(made[1].pk)], **marks)
    assert done.status_code == 302
    assert list(PledgeSignature.objects.values_list("pledge_id", "side")) == [
        (made[1].pk, PledgeSide.AUTHORITY)
    ]


def test_an_account_without_password_is_shown_the_way(season):
    pledge = agreed(season)
    user = season.accounts["Thôn 1"]
    user.set_unusable_password()
    user.save()
    page = _text(_head(season).get(_url("pledge-sign", pledge.pk, "don-vi")))
    assert "chưa có mật khẩu" in page
    assert "Ký giao ước</button>" not in page


def test_results_are_dated_by_the_last_figure_and_not_by_today(season, office):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN))
    assert "Đến " not in "".join(_columns(office, pledge))
    sent = send(season, "Thôn 1", fish=Entry("90"))
    assert f"Đến {sent.period.ends_on:%d/%m/%Y}" in _columns(office, pledge)


def _columns(office, pledge):
    page = lxml.html.fromstring(office.get(_url("pledge-detail", pledge.pk)).text)
    return page.xpath("//th[@scope='col']/text()")


def test_a_signed_pledge_is_held_against_results(season, office):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN))
    page = _text(office.get(_url("pledge-detail", pledge.pk)))
    assert "Cam kết" in page
    assert "giao 120 tấn" in page
    assert "Điểm thi đua tính theo số giao, không theo số cam kết." in page
    assert "không quá 2 vụ" in page
    assert pledge.spoken_fingerprint in page
    assert "Lập bản mới" in page
    key = line(pledge).pk
    facts = {"cause": "Hỏng máy", "remedy": "Sửa máy", "owner": "Bà Nga"}
    day = timezone.localdate() + timedelta(days=9)
    empty = _post(office, _url("pledge-remedy", key))
    assert "Ghi nguyên nhân." in _text(empty)
    assert _post(office, _url("pledge-remedy", key), **facts, due_on=f"{day:%d/%m/%Y}").status_code == 302
    assert "Nguyên nhân: Hỏng máy. Cách làm: Sửa máy. Người lo: Bà Nga." in _text(
        office.get(_url("pledge-detail", pledge.pk))
    )


def test_what_was_changed_behind_the_program_is_told(season, office):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN))
    paper = again(pledge).agreed_paper
    paper["promises"][0]["level"] = "999 tấn"
    Pledge.objects.filter(pk=pledge.pk).update(agreed_paper=paper)
    assert "không khớp dấu vân tay" in _text(office.get(_url("pledge-detail", pledge.pk)))


def test_the_chairman_finds_pledges_in_the_menu(season, office, chairman):
    own = reverse("commitments:promise-own")
    assert f'href="{own}"' in _text(chairman.get(_url("pledge-list", season.movement.pk)))
    assert f'href="{own}"' not in _text(office.get(_url("pledge-list", season.movement.pk)))


def test_units_see_their_own_only(season):
    own, other = drafted(season, "Thôn 1"), drafted(season, "Thôn 2")
    browser = _head(season)
    assert browser.get(_url("pledge-detail", own.pk)).status_code == 200
    assert browser.get(_url("pledge-detail", other.pk)).status_code == 404
    assert "Thôn 2" not in _text(browser.get(_url("pledge-list", season.movement.pk)))


def _grow(season, count):
    """Let so many units stand in the list, each agreed."""
    made = []
    for number in range(count):
        unit = Unit.objects.create(
            authority=season.commune.authority, name=f"Xóm {number}", kind=UnitKind.VILLAGE
        )
        season.targets["fish"].allocations.create(unit=unit, amount=Decimal(10))
        pledge = Pledge.objects.create(authority=unit.authority, movement=season.movement, unit=unit)
        PledgeLine.objects.create(
            pledge=pledge, target=season.targets["fish"], position=1, text="Cá", measure="tấn", offered=10
        )
        made.append(pledge)
    return made


def test_a_list_of_thirty_units_asks_no_more_than_one_of_three(season, office, chairman):
    urls = [_url("pledge-list", season.movement.pk), _url("pledge-prepare", season.movement.pk)]
    many = _url("pledge-sign-many", season.movement.pk)
    agreed(season)
    _grow(season, 3)
    few = [*(queries_of(office, url) for url in urls), queries_of(chairman, many)]
    _grow_more(season)
    assert [*(queries_of(office, url) for url in urls), queries_of(chairman, many)] == few
    assert max(few) <= MOST_QUERIES


def _grow_more(season):
    for village in ("Thôn 2", "Thôn 3"):
        agreed(season, village)
    for number in range(3, 30):
        unit = Unit.objects.create(
            authority=season.commune.authority, name=f"Xóm {number}", kind=UnitKind.VILLAGE
        )
        season.targets["fish"].allocations.create(unit=unit, amount=Decimal(10))


def test_a_pledge_of_thirty_lines_asks_no_more_than_one_of_three(season, office):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN))
    few = queries_of(office, _url("pledge-detail", pledge.pk))
    PledgeLine.objects.bulk_create(
        PledgeLine(pledge=pledge, position=place, text=f"Dòng {place}", is_agreed=True)
        for place in range(4, 31)
    )
    assert queries_of(office, _url("pledge-detail", pledge.pk)) == few
    assert few <= MOST_QUERIES


def test_the_talk_of_a_long_pledge_is_asked_once(season):
    pledge = offered(season)
    head = season.heads["Thôn 1"]
    other = all_yes(pledge) | {line(pledge).pk: counter(100)}
    pledge_talk.answer(pledge, other, expected=pledge.version, by=head, at=AT)
    assert queries_of(_head(season), _url("pledge-detail", pledge.pk)) <= MOST_QUERIES


def test_the_page_of_a_unit_leads_to_its_pledge_for_those_who_may_read_it(season, office):
    pledge = signed(season, season.commune.actor(Role.CHAIRMAN), "Thôn 2")
    url = reverse("monitoring:unit-year", args=[pledge.unit_id]) + "?nam=2024"
    assert _url("pledge-detail", pledge.pk) in _text(office.get(url))
    assert _url("pledge-detail", pledge.pk) not in _text(_head(season, "Thôn 1").get(url))
    assert queries_of(office, url) <= MOST_QUERIES
