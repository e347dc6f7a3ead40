from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0007_who_comes_late_votes_from_then_on"),
    ]

    operations = [
        migrations.AddField(
            model_name="countentry",
            name="teller_key",
            field=models.UUIDField(null=True, verbose_name="khóa người kiểm phiếu"),
        ),
    ]
