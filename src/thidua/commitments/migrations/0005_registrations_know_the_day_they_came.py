from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Min
from django.utils.timezone import localdate


def give_known_days(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Take the day of the first sending in the trail; in a sample commune no day later than its own."""
    registrations = apps.get_model("commitments", "Registration")
    entries = apps.get_model("foundation", "AuditEntry").objects.filter(
        action="commitments.registration.send"
    )
    first = dict(entries.order_by().values_list("object_id").annotate(Min("at")))
    changed = []
    for one in registrations.objects.exclude(sent_at=None).select_related("authority").iterator(500):
        day = localdate(first.get(str(one.pk), one.sent_at))
        one.first_sent_on = min(day, one.authority.stands_on or day)
        changed.append(one)
    registrations.objects.bulk_update(changed, ["first_sent_on"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("commitments", "0004_countered_pledges_have_an_opinion"),
        ("foundation", "0007_forms_kept_over_a_sign_in"),
    ]

    operations = [
        migrations.AddField(
            model_name="registration",
            name="first_sent_on",
            field=models.DateField(blank=True, editable=False, null=True, verbose_name="ngày gửi lần đầu"),
        ),
        migrations.RunPython(give_known_days, migrations.RunPython.noop),
    ]
