"""The first account of an installation, opened on its console."""

import io
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from tests.commune import Commune

from thidua.organisation.enums import Role
from thidua.organisation.models import Authority, Person, User
from thidua.organisation.queries import actor_of

PASSWORD = "con-trau-di-truoc-cai-cay"  # noqa: S105 -- of an account in a test database


def create(monkeypatch: pytest.MonkeyPatch, *arguments: str, password: str = PASSWORD) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{password}\n"))
    call_command("create_account", *arguments, "--password-stdin")


def test_keeper_is_admitted(commune: Commune, monkeypatch, capsys) -> None:
    create(monkeypatch, "quan.tri", "Võ Văn Hải", "--authority", "Xã Cẩm Lĩnh")
    user = User.objects.get(username="quan.tri")
    assert user.check_password(PASSWORD)
    assert actor_of(user, timezone.localdate()).roles == {Role.KEEPER}
    assert "Đã mở tài khoản quan.tri cho Võ Văn Hải." in capsys.readouterr().out


def test_head_of_a_unit_is_admitted(commune: Commune, monkeypatch) -> None:
    Authority.objects.update(stands_on=date(2024, 9, 17))
    post = ["--role", "unit_head", "--unit", "thôn 2", "--title", "Trưởng thôn"]
    create(monkeypatch, "thon2", "Hồ Thị Sáu", "--authority", "xã Cẩm Lĩnh", *post)
    actor = actor_of(User.objects.get(username="thon2"), timezone.localdate())
    assert actor.unit_ids == {commune.units["Thôn 2"].pk}


@pytest.mark.parametrize(
    ("arguments", "password", "refusal"),
    [
        (["--authority", "xã Không Có"], PASSWORD, "Chưa có cơ quan “xã Không Có”"),
        (["--authority", "xã Cẩm Lĩnh"], "ngắn", "ít nhất 12 ký tự"),
        (["--authority", "xã Cẩm Lĩnh", "--unit", "Thôn 99"], PASSWORD, "chưa có đơn vị “Thôn 99”"),
        (["--authority", "xã Cẩm Lĩnh", "--role", "unit_head"], PASSWORD, "phải thuộc một đơn vị"),
    ],
)
def test_refusal_leaves_nothing_behind(commune: Commune, monkeypatch, arguments, password, refusal) -> None:
    with pytest.raises(CommandError, match=refusal):
        create(monkeypatch, "ai-do", "Nguyễn Văn A", *arguments, password=password)
    assert not User.objects.exists()
    assert not Person.objects.exists()


def test_name_that_is_taken_is_refused(commune: Commune, monkeypatch) -> None:
    commune.user(Role.OFFICE)
    with pytest.raises(CommandError, match="đã có người dùng"):
        create(monkeypatch, "office-1", "Nguyễn Văn A", "--authority", "xã Cẩm Lĩnh")
