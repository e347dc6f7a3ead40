"""Two people write one record, or one ticks what the number denies: nothing is lost, nothing contradicts."""

import re

from django.test import Client
from tests.monitoring.test_inspection_pages import (
    address,
    drawn,
    hidden,
    inspected,
    kept_season,
    send,
    text_of,
)

from thidua.monitoring.models import Visit

__all__ = ["drawn", "inspected", "kept_season"]


def test_a_record_saved_meanwhile_is_not_overwritten(inspected: tuple[Visit, Client]):
    visit, team = inspected
    item, seen = visit.items.get(), visit.version
    url = address("visit-fill", visit.pk)
    first = {f"verdict-{item.pk}": "differs", f"found-{item.pk}": "380", f"note-{item.pk}": "Đếm lại"}
    first |= {"visited_on": "06/05/2024", "present": "Nguyễn Văn A", "note": "Máy một"}
    send(team, url, _version=seen, **first)
    answer = send(team, url, 409, _version=seen, visited_on="06/05/2024", present="", note="Máy hai")
    page = text_of(answer)
    assert "Xem lại rồi lưu lần nữa" in page
    assert "Nhận xét chung: Máy một" in page
    raw = answer.content.decode()
    assert "Máy hai" in raw
    for kept in ("Nguyễn Văn A", 'value="380"', "Đếm lại"):
        assert kept in raw
    visit.refresh_from_db()
    assert visit.note == "Máy một"
    assert f'name="_version" value="{visit.version}"' in raw
    send(team, url, _version=hidden(team, url, "_version"), **{**first, "note": "Máy một, máy hai"})
    visit.refresh_from_db()
    assert (visit.note, visit.present) == ("Máy một, máy hai", "Nguyễn Văn A")


def test_a_tick_that_the_number_denies_is_refused_at_the_number(inspected: tuple[Visit, Client]):
    visit, team = inspected
    item = visit.items.get()
    data = {f"verdict-{item.pk}": "matches", f"found-{item.pk}": "401", "_version": visit.version}
    answer = send(team, address("visit-fill", visit.pk), 422, **data)
    assert "Số thực tế khác số đã báo cáo" in text_of(answer)
    assert f'id="id_found-{item.pk}-e"' in answer.content.decode()
    send(team, address("visit-fill", visit.pk), **{**data, f"found-{item.pk}": "402"})


def test_a_list_saved_meanwhile_keeps_its_figures(inspected: tuple[Visit, Client]):
    visit, team = inspected
    url, key = address("visit-choose", visit.pk), str(visit.items.get().figure_id)
    Visit.objects.filter(pk=visit.pk).update(version=visit.version + 1)
    answer = send(team, url, 409, _version=visit.version, figures=[])
    assert "Chưa có gì bị ghi đè" in text_of(answer)
    assert re.search(rf'value="{key}"[^>]* checked', answer.content.decode())
    assert visit.items.count() == 1
