from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0009_frozen_lines_keep_their_grounds"),
    ]

    operations = [
        migrations.AlterField(
            model_name="criterion",
            name="event_kind",
            field=models.CharField(
                blank=True,
                choices=[
                    ("late_report", "báo cáo gửi muộn"),
                    ("missing_report", "báo cáo không gửi"),
                    ("unpunctual", "báo cáo gửi muộn hoặc không gửi"),
                    ("lowered_figure", "số liệu bị hạ sau kiểm tra"),
                    ("no_pledge", "không ký giao ước"),
                    ("no_plan", "không có kế hoạch được nhận"),
                    ("unsent_plan", "không gửi kế hoạch"),
                    ("no_registration", "không gửi đăng ký tham gia đúng hạn"),
                    ("unrecorded", "không có đăng ký tham gia được ghi nhận"),
                    ("written", "người chấm ghi"),
                ],
                max_length=16,
                verbose_name="đếm gì",
            ),
        ),
    ]
