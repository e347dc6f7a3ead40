import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F

import thidua.foundation.keys


def keep_known_codes(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Let codes given before be found; what was received with them is not known, and is not made up."""
    receipts = apps.get_model("reporting", "Receipt")
    reports = apps.get_model("reporting", "Report")
    sent = reports.objects.exclude(receipt="").exclude(sent_at=None).order_by("sent_at")
    rows = sent.values("receipt", "sent_at", "sent_by", "entered_for_by", report=F("pk"))
    receipts.objects.bulk_create(
        (
            receipts(
                report_id=row["report"],
                code=row["receipt"],
                sent_at=row["sent_at"],
                sent_by=row["sent_by"],
                is_for_another=bool(row["entered_for_by"]),
            )
            for row in rows
        ),
        batch_size=500,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0005_imports_keep_who_wrote"),
    ]

    operations = [
        migrations.CreateModel(
            name="Receipt",
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
                (
                    "code",
                    models.CharField(editable=False, max_length=20, unique=True, verbose_name="mã nhận"),
                ),
                ("sent_at", models.DateTimeField(editable=False, verbose_name="gửi lúc")),
                ("sent_by", models.CharField(editable=False, max_length=200, verbose_name="người gửi")),
                (
                    "is_for_another",
                    models.BooleanField(default=False, editable=False, verbose_name="nhập hộ"),
                ),
                ("note", models.TextField(blank=True, editable=False, verbose_name="ghi chú chung")),
                (
                    "lines",
                    models.JSONField(default=list, editable=False, verbose_name="số liệu đã nhận"),
                ),
                (
                    "fingerprint",
                    models.CharField(
                        blank=True, editable=False, max_length=64, verbose_name="mã băm nội dung"
                    ),
                ),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="receipts",
                        to="reporting.report",
                        verbose_name="báo cáo",
                    ),
                ),
            ],
            options={"ordering": ["sent_at", "id"]},
        ),
        migrations.RunPython(keep_known_codes, migrations.RunPython.noop),
    ]
