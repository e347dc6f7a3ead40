"""A head whose account has only a card signs by digits that the office gives."""

import re
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import get_current_timezone, localdate
from tests.commitments.pledged import AT, again, agreed, offered
from tests.pages import StrictClient
from tests.season import SmallSeason

from thidua.commitments.enums import PledgeManner, PledgeSide, PledgeState
from thidua.commitments.models import Pledge
from thidua.commitments.services import pledge_codes, pledge_signing, pledges
from thidua.commitments.services.pledge_codes import paper_of
from thidua.commitments.services.pledge_signing import Seen
from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Role
from thidua.organisation.models import Device, SigningCode
from thidua.organisation.services import expiry, signing_codes
from thidua.organisation.services.devices import IN_SESSION

pytestmark = pytest.mark.django_db
LOGIN = "thidua.organisation.web.backends.DeviceBackend"
WRONG = "000000"


@pytest.fixture
def pledge(season) -> Pledge:
    return again(agreed(season))


def _phone(season: SmallSeason, *, is_known: bool = True) -> Client:
    """Return the browser of a head without password, on a phone the office knows or another one."""
    user = season.accounts["Thôn 1"]
    user.set_unusable_password()
    user.save()
    browser = StrictClient()
    browser.force_login(user, backend=LOGIN)
    token = f"{user.pk:064d}" if is_known else ""
    device = Device.objects.create(
        user=user, token_hash=token, name="Điện thoại", enrolled_at=AT, last_seen_at=AT
    )
    session = browser.session
    session[IN_SESSION] = device.pk
    session.save()
    return browser


def _url(name, *args):
    return reverse(f"commitments:{name}", args=args)


def _post(browser, url, **data):
    return browser.post(url, {"_once": str(uuid4()), **data})


def _digits(browser, pledge):
    url = _url("pledge-code", pledge.pk)
    assert _post(browser, url, dau=pledge.fingerprint).status_code == 302
    return re.search(r"<b>(\d{3} \d{3})</b>", browser.get(url).content.decode())[1]


def test_a_phone_with_a_card_signs_by_the_digits_of_the_office(season, pledge):
    phone, office = _phone(season), season.commune.client(Role.OFFICE)
    sign = _url("pledge-sign", pledge.pk, "don-vi")
    page = phone.get(sign).content.decode()
    assert "Gọi Văn phòng xin mã ký" in page
    assert "Mật khẩu" not in page
    typed = _digits(office, pledge)
    assert _post(phone, sign, dau=pledge.fingerprint, code=typed).status_code == 302
    made = pledge.signatures.get()
    assert (made.side, made.manner, made.user_id) == (
        PledgeSide.UNIT,
        PledgeManner.ACCOUNT,
        season.accounts["Thôn 1"].pk,
    )
    assert AuditEntry.objects.about(pledge.pk).filter(action="commitments.pledge.code").exists()
    assert "không cần mã nữa" in office.get(_url("pledge-code", pledge.pk)).content.decode()


def test_the_digits_are_shown_to_nobody_else(season, pledge):
    typed = _digits(season.commune.client(Role.OFFICE), pledge)
    chairman = season.commune.client(Role.CHAIRMAN)
    assert typed not in chairman.get(_url("pledge-code", pledge.pk)).content.decode()
    assert typed not in _phone(season).get(_url("pledge-detail", pledge.pk)).content.decode()


def test_wrong_digits_stay_counted_and_end_the_code(season, pledge):
    phone, office = _phone(season), season.commune.client(Role.OFFICE)
    right = _digits(office, pledge).replace(" ", "")
    sign = _url("pledge-sign", pledge.pk, "don-vi")
    wrong = WRONG if right != WRONG else "111111"
    for number in range(1, signing_codes.MOST_WRONG + 1):
        assert _post(phone, sign, dau=pledge.fingerprint, code=wrong).status_code == 422
        assert SigningCode.objects.get().wrong == number
    answer = _post(phone, sign, dau=pledge.fingerprint, code=right)
    assert "lấy mã mới" in answer.content.decode()
    assert not pledge.signatures.exists()
    told = AuditEntry.objects.about(pledge.pk).filter(action="organisation.signing.miss")
    assert told.count() == signing_codes.MOST_WRONG


def test_wrong_digits_of_who_may_not_sign_end_no_code(season, pledge):
    phone, office = _phone(season), season.commune.client(Role.OFFICE)
    typed, sign = _digits(office, pledge), _url("pledge-sign", pledge.pk, "don-vi")
    for role in (Role.INSPECTOR, Role.CHAIRMAN):
        for side in ("don-vi", "uy-ban"):
            url = _url("pledge-sign", pledge.pk, side)
            _post(season.commune.client(role), url, dau=pledge.fingerprint, code=WRONG)
    assert SigningCode.objects.get().wrong == 0
    assert _post(phone, sign, dau=pledge.fingerprint, code=typed).status_code == 302


