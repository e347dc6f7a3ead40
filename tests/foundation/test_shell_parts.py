"""Icons, fields and fault summaries, the parts all pages share."""

import re

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import RequestContext, Template
from django.test import RequestFactory

from thidua.foundation.templatetags.icons import symbols


def _render(source: str, headers: dict[str, str] | None = None, **values: object) -> str:
    request = RequestFactory().get("/", headers=headers)
    return Template(source).render(RequestContext(request, values))


def test_a_page_carries_each_symbol_once():
    page = _render('{% load icons %}{% icon "clock" %}{% icon "clock" "t-risk" %}{% icon_symbols %}')
    assert page.count('href="#i-clock"') == 2
    assert page.count('<symbol id="i-clock"') == 1
    assert 'class="ic t-risk"' in page


def test_a_page_carries_no_symbol_it_does_not_use():
    assert "<symbol" not in _render("{% load icons %}{% icon_symbols %}")


def test_a_fragment_carries_its_icons_whole():
    part = _render('{% load icons %}{% icon "clock" %}', {"hx-request": "true"})
    assert "<use" not in part
    assert symbols()["clock"] in part


def test_an_icon_that_does_not_exist_breaks_the_page():
    with pytest.raises(KeyError):
        _render('{% load icons %}{% icon "no-such" %}')


class ReportForm(forms.Form):
    name = forms.CharField(label="Tên", help_text="Ghi như trong văn bản.")
    manner = forms.ChoiceField(
        label="Cách so", choices=[("ge", "Từ"), ("gt", "Trên")], widget=forms.RadioSelect
    )
    unit = forms.ChoiceField(label="Đơn vị", choices=[("1", "Thôn 1")])
    agreed = forms.BooleanField(label="Đã đọc", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, object]:
        if self.cleaned_data.get("name") == "sai":
            raise forms.ValidationError("Hai chỗ không khớp nhau.")
        return self.cleaned_data


ONE_FIELD = '{% include "foundation/components/field.html" with field=field only %}'
FIELDS = f"{{% for field in form %}}{ONE_FIELD}{{% endfor %}}"
SUMMARY = '{% include "foundation/components/errors.html" with form=form only %}'


def test_a_field_is_tied_to_its_help_and_its_fault():
    page = _render(FIELDS, form=ReportForm({"name": ""}))
    described = re.search(r'<input type="text"[^>]*aria-describedby="([^"]+)"', page).group(1).split()
    assert described == ["id_name-h", "id_name-e"]
    assert all(f'id="{name}"' in page for name in described)
    assert 'aria-invalid="true"' in page
    assert 'class="form-control"' in page


def test_choices_stand_in_a_group_with_a_name():
    page = _render(FIELDS, form=ReportForm({"manner": "gt"}))
    assert "<legend>Cách so</legend>" in page
    assert re.search(r'value="gt"[^>]* checked', page)
    assert '<select name="unit" class="form-select"' in page
    assert 'class="form-check-input"' in page


def test_the_summary_says_the_same_words_and_leads_to_the_field():
    form = ReportForm({"name": "", "manner": "ge", "unit": "1"})
    page = _render(SUMMARY + FIELDS, form=form)
    (sentence,) = form.errors["name"]
    assert f'<a href="#id_name">Tên: {sentence}</a>' in page
    assert page.count(sentence) == 2
    assert 'role="alert"' in page


def test_the_summary_leads_to_the_first_choice_of_a_group():
    page = _render(SUMMARY + FIELDS, form=ReportForm({"name": "a", "unit": "1"}))
    (anchor,) = re.findall(r'<a href="#(id_manner[^"]*)"', page)
    assert f'id="{anchor}"' in page


def test_a_fault_of_the_whole_form_stands_in_the_summary():
    page = _render(SUMMARY, form=ReportForm({"name": "sai", "manner": "ge", "unit": "1"}))
    assert "<li>Hai chỗ không khớp nhau.</li>" in page


def test_a_sound_form_has_no_summary():
    form = ReportForm({"name": "a", "manner": "ge", "unit": "1"})
    assert _render(SUMMARY, form=form).strip() == ""


def test_a_state_has_an_icon_and_a_word():
    values = {"look": "ok", "name": "circle-check", "words": "Đạt"}
    page = _render('{% include "foundation/components/state.html" %}', **values)
    assert 'class="st st-ok"' in page
    assert 'href="#i-circle-check"' in page
    assert "Đạt" in page


def test_an_empty_list_shows_the_way_on():
    values = {"sentence": "Chưa có gì.", "url": "/moi/", "label": "Thêm"}
    page = _render('{% include "foundation/components/empty.html" %}', **values)
    assert "Chưa có gì." in page
    assert 'href="/moi/">Thêm</a>' in page


def test_the_bar_sends_its_form():
    values = {"form_id": "phieu", "label": "Gửi phiếu", "status": "Đã lưu 14:05", "region": "Gửi"}
    page = _render('{% include "foundation/components/confirm_bar.html" %}', **values)
    assert 'form="phieu">Gửi phiếu</button>' in page
    assert 'role="status">Đã lưu 14:05</span>' in page


def test_leafing_keeps_the_filters_of_the_address():
    page = Paginator(range(30), 10).page(2)
    request = RequestFactory().get("/?loai=unit&trang=2")
    source = '{% include "foundation/components/pager.html" %}'
    shown = Template(source).render(RequestContext(request, {"page": page}))
    assert re.findall(r'href="([^"]+)"', shown) == ["?loai=unit&amp;trang=1", "?loai=unit&amp;trang=3"]
