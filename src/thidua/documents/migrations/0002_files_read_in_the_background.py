import django.db.models.deletion
import thidua.foundation.keys
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("documents", "0001_initial"),
        ("foundation", "0006_notices_to_units"),
        ("organisation", "0007_lists_pasted_from_excel"),
    ]

    operations = [
        migrations.CreateModel(
            name="Intake",
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
                ("file_name", models.CharField(max_length=255, verbose_name="tên tệp")),
                ("user_id", models.BigIntegerField(verbose_name="tài khoản")),
                ("task_id", models.CharField(blank=True, max_length=64, verbose_name="mã việc")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Đang đọc"), ("done", "Đã đọc"), ("failed", "Không đọc được")],
                        default="waiting",
                        editable=False,
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("fault", models.CharField(blank=True, max_length=500, verbose_name="lý do không đọc được")),
                ("created_at", models.DateTimeField(editable=False, verbose_name="nhận lúc")),
                ("ended_at", models.DateTimeField(editable=False, null=True, verbose_name="đọc xong lúc")),
                (
                    "authority",
                    models.ForeignKey(
                        editable=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.authority",
                        verbose_name="cơ quan",
                    ),
                ),
                (
                    "file",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="foundation.storedfile",
                        verbose_name="tệp gốc",
                    ),
                ),
                (
                    "read_text",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="intakes",
                        to="documents.readtext",
                        verbose_name="bản đọc",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "waiting")),
                        fields=("authority", "file"),
                        name="intake_waits_once_a_file",
                        violation_error_message="Tệp này đang chờ đọc.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "done"), _negated=True),
                            ("read_text__isnull", False),
                            _connector="XOR",
                        ),
                        name="intake_done_has_reading",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "failed"), _negated=True),
                            models.Q(("fault", ""), _negated=True),
                            _connector="XOR",
                        ),
                        name="intake_failed_says_why",
                    ),
                ],
            },
        ),
    ]
