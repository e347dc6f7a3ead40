import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("scoring", "0008_promises_are_counted_in_two_ways"),
    ]

    operations = [
        migrations.CreateModel(
            name="FrozenLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=40, verbose_name="tiêu chí")),
                ("grounds", models.JSONField(verbose_name="căn cứ lúc chốt")),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="lines",
                        to="scoring.frozenplace",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("place", "key"), name="frozenline_is_one_a_criterion")
                ],
            },
        ),
    ]
