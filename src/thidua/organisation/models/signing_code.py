from django.db import models

from thidua.organisation.models.account import User


class SigningCode(models.Model):
    """Six digits with which one side lets the other sign a paper ("mã ký"), once and for a few minutes.

    `about` names the paper, `side` who got the digits. They are kept nowhere:
    `organisation.services.signing_codes` makes them anew.
    """

    about = models.CharField("về bản", max_length=80)
    side = models.CharField("bên lấy mã", max_length=10)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    fingerprint = models.CharField("dấu nội dung", max_length=64)
    made_at = models.DateTimeField("lấy lúc")
    expires_at = models.DateTimeField("hết hạn lúc")
    wrong = models.PositiveSmallIntegerField("số lần gõ sai", default=0)
    used_at = models.DateTimeField("dùng lúc", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["about", "side"], name="code_is_one_a_side")]

    def __str__(self) -> str:
        return f"Mã ký, {self.side}"
