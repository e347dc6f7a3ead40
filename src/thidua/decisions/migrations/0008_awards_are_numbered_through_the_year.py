"""Awards run through the golden book of their year; those granted before get their numbers in order."""

from itertools import groupby
from typing import Any

from django.db import migrations, models
from django.db.models import Q


def number_granted(apps: Any, _schema_editor: Any) -> None:
    """Number what was granted, in the order of the numbers of decisions and of their lists."""
    found = apps.get_model("decisions", "Award").objects.exclude(state="drafted")
    order = ("authority_id", "decision__paper__book__year", "decision__paper__ordinal", "position")
    rows = found.order_by(*order).values_list("pk", *order[:2])
    for (_, year), listed in groupby(rows.iterator(), key=lambda row: row[1:]):
        for number, (pk, *_) in enumerate(listed, start=1):
            found.filter(pk=pk).update(book_year=year, book_number=number)


class Migration(migrations.Migration):
    dependencies = [
        ("decisions", "0007_a_draft_names_the_award_it_ends"),
    ]

    operations = [
        migrations.AddField(
            model_name="award",
            name="book_year",
            field=models.PositiveSmallIntegerField(
                blank=True, editable=False, null=True, verbose_name="năm của sổ vàng"
            ),
        ),
        migrations.AddField(
            model_name="award",
            name="book_number",
            field=models.PositiveIntegerField(
                blank=True, editable=False, null=True, verbose_name="số sổ vàng"
            ),
        ),
        migrations.RunPython(number_granted, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.UniqueConstraint(
                fields=("authority", "book_year", "book_number"), name="award_book_number_is_given_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="award",
            constraint=models.CheckConstraint(
                condition=Q(state="drafted", book_year__isnull=True, book_number__isnull=True)
                | ~Q(state="drafted") & Q(book_year__isnull=False, book_number__gte=1),
                name="award_granted_has_its_book_number",
            ),
        ),
    ]