def test_an_unknown_machine_without_a_password_is_shown_the_way(season, pledge):
    page = _phone(season, is_known=False).get(_url("pledge-sign", pledge.pk, "don-vi")).content.decode()
    assert "chưa có mật khẩu" in page
    assert 'name="code"' not in page


def test_the_chairman_signs_by_no_digits(season, pledge):
    typed = _digits(season.commune.client(Role.OFFICE), pledge)
    answer = _post(
        season.commune.client(Role.CHAIRMAN),
        _url("pledge-sign", pledge.pk, "uy-ban"),
        dau=pledge.fingerprint,
        code=typed,
    )
    assert answer.status_code == 422
    assert not pledge.signatures.exists()


def test_who_signs_did_not_give_the_code(season, pledge):
    code = signing_codes.issue(paper_of(pledge), pledge.fingerprint, by=season.heads["Thôn 1"], at=AT)
    with pytest.raises(DomainError, match="chính người ký"):
        _sign(season, pledge, signing_codes.digits_of(code))


def test_a_code_is_for_one_text_one_time_and_ten_minutes(season, pledge):
    seen = pledge.fingerprint
    code = pledge_codes.issue(pledge, seen=seen, by=season.office, at=AT)
    late = AT + timedelta(minutes=11)
    typed = signing_codes.digits_of(code)
    assert not signing_codes.guess(paper_of(pledge), typed, of=pledge, by=season.heads["Thôn 1"], at=late)
    Pledge.objects.filter(pk=pledge.pk).update(fingerprint="f" * 64)
    with pytest.raises(DomainError, match="khác bản đang xem"):
        _sign(season, pledge, signing_codes.digits_of(code))
    Pledge.objects.filter(pk=pledge.pk).update(fingerprint=seen)
    _sign(season, again(pledge), signing_codes.digits_of(code))
    assert signing_codes.live_code(paper_of(pledge), at=AT) is None
    with pytest.raises(DomainError, match="không cần mã nữa"):
        pledge_codes.issue(again(pledge), seen=seen, by=season.office, at=AT)


def _sign(season, pledge, typed):
    seen = Seen(pledge, pledge.fingerprint)
    return pledge_signing.sign(seen, PledgeSide.UNIT, by=season.heads["Thôn 1"], at=AT, code=typed)


def test_codes_are_given_for_what_both_agreed_to_by_office_and_chairman(season, pledge):
    with pytest.raises(RefusedError, match="Chỉ Văn phòng và Chủ tịch"):
        pledge_codes.issue(pledge, seen=pledge.fingerprint, by=season.heads["Thôn 1"], at=AT)
    waiting = again(offered(season, "Thôn 2"))
    with pytest.raises(RefusedError, match="chưa thống nhất xong"):
        pledge_codes.issue(waiting, seen="", by=season.office, at=AT)
    opened = pledges.take_up(pledge, reason="Sai số", expected=pledge.version, by=season.office, at=AT)
    assert opened.state == PledgeState.DRAFT
    with pytest.raises(RefusedError):
        pledge_codes.issue(opened, seen="", by=season.office, at=AT)


def test_codes_that_ran_out_are_swept(season, pledge):
    pledge_codes.issue(pledge, seen=pledge.fingerprint, by=season.office, at=AT)
    now = timezone.now()
    expiry.clear(at=AT, cards_before=AT)
    assert SigningCode.objects.exists()
    expiry.clear(at=now, cards_before=now)
    assert not SigningCode.objects.exists()


def test_a_commune_that_stands_still_sweeps_and_takes_codes_by_its_own_clock(season, pledge):
    authority = pledge.authority
    authority.stands_on = localdate(AT)
    authority.save(update_fields=["stands_on"])
    pledge_codes.issue(pledge, seen=pledge.fingerprint, by=season.office, at=AT)
    for minutes, is_kept in ((9, True), (11, False)):
        at = AT + timedelta(days=800, minutes=minutes)
        expiry.clear(at=at, cards_before=at)
        assert SigningCode.objects.exists() == is_kept
    late = datetime.combine(authority.stands_on, time(23, 55), tzinfo=get_current_timezone())
    pledge_codes.issue(pledge, seen=pledge.fingerprint, by=season.office, at=late)
    next_morning = authority.moment(late + timedelta(hours=8))
    assert signing_codes.live_code(paper_of(pledge), at=next_morning) is None
