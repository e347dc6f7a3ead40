from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("movements", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="drafttarget",
            name="lower_is_better",
            field=models.BooleanField(default=False, verbose_name="càng thấp càng tốt"),
        ),
        migrations.AddField(
            model_name="target",
            name="lower_is_better",
            field=models.BooleanField(default=False, verbose_name="càng thấp càng tốt"),
        ),
    ]
