"""Draw form fields with their label, help and fault, and gather the faults of a form."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

register = template.Library()

_GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a form: the field to go to, if it has one, and what to mend."""

    anchor: str
    label: str
    sentence: str


@register.simple_tag
def faults(form: forms.BaseForm) -> list[Fault]:
    """Return the faults in the order of the fields, those of the whole form first."""
    return list(_faults(form))


def _faults(form: forms.BaseForm) -> Iterator[Fault]:
    for sentence in form.non_field_errors():
        yield Fault("", "", str(sentence))
    for field in form:
        for sentence in field.errors:
            anchor = "" if field.is_hidden else first_input(field)
            yield Fault(anchor, str(field.label), str(sentence))


@register.filter
def first_input(field: BoundField) -> str:
    """Return the id a link to the field must name: of the first choice, where it is a group of choices."""
    return f"{field.auto_id}_0" if is_group(field) else str(field.id_for_label)


@register.filter
def is_group(field: BoundField) -> bool:
    return isinstance(field.field.widget, _GROUPS)


@register.filter
def is_tick(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_file(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.FileInput)


@register.simple_tag
def control(field: BoundField, css: str = "") -> SafeString:
    """Draw the control of a field, tied to its help and its fault for those who listen to the page."""
    told = [f"{field.auto_id}-h"] if field.help_text else []
    if field.errors:
        told.append(f"{field.auto_id}-e")
    attrs: dict[str, str | bool] = {"class": f"{_look(field)} {css}".strip()}
    if told:
        attrs["aria-describedby"] = " ".join(told)
    if field.errors:
        attrs["aria-invalid"] = "true"
    return field.as_widget(attrs={**attrs, **_kept(field)})


def _look(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


def _kept(field: BoundField) -> dict[str, str]:
    """Keep a class the form itself gives its widget."""
    own = field.field.widget.attrs.get("class")
    return {"class": f"{_look(field)} {own}"} if own else {}
