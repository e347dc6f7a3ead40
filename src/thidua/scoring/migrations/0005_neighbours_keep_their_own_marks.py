import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

import thidua.foundation.keys


def give_marks_to_neighbours(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Give each mark to the unit that its line named: "Thôn 2 (Lê Thị T)", a unit of the same round."""
    lines = apps.get_model("scoring", "ScoreLine")
    marks = apps.get_model("scoring", "CrossMark")
    sheets = apps.get_model("scoring", "ScoreSheet")
    given = lines.objects.filter(cross_points__isnull=False).exclude(cross_by="").select_related("sheet")
    for line in given:
        name, _, rest = line.cross_by.partition(" (")
        sheet = sheets.objects.filter(round=line.sheet.round_id, unit__name=name).first()
        if sheet is not None:
            marks.objects.create(
                line=line,
                unit_id=sheet.unit_id,
                points=line.cross_points,
                reason=line.cross_reason,
                by_name=rest.removesuffix(")") or name,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0011_heads_of_blocks"),
        ("scoring", "0004_matrices_know_what_they_were_made_of"),
    ]

    operations = [
        migrations.CreateModel(
            name="CrossMark",
            fields=[
                (
                    "version",
                    models.PositiveIntegerField(default=1, editable=False, verbose_name="lần sửa"),
                ),
                (
                    "id",
                    models.UUIDField(
                        default=thidua.foundation.keys.new_key,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                (
                    "points",
                    models.DecimalField(
                        blank=True, decimal_places=4, max_digits=9, null=True, verbose_name="chấm chéo"
                    ),
                ),
                (
                    "reason",
                    models.CharField(blank=True, max_length=500, verbose_name="lý do chấm chéo"),
                ),
                (
                    "by_name",
                    models.CharField(
                        blank=True, editable=False, max_length=200, verbose_name="người chấm chéo"
                    ),
                ),
                (
                    "line",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="crosses",
                        to="scoring.scoreline",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organisation.unit",
                        verbose_name="đơn vị chấm chéo",
                    ),
                ),
            ],
            options={
                "ordering": ["unit__kind_rank", "unit__sort_key", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("line", "unit"), name="crossmark_is_one_a_neighbour"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("points__isnull", True),
                            models.Q(("by_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="crossmark_has_who_gave_it",
                        violation_error_message="Điểm chấm chéo phải có người chấm.",
                    ),
                ],
            },
        ),
        migrations.RunPython(give_marks_to_neighbours, migrations.RunPython.noop),
    ]
