import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0006_a_correction_mends_lines_of_a_list"),
    ]

    operations = [
        migrations.AddField(
            model_name="paperdraft",
            name="revokes",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="revoking_drafts",
                to="decisions.award",
                verbose_name="hủy khen thưởng",
            ),
        ),
    ]
