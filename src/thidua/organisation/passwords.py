"""What a password must not be made of."""

from django.core.exceptions import ValidationError

from thidua.core.text import search_key

_OWN_WORDS = ("thidua", "khenthuong", "matkhau", "vanphong", "ubnd", "uiban", "truongthon")


class LocalWordsValidator:
    """Refuse passwords built on words everybody here would try first: the commune, a village, the program."""

    def validate(self, password: str, user: object = None) -> None:
        plain = search_key(password).replace(" ", "")
        for word in (*_OWN_WORDS, *_names_of(user)):
            if word and word in plain and len(plain) - len(word) < _REST:
                raise ValidationError(
                    "Mật khẩu dựa trên tên xã, tên thôn hoặc từ dễ đoán. Nhờ chọn vài từ khác nhau.",
                    code="password_of_local_words",
                )

    def get_help_text(self) -> str:
        return "Không dùng tên xã, tên thôn hay chữ “thi đua” làm mật khẩu."


_REST = 8


def _names_of(user: object) -> tuple[str, ...]:
    person = getattr(user, "person", None)
    if person is None:
        return ()
    names = (person.authority.name, person.unit.name if person.unit else "", person.full_name)
    return tuple(search_key(name).replace(" ", "") for name in names)
