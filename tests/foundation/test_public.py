"""A field without a legal ground is not shown to strangers."""

from collections.abc import Mapping

import pytest
from django.apps import apps

from thidua.foundation.public import PublicReason, PublicView, public_view, public_views

REASON = PublicReason("Công khai phong trào.", "Luật Thi đua, khen thưởng 2022")


class Village:
    public_fields: Mapping[str, PublicReason] = {"name": REASON}

    def __init__(self):
        self.name = "Thôn 1"
        self.phone = "0900"


def test_a_public_view_holds_the_fields_with_a_ground_and_nothing_else():
    view = public_view(Village(), share="95%")
    assert (view.name, view.share) == ("Thôn 1", "95%")
    with pytest.raises(AttributeError, match="phone has no legal ground"):
        _ = view.phone
    assert not hasattr(view, "pk")


def test_a_public_view_cannot_be_changed():
    with pytest.raises(AttributeError, match="cannot be changed"):
        public_view(Village()).name = "x"


def test_many_at_once():
    assert [view.name for view in public_views([Village(), Village()])] == ["Thôn 1", "Thôn 1"]


def declared():
    return [model for model in apps.get_models() if hasattr(model, "public_fields")]


@pytest.mark.parametrize("model", declared(), ids=lambda model: model._meta.label)
def test_every_public_field_exists_and_names_its_rule_and_source(model):
    for name, reason in model.public_fields.items():
        assert hasattr(model, name) or name in {field.name for field in model._meta.get_fields()}, name
        assert reason.rule
        assert reason.source


def test_some_model_is_public():
    assert declared()
    assert isinstance(public_view(Village()), PublicView)
