import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("movements", "0004_follow_targets_and_give_them_to_units"),
        ("scoring", "0003_lines_a_new_edition_dropped"),
    ]

    operations = [
        migrations.DeleteModel(name="PackedYear"),
        migrations.CreateModel(
            name="PackedYear",
            fields=[
                (
                    "movement",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="packed_year",
                        serialize=False,
                        to="movements.movement",
                    ),
                ),
                ("axes", models.JSONField(verbose_name="các chiều")),
                ("values", models.BinaryField(verbose_name="số liệu")),
                ("goals", models.BinaryField(verbose_name="mức giao")),
                ("known", models.BinaryField(default=bytes, verbose_name="ô có số")),
                ("stamp", models.CharField(max_length=100, verbose_name="dấu của số liệu")),
            ],
        ),
    ]
