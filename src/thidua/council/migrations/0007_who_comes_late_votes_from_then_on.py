from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0006_papers_tell_what_replaced_them"),
    ]

    operations = [
        migrations.AddField(
            model_name="attendance",
            name="from_poll",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="dự từ lượt"
            ),
        ),
        migrations.AddField(
            model_name="attendance",
            name="before",
            field=models.CharField(
                blank=True,
                choices=[
                    ("present", "có mặt"),
                    ("written", "vắng, gửi ý kiến bằng văn bản"),
                    ("absent", "vắng"),
                ],
                default="",
                editable=False,
                max_length=10,
                verbose_name="trước khi đến",
            ),
            preserve_default=False,
        ),
    ]
