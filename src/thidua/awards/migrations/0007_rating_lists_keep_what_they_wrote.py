"""What a list wrote is compared by its values, not by the version it left behind."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, OuterRef, Subquery

_GRADES = [
    ("khong", "không hoàn thành nhiệm vụ"),
    ("hoan_thanh", "hoàn thành nhiệm vụ"),
    ("tot", "hoàn thành tốt nhiệm vụ"),
    ("xuat_sac", "hoàn thành xuất sắc nhiệm vụ"),
]


def fill(apps: Any, schema_editor: Any) -> None:
    """Take the values of ratings over that nobody changed since; the others fit nothing and stay."""
    lines = apps.get_model("awards", "RatingIntakeLine").objects.filter(version=F("rating__version"))
    rating = apps.get_model("awards", "Rating").objects.filter(pk=OuterRef("rating"))
    lines.update(grade=Subquery(rating.values("grade")), paper=Subquery(rating.values("paper")))


class Migration(migrations.Migration):
    dependencies = [
        ("awards", "0006_nominations_point_to_their_figure"),
    ]

    operations = [
        migrations.AddField(
            model_name="ratingintakeline",
            name="grade",
            field=models.CharField(
                choices=_GRADES, default="", max_length=12, verbose_name="xếp loại đã nhập"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="ratingintakeline",
            name="paper",
            field=models.CharField(default="", max_length=200, verbose_name="văn bản đã nhập"),
            preserve_default=False,
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.RemoveField(model_name="ratingintakeline", name="version"),
    ]
