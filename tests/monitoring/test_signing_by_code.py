"""A unit signs without a password: by digits that one phone shows and the other takes."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.commune import Commune
from tests.monitoring.conftest import AT
from tests.monitoring.test_visits import Team
from tests.pages import StrictClient

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import Actor
from thidua.foundation.models import AuditEntry, Notice
from thidua.foundation.sentences import sentence_of
from thidua.monitoring.enums import SignManner, SignSide
from thidua.monitoring.models import Visit
from thidua.monitoring.services import codes, signing, visits
from thidua.monitoring.services.signing import Said
from thidua.organisation.models import Device, SigningCode, User
from thidua.organisation.services import signing_codes
from thidua.organisation.services.devices import IN_SESSION

WRONG = "000000"


@pytest.fixture
def team(commune: Commune, office: Actor) -> Team:
    team = Team(commune, office)
    team.fill()
    team.seen = team.finish()
    return team


def digits(team: Team, side: SignSide, by: Actor) -> str:
    return signing_codes.digits_of(codes.issue(team.visit, side, seen=team.seen, by=by, at=AT))


def test_the_head_signs_on_the_phone_of_the_inspector(team: Team):
    typed = digits(team, SignSide.UNIT, team.head)
    said = Said(team.seen, "Đồng ý")
    made = signing.sign_by_code(team.visit, f"{typed[:3]} {typed[3:]}", said, by=team.inspector, at=AT)
    assert (made.manner, made.user_id, made.signer_name) == (
        SignManner.CODE,
        team.head.user_id,
        team.head.name,
    )
    entry = AuditEntry.objects.about(team.visit.pk).get(action="monitoring.visit.sign_by_code")
    assert entry.by_name == team.inspector.name
    assert Notice.objects.filter(unit_id=team.visit.unit_id, title__contains="ký bằng mã").exists()


def test_a_code_is_used_once(team: Team):
    typed = digits(team, SignSide.UNIT, team.head)
    signing.sign_by_code(team.visit, typed, Said(team.seen), by=team.inspector, at=AT)
    assert signing_codes.live_code(codes.record_of(team.visit, SignSide.UNIT), at=AT) is None
    with pytest.raises(DomainError, match="không cần mã"):
        codes.issue(team.visit, SignSide.UNIT, seen=team.seen, by=team.head, at=AT)


def test_the_inspector_cannot_make_the_code_of_the_unit(team: Team):
    with pytest.raises(RefusedError):
        codes.issue(team.visit, SignSide.UNIT, seen=team.seen, by=team.inspector, at=AT)
    own = digits(team, SignSide.TEAM, team.inspector)
    with pytest.raises(DomainError, match="Mã không đúng"):
        signing.sign_by_code(team.visit, own, Said(team.seen), by=team.inspector, at=AT)


def test_who_became_head_of_the_unit_does_not_sign_against_oneself(team: Team, commune: Commune):
    both = Actor(
        **{name: getattr(team.head, name) for name in team.head.__dataclass_fields__ if name != "user_id"},
        user_id=team.inspector.user_id,
    )
    with pytest.raises(RefusedError, match="không ký thay"):
        signing.sign(team.visit, SignSide.UNIT, Said(team.seen), by=both, at=AT)


def guess(team: Team, typed: str) -> bool:
    paper = codes.record_of(team.visit, SignSide.UNIT)
    return signing_codes.guess(paper, typed, of=team.visit, by=team.inspector, at=AT)


@pytest.mark.parametrize("spoilt", ["late", "guessed", "changed"])
def test_a_code_ends(team: Team, spoilt: str):
    typed, at = digits(team, SignSide.UNIT, team.head), AT
    seen = team.seen
    if spoilt == "late":
        at = AT + timedelta(minutes=11)
    elif spoilt == "guessed":
        for _ in range(signing_codes.MOST_WRONG):
            assert not guess(team, "1")
        assert not guess(team, typed)
    else:
        team.visit = visits.mend(team.visit, expected=team.visit.version, by=team.inspector, at=AT)
        team.fill(found=300)
        seen = team.finish()
    with pytest.raises(DomainError, match=r"Mã không đúng|vừa được sửa"):
        signing.sign_by_code(team.visit, typed, Said(seen), by=team.inspector, at=at)


def browser_of(user_id: int | None, *, on_phone: bool = False) -> Client:
    """Sign in; `on_phone` as a phone that the office made known."""
    browser = StrictClient()
    browser.force_login(User.objects.get(pk=user_id), backend=settings.AUTHENTICATION_BACKENDS[-1])
    if on_phone:
        device = Device.objects.create(
            user_id=user_id, token_hash=f"{user_id:064d}", name="Điện thoại", enrolled_at=AT, last_seen_at=AT
        )
        session = browser.session
        session[IN_SESSION] = device.pk
        session.save()
    return browser


def post(browser: Client, name: str, visit: Visit, *more: str, query: str = "", **data: str) -> object:
    url = reverse(f"monitoring:{name}", args=[visit.pk, *more])
    mark = re.search(r'name="dau" value="([^"]+)"', browser.get(url).content.decode())[1]
    return browser.post(url + query, {"_once": str(uuid4()), "dau": mark, **data})


def code_on_page(browser: Client, visit: Visit, side: str) -> str:
    assert post(browser, "visit-code", visit, side).status_code == 302
    page = browser.get(reverse("monitoring:visit-code", args=[visit.pk, side])).content.decode()
    return re.search(r"<b>(\d{3} \d{3})</b>", page)[1]


def without_password(team: Team) -> Client:
    head = User.objects.get(pk=team.head.user_id)
    head.set_unusable_password()
    head.save()
    return browser_of(head.pk, on_phone=True)


def test_a_phone_without_a_password_signs_by_the_code_of_the_inspector(team: Team):
    phone, inspector = without_password(team), browser_of(team.inspector.user_id)
    wrong = post(phone, "visit-sign", team.visit, "don-vi", code=WRONG)
    assert (wrong.status_code, team.visit.signatures.exists()) == (422, False)
    code = code_on_page(inspector, team.visit, "to-kiem-tra")
    assert code not in phone.get(reverse("monitoring:visit-detail", args=[team.visit.pk])).content.decode()
    assert post(phone, "visit-sign", team.visit, "don-vi", code=code).status_code == 302
    assert team.visit.signatures.get().manner == SignManner.ACCOUNT


def test_the_phone_is_handed_over(team: Team):
    code = code_on_page(without_password(team), team.visit, "don-vi")
    inspector = browser_of(team.inspector.user_id)
    assert post(inspector, "visit-sign-by-code", team.visit, code=code).status_code == 302
    assert team.visit.signatures.get().manner == SignManner.CODE


def test_wrong_digits_stay_counted_although_the_form_comes_back(team: Team):
    code_on_page(without_password(team), team.visit, "don-vi")
    SigningCode.objects.update(made_at=AT)  # so that no digits of the test are the right ones by chance
    right = signing_codes.digits_of(SigningCode.objects.get())
    typed = WRONG if right != WRONG else "111111"
    inspector = browser_of(team.inspector.user_id)
    for number in range(1, signing_codes.MOST_WRONG + 1):
        assert post(inspector, "visit-sign-by-code", team.visit, code=typed).status_code == 422
        assert SigningCode.objects.get().wrong == number
    assert signing_codes.live_code(codes.record_of(team.visit, SignSide.UNIT), at=timezone.now()) is None
    told = AuditEntry.objects.about(team.visit.pk).filter(action="organisation.signing.miss")
    assert {entry.by_user_id for entry in told} == {team.inspector.user_id}
    assert told.get(reason__startswith="Lần sai thứ 5 trong 5")
    assert not any(digits in sentence_of(entry) for entry in told for digits in (right, typed))


def test_wrong_digits_of_who_may_not_sign_end_no_code(team: Team):
    for side, by in ((SignSide.UNIT, team.head), (SignSide.TEAM, team.inspector)):
        codes.issue(team.visit, side, seen=team.seen, by=by, at=timezone.now())
    sent = {"dau": team.seen, "code": WRONG}
    for user_id, name, *side in (
        (team.office.user_id, "visit-sign", "don-vi"),
        (team.office.user_id, "visit-sign-by-code"),
        (team.head.user_id, "visit-sign-by-code"),
        (team.inspector.user_id, "visit-sign", "to-kiem-tra"),
    ):
        url = reverse(f"monitoring:{name}", args=[team.visit.pk, *side])
        assert browser_of(user_id).post(url, {"_once": str(uuid4()), **sent}).status_code in (403, 422)
    assert set(SigningCode.objects.values_list("wrong", flat=True)) == {0}


def test_wrong_passwords_stay_counted_although_the_form_comes_back(team: Team):
    inspector = browser_of(team.inspector.user_id)
    answer = post(inspector, "visit-sign", team.visit, "to-kiem-tra", password="sai")
    assert answer.status_code == 422
    assert AccessAttempt.objects.get().failures_since_start == 1


def test_the_right_code_does_not_stand_for_a_password(team: Team):
    code = code_on_page(browser_of(team.inspector.user_id), team.visit, "to-kiem-tra")
    head = browser_of(team.head.user_id)
    answer = post(head, "visit-sign", team.visit, "don-vi", code=code, password="sai")
    assert (answer.status_code, team.visit.signatures.exists()) == (422, False)


def test_who_has_both_may_choose_the_code(team: Team):
    code = code_on_page(browser_of(team.inspector.user_id), team.visit, "to-kiem-tra")
    phone = browser_of(team.head.user_id, on_phone=True)
    page = phone.get(reverse("monitoring:visit-sign", args=[team.visit.pk, "don-vi"])).content.decode()
    assert 'name="password"' in page
    assert "Ký bằng mã của người kiểm tra" in page
    assert post(phone, "visit-sign", team.visit, "don-vi", query="?cach=ma", code=code).status_code == 302


def test_a_browser_that_no_card_made_known_needs_the_password(team: Team):
    code = code_on_page(browser_of(team.inspector.user_id), team.visit, "to-kiem-tra")
    answer = post(
        browser_of(team.head.user_id), "visit-sign", team.visit, "don-vi", query="?cach=ma", code=code
    )
    assert (answer.status_code, team.visit.signatures.exists()) == (422, False)


def test_the_page_of_a_code_is_for_its_side_only(team: Team):
    inspector = browser_of(team.inspector.user_id)
    assert inspector.get(reverse("monitoring:visit-code", args=[team.visit.pk, "don-vi"])).status_code == 403
    assert inspector.get(reverse("monitoring:visit-code", args=[team.visit.pk, "ai-do"])).status_code == 404
