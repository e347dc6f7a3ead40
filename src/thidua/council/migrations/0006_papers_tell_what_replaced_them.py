"""Papers say why they were replaced; of those that were, nobody wrote the reason down beside them."""

from typing import Any

from django.db import migrations, models
from django.db.models import F, Max, Q

_UNKNOWN = "Phiên họp đã mở lại."


def mark_replaced(apps: Any, _schema_editor: Any) -> None:
    """Mark papers with a later edition, and those of a session that is open again."""
    papers = apps.get_model("council", "SessionPaper").objects.annotate(last=Max("session__papers__edition"))
    gone = papers.filter(Q(edition__lt=F("last")) | Q(session__state="opened"))
    keys = list(gone.values_list("pk", flat=True))
    apps.get_model("council", "SessionPaper").objects.filter(pk__in=keys).update(replaced_because=_UNKNOWN)


class Migration(migrations.Migration):
    dependencies = [
        ("council", "0005_boards_count_votes"),
    ]

    operations = [
        migrations.AddField(
            model_name="sessionpaper",
            name="replaced_because",
            field=models.CharField(
                blank=True, default="", editable=False, max_length=500, verbose_name="đã thay vì"
            ),
            preserve_default=False,
        ),
        migrations.RunPython(mark_replaced, migrations.RunPython.noop),
    ]
