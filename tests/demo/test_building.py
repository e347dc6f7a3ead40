from datetime import UTC, datetime

import pytest
from django.test import Client
from django.urls import reverse

from thidua.core.errors import DomainError
from thidua.demo import plan
from thidua.demo.stages import build, is_empty
from thidua.movements.models import Movement, Target
from thidua.obligations.models import Obligation
from thidua.organisation.models import Authority, User

AT = datetime(2024, 4, 22, 1, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

SEED_FIGURES = {
    "≥ 11%",
    "2.350 tấn",
    "2.205 tấn",
    "tăng 10 – 11%",
    "3.000 cây",
    "15 ha",
    "3.400 tấn",
    "270 tấn",
    "19 – 20 tỷ đồng",
    "12 – 13 tỷ đồng",
    "56 – 57 triệu đồng/người/năm",
    "≥ 1 doanh nghiệp",
    "giữ vững 100%",
    "95%",
    "56%",
    "giảm 3%/năm",
    "giảm 2%/năm",
    "giảm 1 – 2%/năm",
    "giảm 0,5%/năm",
    "300 – 350 lao động",
    "60 – 70 người",
    "≥ 95%",
    "100%",
    "90%",
    "98%",
    "trên 98%",
    "trên 47,3%",
}


def test_sample_commune_opens_its_season_from_the_letter() -> None:
    commune = build("launch", seed=1, at=AT)
    movement = Movement.objects.get(is_own=True)
    printed = {target.goal_text for target in Target.objects.filter(movement=movement)}
    assert printed >= SEED_FIGURES
    assert Target.objects.filter(movement=movement, parent__isnull=False).count() == 4
    assert not Target.objects.filter(name__contains="nuôi trông").exists()
    assert Obligation.objects.filter(unit__name__startswith="Thôn").count() >= plan.VILLAGES
    assert Authority.objects.get(name=plan.COMMUNE).is_demo
    assert len({account.username for account in commune.accounts}) == User.objects.count()


def test_every_account_signs_in_and_sees_the_board() -> None:
    commune = build("launch", seed=1, at=AT)
    movement = Movement.objects.get(is_own=True)
    for account in commune.accounts:
        client = Client()
        user = User.objects.get(username=account.username)
        assert user.check_password(account.password)
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        page = client.get(reverse("movements:target-board", args=[movement.pk]))
        assert "Số liệu minh họa" in page.content.decode(), account


def test_a_database_in_use_is_left_alone() -> None:
    build("launch", seed=1, at=AT)
    assert not is_empty()
    with pytest.raises(DomainError, match="đã có dữ liệu"):
        build("launch", seed=1, at=AT)
    assert Movement.objects.filter(is_own=True).count() == 1


def test_unknown_stage_is_refused() -> None:
    with pytest.raises(DomainError, match="Không có giai đoạn"):
        build("nghỉ hè", seed=1, at=AT)
    assert is_empty()


def test_seed_decides_the_invented_names() -> None:
    names = build("launch", seed=7, at=AT).accounts
    assert any("minh họa" in account.who for account in names)
