from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0006_receipts_keep_what_was_received"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="missing",
            field=models.PositiveSmallIntegerField(default=0, editable=False, verbose_name="số còn thiếu"),
        ),
        migrations.AlterField(
            model_name="report",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Chưa gửi"),
                    ("partial", "Gửi thiếu số"),
                    ("sent", "Đã gửi"),
                    ("returned", "Trả lại"),
                    ("verified", "Đã thẩm định"),
                ],
                default="draft",
                editable=False,
                max_length=10,
                verbose_name="trạng thái",
            ),
        ),
    ]
