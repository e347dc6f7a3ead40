from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import TruncDate


def give_known_days(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the day of the moment it was sent; what a sample commune received after its day came on its day."""
    receipts = apps.get_model("reporting", "Receipt")
    reports = apps.get_model("reporting", "Report")
    receipts.objects.update(received_on=TruncDate("sent_at"))
    its_day = reports.objects.filter(pk=OuterRef("report_id")).values("authority__stands_on")
    after = receipts.objects.filter(received_on__gt=F("report__authority__stands_on"))
    after.update(received_on=Subquery(its_day))


class Migration(migrations.Migration):
    dependencies = [
        ("reporting", "0009_returns_keep_what_was_sent"),
    ]

    operations = [
        migrations.AddField(
            model_name="receipt",
            name="received_on",
            field=models.DateField(editable=False, null=True, verbose_name="ngày nhận"),
        ),
        migrations.RunPython(give_known_days, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="receipt",
            name="received_on",
            field=models.DateField(editable=False, verbose_name="ngày nhận"),
        ),
    ]
