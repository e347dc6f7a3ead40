import django.db.models.deletion
import thidua.foundation.keys
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("foundation", "0005_deeds_done_together"),
    ]

    operations = [
        migrations.CreateModel(
            name="Notice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=thidua.foundation.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("dedup_key", models.CharField(max_length=200, unique=True, verbose_name="khóa chống trùng")),
                ("authority_id", models.UUIDField(verbose_name="cơ quan")),
                ("unit_id", models.UUIDField(verbose_name="đơn vị")),
                ("title", models.CharField(max_length=600, verbose_name="tiêu đề")),
                ("detail", models.CharField(blank=True, max_length=600, verbose_name="nội dung")),
                ("url", models.CharField(max_length=300, verbose_name="địa chỉ")),
                ("created_at", models.DateTimeField(verbose_name="tạo lúc")),
            ],
            options={
                "ordering": ["-created_at", "-id"],
                "indexes": [models.Index(fields=["unit_id", "-created_at"], name="notice_by_unit")],
            },
        ),
        migrations.CreateModel(
            name="NoticeRead",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("user_id", models.BigIntegerField(verbose_name="tài khoản")),
                ("at", models.DateTimeField(verbose_name="đọc lúc")),
                (
                    "notice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reads",
                        to="foundation.notice",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("notice", "user_id"), name="noticeread_is_once")
                ],
            },
        ),
    ]
