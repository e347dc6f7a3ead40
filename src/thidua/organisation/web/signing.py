"""What every page has that lets somebody sign without a password: the known phone and the digits."""

from typing import Any, cast

from django import forms

from thidua.foundation.web.access import SignedInRequest
from thidua.organisation.models import User
from thidua.organisation.services.devices import IN_SESSION


def is_known_phone(request: SignedInRequest) -> bool:
    """Say whether the session was opened by a phone that the office made known with a card."""
    here, user = request.session.get(IN_SESSION), cast("User", request.user)
    return any(device.pk == here and device.is_enrolled for device in user.devices.live())


class CodeField(forms.CharField):
    """Six digits of the other phone; the form says whether they are right."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            **{
                "label": "Mã ký",
                "max_length": 12,
                "widget": forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                "help_text": "Sáu chữ số hiện trên máy kia, dùng một lần.",
                "error_messages": {
                    "required": "Ghi sáu chữ số của mã ký.",
                    "max_length": "Mã ký có sáu chữ số.",
                },
                **kwargs,
            }
        )


WRONG_CODE = "Mã không đúng hoặc đã hết hạn. Xem lại mã, gõ sai năm lần thì lấy mã mới."
