"""Nobody enters a trusted account, or gives rights over others, alone."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone
from tests.commune import PASSWORD, Commune
from tests.organisation.browsing import Browser, browser_of
from tests.organisation.test_devices import issue, phones, use

from thidua.core.errors import DomainError, RefusedError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import CONFIRMING, TRUSTED, Role
from thidua.organisation.models import EnrolmentCard, Person, Position, User
from thidua.organisation.queries import actor_of
from thidua.organisation.services import accounts, devices, positions
from thidua.organisation.services.positions import PositionFacts

ACCOUNT = "/tai-khoan/"
PHONE = {"user-agent": "Mozilla/5.0 (Linux; Android 14) Zalo"}


@pytest.fixture
def chairman(commune: Commune) -> User:
    return commune.user(Role.CHAIRMAN)


@pytest.fixture
def village_head(commune: Commune) -> User:
    return commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"])


def actor(user: User) -> Actor:
    return actor_of(user, timezone.localdate())


def facts(role: Role) -> PositionFacts:
    return PositionFacts(role, Role(role).label, timezone.localdate())


def card_for(user: User, by: User) -> EnrolmentCard:
    return devices.issue_card(user, by=actor(by), at=timezone.now())


def ask(clerk: Browser, user: User) -> EnrolmentCard:
    """Press the button on the page of the person, as the office does."""
    clerk.send(reverse("organisation:card-issue", args=[user.person_id]))
    return EnrolmentCard.objects.get(user=user)


@pytest.mark.parametrize("role", sorted(TRUSTED))
def test_card_of_a_trusted_account_waits(commune: Commune, clerk: Browser, role: Role) -> None:
    card = ask(clerk, commune.user(role))
    page = clerk.get(reverse("organisation:card-print", args=[card.pk])).text
    assert "chờ người thứ hai xác nhận" in page
    assert "<svg" not in page.partition("<main")[2].partition("h-ai")[2].partition("</section>")[0]
    assert use(Browser(), devices.code_of(card)).status_code == 409
    assert not phones().exists()


@pytest.mark.parametrize("role", sorted(set(Role.values) - TRUSTED))
def test_card_of_other_accounts_is_simple(commune: Commune, clerk: Browser, role: Role) -> None:
    unit = commune.units["Thôn 2"] if role == Role.UNIT_HEAD else None
    assert use(Browser(), issue(clerk, commune.user(role, unit))).status_code == 302


@pytest.mark.parametrize("role", sorted(CONFIRMING))
def test_second_person_confirms_and_the_card_works_briefly(
    commune: Commune, clerk: Browser, chairman: User, role: Role
) -> None:
    card = ask(clerk, chairman)
    second = browser_of(commune.user(role))
    page = second.get(ACCOUNT).text
    assert f"Thẻ của {chairman.person}" in page
    assert second.send(reverse("organisation:card-confirm", args=[card.pk])).status_code == 302
    assert "Đã xác nhận thẻ" in second.get(ACCOUNT).text
    card.refresh_from_db()
    assert timezone.now() < card.expires_at < timezone.now() + timedelta(minutes=11)
    assert "<svg" in clerk.get(reverse("organisation:card-print", args=[card.pk])).text
    assert use(Browser(), devices.code_of(card)).status_code == 302
    assert phones().get().user == chairman


def test_owner_with_a_working_sign_in_confirms(clerk: Browser, commune: Commune) -> None:
    member = commune.user(Role.COUNCIL)
    card = ask(clerk, member)
    own = browser_of(member)
    assert "Thẻ của tài khoản này" in own.get(ACCOUNT).text
    assert own.send(reverse("organisation:card-confirm", args=[card.pk])).status_code == 302


def test_issuer_and_people_without_a_say_do_not_confirm(
    commune: Commune, other_commune: Commune, clerk: Browser, chairman: User, village_head: User
) -> None:
    card = ask(clerk, chairman)
    address = reverse("organisation:card-confirm", args=[card.pk])
    assert "Thẻ chờ xác nhận" not in clerk.get(ACCOUNT).text
    assert clerk.send(address).status_code == 403
    for user in (village_head, commune.user(Role.COUNCIL)):
        assert browser_of(user).send(address).status_code == 403
    assert browser_of(other_commune.user(Role.KEEPER)).send(address).status_code == 404
    elsewhere = actor(other_commune.user(Role.KEEPER))
    with pytest.raises(RefusedError, match="cơ quan khác"):
        devices.confirm_card(card, by=elsewhere, at=timezone.now())
    card.refresh_from_db()
    assert card.is_waiting


def test_code_is_shown_to_the_issuer_only(commune: Commune, clerk: Browser, village_head: User) -> None:
    card = ask(clerk, village_head)
    address = reverse("organisation:card-print", args=[card.pk])
    assert clerk.get(address).status_code == 200
    assert browser_of(commune.user(Role.OFFICE)).get(address).status_code == 403


def test_card_is_confirmed_once_and_in_time(commune: Commune, chairman: User) -> None:
    clerk, keeper = commune.user(Role.OFFICE), commune.user(Role.KEEPER)
    browser_of(keeper)
    card = card_for(chairman, clerk)
    late = timezone.now() + timedelta(hours=25)
    with pytest.raises(DomainError, match="không còn chờ"):
        devices.confirm_card(card, by=actor(keeper), at=late)
    devices.confirm_card(card, by=actor(keeper), at=timezone.now())
    with pytest.raises(DomainError, match="không còn chờ"):
        devices.confirm_card(card, by=actor(keeper), at=timezone.now())


def test_keeper_who_sets_up_is_alone_until_another_has_signed_in(commune: Commune, chairman: User) -> None:
    keeper = commune.user(Role.KEEPER)
    clerk = commune.user(Role.OFFICE)
    assert card_for(clerk, clerk).needs_second
    assert not card_for(chairman, keeper).needs_second
    browser_of(chairman)
    assert card_for(clerk, keeper).needs_second


def test_ending_all_others_does_not_make_a_keeper_alone(commune: Commune, chairman: User) -> None:
    keeper = commune.user(Role.KEEPER)
    browser_of(chairman)
    accounts.close(chairman, by=actor(keeper), at=timezone.now())
    post = chairman.person.positions.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    positions.end(
        post, last_day=yesterday, reason="", expected=post.version, by=actor(keeper), at=timezone.now()
    )
    assert card_for(commune.user(Role.COUNCIL), keeper).needs_second


def test_console_needs_no_second(chairman: User) -> None:
    assert not devices.issue_card(chairman, by=SYSTEM, at=timezone.now()).needs_second


def test_account_of_nobody_needs_no_second(commune: Commune) -> None:
    bare = User.objects.create(username="may")
    assert not devices.issue_card(bare, by=SYSTEM, at=timezone.now()).needs_second


@pytest.mark.parametrize("role", sorted(TRUSTED))
def test_post_with_rights_over_others_comes_from_the_keeper(
    commune: Commune, clerk: Browser, village_head: User, role: Role
) -> None:
    begin = reverse("organisation:position-begin", args=[village_head.person_id])
    fields = {"title": "Chức vụ", "role": role, "starts_on": timezone.localdate().strftime("%d/%m/%Y")}
    assert f'value="{role}"' not in clerk.get(begin).text
    assert clerk.send(begin, **fields).status_code == 422
    with pytest.raises(RefusedError, match="do quản trị hệ thống ghi"):
        positions.begin(village_head.person, facts(role), by=commune.actor(Role.OFFICE), at=timezone.now())
    keeper = browser_of(commune.user(Role.KEEPER))
    assert f'value="{role}"' in keeper.get(begin).text
    assert keeper.send(begin, **fields).status_code == 302


@pytest.mark.parametrize("role", [Role.KEEPER, Role.OFFICE])
def test_nobody_gives_oneself_a_post(commune: Commune, role: Role) -> None:
    user = commune.user(role)
    with pytest.raises(RefusedError, match="của mình"):
        positions.begin(user.person, facts(Role.EDITOR), by=actor(user), at=timezone.now())


def test_more_rights_shut_what_one_person_could_have_opened(commune: Commune, village_head: User) -> None:
    """A keeper makes a card for a village head, takes the phone, and then makes the head chairman."""
    keeper = commune.user(Role.KEEPER)
    browser_of(commune.user(Role.CHAIRMAN))
    phone = Browser(headers=PHONE)
    use(phone, devices.code_of(card_for(village_head, keeper)))
    kept = card_for(village_head, keeper)
    positions.begin(village_head.person, facts(Role.CHAIRMAN), by=actor(keeper), at=timezone.now())
    village_head.refresh_from_db()
    assert phone.get(ACCOUNT).status_code == 302
    assert not village_head.has_usable_password()
    assert not EnrolmentCard.objects.filter(pk=kept.pk).exists()
    assert AuditEntry.objects.filter(action="organisation.user.shut").count() == 1
    assert card_for(village_head, keeper).needs_second


def test_another_trusted_post_shuts_nothing(commune: Commune, chairman: User) -> None:
    keeper = commune.user(Role.KEEPER)
    browser = browser_of(chairman)
    positions.begin(chairman.person, facts(Role.COUNCIL), by=actor(keeper), at=timezone.now())
    assert browser.get(ACCOUNT).status_code == 200


def test_simple_post_shuts_nothing(commune: Commune, village_head: User) -> None:
    browser = browser_of(village_head)
    positions.begin(village_head.person, facts(Role.EDITOR), by=commune.actor(Role.OFFICE), at=timezone.now())
    assert browser.get(ACCOUNT).status_code == 200


def test_trusted_post_to_come_counts(commune: Commune, village_head: User) -> None:
    keeper, clerk = commune.user(Role.KEEPER), commune.user(Role.OFFICE)
    later = PositionFacts(Role.COUNCIL, "Ủy viên", timezone.localdate() + timedelta(days=30))
    positions.begin(village_head.person, later, by=actor(keeper), at=timezone.now())
    assert card_for(village_head, clerk).needs_second


def test_ended_trusted_post_is_not_drawn_out(commune: Commune, chairman: User) -> None:
    """Otherwise it could be ended, a simple card printed, and the post given back."""
    keeper = actor(commune.user(Role.KEEPER))
    post = chairman.person.positions.get()
    today = timezone.localdate()
    at = timezone.now()
    post = positions.end(post, last_day=today, reason="", expected=post.version, by=keeper, at=at)
    with pytest.raises(DomainError, match="không kéo dài được"):
        positions.end(
            post, last_day=today + timedelta(days=9), reason="", expected=post.version, by=keeper, at=at
        )
    earlier = positions.end(
        post, last_day=today - timedelta(days=1), reason="", expected=post.version, by=keeper, at=at
    )
    assert Position.objects.get(pk=earlier.pk).ends_on == today - timedelta(days=1)


def test_nobody_chooses_the_password_of_another(commune: Commune, village_head: User) -> None:
    for role in (Role.OFFICE, Role.KEEPER):
        with pytest.raises(RefusedError, match="do chính người dùng đặt"):
            accounts.set_password(
                village_head, "bon-mua-lua-chin-vang", by=commune.actor(role), at=timezone.now()
            )


def confirmed_phone(commune: Commune, user: User) -> Browser:
    """Let a clerk print, a keeper confirm, and somebody use a card."""
    clerk, keeper = commune.user(Role.OFFICE), commune.user(Role.KEEPER)
    card = card_for(user, clerk)
    devices.confirm_card(card, by=actor(keeper), at=timezone.now())
    phone = Browser(headers=PHONE)
    use(phone, devices.code_of(card))
    return phone


def sign_in(user: User) -> Browser:
    browser = Browser()
    answer = browser.post(reverse("account_login"), {"login": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    return browser


def test_owner_hears_of_the_card_at_the_next_sign_in_and_ends_what_used_it(
    commune: Commune, chairman: User
) -> None:
    thief = confirmed_phone(commune, chairman)
    assert thief.get(ACCOUNT).status_code == 200
    own = sign_in(chairman)
    page = own.get(reverse("monitoring:work-list")).text
    assert "Thẻ đăng nhập mới đã được in cho tài khoản này" in page
    assert "Đã dùng trên Điện thoại Android, Zalo" in own.get(ACCOUNT).text
    card = EnrolmentCard.objects.get()
    assert own.send(reverse("organisation:card-disown", args=[card.pk])).status_code == 302
    assert thief.get(ACCOUNT).status_code == 302
    assert "được in cho tài khoản này" not in own.get(ACCOUNT).text
    assert AuditEntry.objects.filter(action="organisation.card.disown").count() == 1


def test_owner_hears_of_it_on_a_machine_that_stays_signed_in(commune: Commune, chairman: User) -> None:
    own = sign_in(chairman)
    own.get(ACCOUNT)
    card_for(chairman, commune.user(Role.OFFICE))
    session = own.session
    session["seen"] -= 700
    session.save()
    assert "Thẻ đăng nhập mới đã được in cho tài khoản này" in own.get(reverse("monitoring:work-list")).text


def test_owner_takes_an_unused_card_back(commune: Commune, chairman: User) -> None:
    card = card_for(chairman, commune.user(Role.OFFICE))
    own = sign_in(chairman)
    own.send(reverse("organisation:card-disown", args=[card.pk]))
    assert not EnrolmentCard.objects.exists()


def test_owner_says_it_was_asked_for(commune: Commune, chairman: User) -> None:
    confirmed_phone(commune, chairman)
    own, card = sign_in(chairman), EnrolmentCard.objects.get()
    assert "Có nhờ in" in own.get(ACCOUNT).text
    own.send(reverse("organisation:card-know", args=[card.pk]))
    assert "được in cho tài khoản này" not in own.get(ACCOUNT).text
    card.refresh_from_db()
    assert card.known_at is not None


def test_machine_that_came_by_the_card_does_not_silence_it(commune: Commune, chairman: User) -> None:
    thief = confirmed_phone(commune, chairman)
    card = EnrolmentCard.objects.get()
    assert "được in cho tài khoản này" not in thief.get(ACCOUNT).text
    assert thief.send(reverse("organisation:card-know", args=[card.pk])).status_code == 409
    assert "được in cho tài khoản này" in sign_in(chairman).get(ACCOUNT).text


def test_others_do_not_answer_for_the_owner(commune: Commune, clerk: Browser, chairman: User) -> None:
    card = ask(clerk, chairman)
    for name in ("card-know", "card-disown"):
        assert clerk.send(reverse(f"organisation:{name}", args=[card.pk])).status_code == 403
    assert EnrolmentCard.objects.exists()


def test_second_person_hears_of_the_card_at_sign_in(commune: Commune, chairman: User) -> None:
    card_for(commune.user(Role.COUNCIL), commune.user(Role.OFFICE))
    assert "chờ xác nhận" in sign_in(chairman).get(reverse("monitoring:work-list")).text


def test_console_gives_a_password_when_nobody_can_confirm(
    commune: Commune, chairman: User, monkeypatch, capsys
) -> None:
    def run(username: str, password: str) -> None:
        monkeypatch.setattr("sys.stdin.readline", lambda: f"{password}\n")
        call_command("set_password", username, "--password-stdin")

    run(chairman.username, "con-trau-di-truoc-cai-cay")
    chairman.refresh_from_db()
    assert chairman.check_password("con-trau-di-truoc-cai-cay")
    assert "Đã đặt mật khẩu" in capsys.readouterr().out
    with pytest.raises(CommandError, match="Không có tài khoản"):
        run("khong-co", "con-trau-di-truoc-cai-cay")
    with pytest.raises(CommandError, match="ít nhất 12"):
        run(chairman.username, "ngan")


def test_waiting_page_names_who_may_confirm(commune: Commune, clerk: Browser, chairman: User) -> None:
    keeper = commune.user(Role.KEEPER)
    card = ask(clerk, chairman)
    page = reverse("organisation:card-print", args=[card.pk])
    assert "Hiện không còn ai khác đăng nhập được" in clerk.get(page).text
    browser_of(keeper)
    assert str(Person.objects.get(user=keeper)) in clerk.get(page).text
