"""Entries of the first form stay to the letter; those written from now on keep a part for each person."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [
        ("register", "0001_the_log_and_its_checkpoints"),
    ]

    operations = [
        migrations.AddField(
            model_name="registerleaf",
            name="format",
            field=models.PositiveSmallIntegerField(default=1, verbose_name="dạng"),
        ),
        migrations.AlterField(
            model_name="registerleaf",
            name="format",
            field=models.PositiveSmallIntegerField(default=2, verbose_name="dạng"),
        ),
        migrations.AddConstraint(
            model_name="registerleaf",
            constraint=models.CheckConstraint(
                condition=Q(format=1) | Q(record__isnull=False),
                name="registerleaf_record_stays_where_parts_go",
            ),
        ),
        migrations.CreateModel(
            name="RegisterPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("place", models.PositiveIntegerField(verbose_name="thứ tự trong mục")),
                ("seal", models.BinaryField(max_length=32, verbose_name="dấu niêm")),
                ("salt", models.BinaryField(max_length=32, null=True, verbose_name="muối")),
                ("text", models.JSONField(null=True, verbose_name="nội dung")),
                ("about", models.CharField(blank=True, max_length=80, verbose_name="nói về")),
                (
                    "erasure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="register.registerleaf",
                    ),
                ),
                (
                    "leaf",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parts",
                        to="register.registerleaf",
                    ),
                ),
            ],
            options={
                "ordering": ["place"],
            },
        ),
        migrations.AddIndex(
            model_name="registerpart",
            index=models.Index(fields=["about"], name="registerpart_by_subject"),
        ),
        migrations.AddConstraint(
            model_name="registerpart",
            constraint=models.UniqueConstraint(fields=("leaf", "place"), name="registerpart_has_its_place"),
        ),
        migrations.AddConstraint(
            model_name="registerpart",
            constraint=models.CheckConstraint(
                condition=Q(salt__isnull=True, text__isnull=True, erasure__isnull=False)
                | Q(salt__isnull=False, text__isnull=False, erasure__isnull=True),
                name="registerpart_goes_with_the_entry_that_says_so",
            ),
        ),
    ]
