"""The key of a figure becomes its report and target; the index of province, commune and id served nobody.

`RemoveConstraint` makes SQLite build the table anew, with the key as the state has it by then.
"""

from typing import Any

from django.db import migrations, models

_OLD = ("province_id", "commune_id", "id")
_NEW = ("report_id", "target_id")


def _drop_key(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE reporting_figure DROP CONSTRAINT reporting_figure_pkey")


def _key(columns: tuple[str, ...]) -> Any:
    def add_key(_apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"ALTER TABLE reporting_figure ADD PRIMARY KEY ({', '.join(columns)})")

    return add_key


class Migration(migrations.Migration):
    dependencies = [("reporting", "0009_returns_keep_what_was_sent")]

    operations = [
        migrations.RunPython(_drop_key, _key(_OLD)),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    "figure",
                    "pk",
                    models.CompositePrimaryKey(
                        *_NEW, blank=True, editable=False, primary_key=True, serialize=False
                    ),
                )
            ]
        ),
        migrations.RemoveConstraint("figure", "figure_is_one_a_report"),
        migrations.RunPython(_key(_NEW), _drop_key),
    ]
