"""What a password must not be made of."""

import re

from django.core.exceptions import ValidationError

from thidua.core.text import search_key

_COMMON = (
    "abcd",
    "admin",
    "anhieuem",
    "emieuanh",
    "khenthuong",
    "matkhau",
    "password",
    "qwerti",
    "thidua",
    "truongthon",
    "ubnd",
    "uibannhandan",
    "vanphong",
)
_OWN_LETTERS = 8
_DISTINCT_LETTERS = 5


class LocalWordsValidator:
    """Refuse passwords built on words everybody here would try first: the commune, a village, the program.

    What counts is what is left: such a word may stand in a longer sentence of one's own.
    """

    def validate(self, password: str, user: object = None) -> None:
        plain = search_key(password).replace(" ", "")
        words = sorted({*_COMMON, *_names_of(user)}, key=len, reverse=True)
        left = re.sub("|".join(map(re.escape, words)), "", plain)
        is_built_on_words = left != plain and len(re.sub(r"\d", "", left)) < _OWN_LETTERS
        if is_built_on_words or len(set(re.sub(r"\d", "", plain))) < _DISTINCT_LETTERS:
            raise ValidationError(
                "Mật khẩu dựa trên tên xã, tên thôn, dãy số hoặc từ dễ đoán. Nhờ chọn vài từ khác nhau.",
                code="password_of_local_words",
            )

    def get_help_text(self) -> str:
        return "Không dùng tên xã, tên thôn hay chữ “thi đua” làm mật khẩu."


def _names_of(user: object) -> set[str]:
    """Names of the person and the places, whole, and without the word for what they are."""
    person = getattr(user, "person", None)
    if person is None:
        return set()
    names = (person.authority.name, person.unit.name if person.unit else "", person.full_name)
    keys = {search_key(name) for name in names}
    short = {key.partition(" ")[2] for key in keys}
    return {key.replace(" ", "") for key in keys | short if len(key) >= _DISTINCT_LETTERS}
