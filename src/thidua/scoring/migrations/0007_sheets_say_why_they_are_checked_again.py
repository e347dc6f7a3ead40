from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0006_lines_hold_no_cross_marks"),
    ]

    operations = [
        migrations.AddField(
            model_name="scoresheet",
            name="second_asked_because",
            field=models.CharField(
                blank=True, editable=False, max_length=500, verbose_name="lý do thẩm định lại"
            ),
        ),
    ]
