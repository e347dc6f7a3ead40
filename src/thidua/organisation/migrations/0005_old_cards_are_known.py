"""Cards printed before owners were asked need no answer any more."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F


def know_old_cards(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    cards = apps.get_model("organisation", "EnrolmentCard")
    cards.objects.filter(known_at__isnull=True).update(known_at=F("issued_at"))


class Migration(migrations.Migration):
    dependencies = [
        ("organisation", "0004_cards_with_a_second_person"),
    ]

    operations = [migrations.RunPython(know_old_cards, migrations.RunPython.noop)]
