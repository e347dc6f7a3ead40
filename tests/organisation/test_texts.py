"""Nothing of the sign-in libraries speaks English, and the compiled texts are those of the source."""

import gettext
import re
from pathlib import Path

import pytest
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter, get_adapter
from django.conf import settings
from django.contrib.auth.password_validation import get_default_password_validators
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as translate
from tests.commune import Commune

from thidua.organisation.enums import Role
from thidua.organisation.passwords import LocalWordsValidator

TEXTS = Path(settings.LOCALE_PATHS[0]) / "vi" / "LC_MESSAGES"
_ENTRY = re.compile(r'^msgid "(.+)"\n(?:msgid_plural ".*"\n)?msgstr(?:\[0\])? "(.+)"$', re.MULTILINE)


def entries() -> dict[str, str]:
    return dict(_ENTRY.findall((TEXTS / "django.po").read_text(encoding="utf-8")))


def test_compiled_texts_are_those_of_the_source() -> None:
    with (TEXTS / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    for words, vietnamese in entries().items():
        plural = catalogue.ngettext(words, words, 1)
        assert vietnamese in {catalogue.gettext(words), plural, catalogue.pgettext("field label", words)}


def test_every_message_of_the_library_has_a_text() -> None:
    known = entries()
    told = {str(words) for words in DefaultAccountAdapter.error_messages.values()}
    assert told <= {*known.values(), "Tên đăng nhập đã được sử dụng"}
    assert translate("Remember Me") == "Đây là máy dùng riêng, nhớ trong 30 ngày"


def test_adapter_tells_refusals_in_vietnamese_and_opens_no_account(db: None) -> None:
    adapter = get_adapter()
    assert all(re.search(r"[à-ỹ]", str(words)) for words in adapter.error_messages.values())
    assert adapter.is_open_for_signup(None) is False
    assert {"username"} == app_settings.LOGIN_METHODS


def refusals(password: str, user: object) -> list[str]:
    found: list[str] = []
    for validator in get_default_password_validators():
        try:
            validator.validate(password, user)
        except ValidationError as error:
            found += error.messages
    return found


@pytest.mark.parametrize(
    "password",
    [
        "mùa gặt tháng Năm",
        "con-trau-di-truoc-cai-cay",
        "xã cẩm lĩnh có chín thôn đẹp",
        "thi dua la yeu nuoc, yeu nuoc thi phai thi dua",
    ],
)
def test_long_and_own_words_are_taken(commune: Commune, password: str) -> None:
    assert refusals(password, commune.user(Role.OFFICE)) == []


@pytest.mark.parametrize(
    "password",
    [
        "Thi đua 2024!",
        "thidua@20242025",
        "CamLinh@12345",
        "xã Cẩm Lĩnh 1",
        "thon2thon2thon2",
        "Văn phòng UBND",
        "mật khẩu 12345",
        "123456789012",
        "passwordpassword",
        "qwertyuiop123",
    ],
)
def test_words_everybody_tries_first_are_refused(commune: Commune, password: str) -> None:
    user = commune.user(Role.UNIT_HEAD, commune.units["Thôn 2"])
    user.person.unit = commune.units["Thôn 2"]
    assert refusals(password, user)


def test_validator_works_without_a_person() -> None:
    with pytest.raises(ValidationError):
        LocalWordsValidator().validate("thi-dua-2024")
    LocalWordsValidator().validate("con-trau-di-truoc")
    assert "thi đua" in LocalWordsValidator().get_help_text()
