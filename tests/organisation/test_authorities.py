"""The authorities that come with the program, and where they came from."""

import csv
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse
from tests.commune import Commune
from tests.organisation.browsing import NOW

from thidua.core.errors import RefusedError
from thidua.foundation.actors import SYSTEM, Actor
from thidua.foundation.models import AuditEntry
from thidua.organisation.enums import Level, Role
from thidua.organisation.models import Authority, AuthorityChange
from thidua.organisation.services import authorities, authority_data

LAST_DAY = date(2025, 6, 30)


def load() -> authorities.Loaded:
    return authorities.load(authority_data.authorities(), authority_data.changes(), by=SYSTEM, at=NOW)


def test_sixty_nine_units_of_the_province_are_loaded(db: None) -> None:
    assert load().created == 74
    units = Authority.objects.filter(parent__name="tỉnh Hà Tĩnh", level=Level.COMMUNE, valid_to=None)
    assert units.count() == 69
    assert units.filter(name__startswith="phường ").count() == 9
    assert len(set(units.values_list("code", flat=True))) == 69
    assert set(units.filter(formed_from="").values_list("name", flat=True)) == {
        "xã Sơn Kim 1",
        "xã Sơn Kim 2",
    }


def test_every_row_names_its_source_and_is_not_confirmed(db: None) -> None:
    load()
    assert not Authority.objects.filter(source="").exists()
    assert not Authority.objects.filter(is_confirmed=True).exists()


def test_loading_again_changes_nothing(db: None) -> None:
    load()
    written = AuditEntry.objects.count()
    assert load() == authorities.Loaded(created=0, changed=0, known=74, steps=0)
    assert AuditEntry.objects.count() == written


def test_commune_of_the_letter_became_another(db: None) -> None:
    load()
    old = Authority.objects.get(name="xã Cẩm Lĩnh")
    assert old.valid_to == LAST_DAY
    step = AuthorityChange.objects.get(before=old)
    assert (step.after.name, step.after.code, step.on) == ("xã Cẩm Trung", "18742", date(2025, 7, 1))
    assert step.after != Authority.objects.get(name="xã Cẩm Trung", valid_to=LAST_DAY)
    assert AuthorityChange.objects.get(before__name="huyện Cẩm Xuyên").after is None


def test_what_a_person_confirmed_or_the_sample_holds_stays(db: None) -> None:
    sample = Authority.objects.create(name="xã Cẩm Lĩnh", level=Level.COMMUNE, is_demo=True)
    load()
    assert Authority.objects.filter(name="xã Cẩm Lĩnh").get() == sample
    Authority.objects.filter(code="18742").update(is_confirmed=True, formed_from="do người ghi")
    Authority.objects.filter(code="18748").update(formed_from="ghi sai")
    assert load().changed == 1
    assert Authority.objects.get(code="18742").formed_from == "do người ghi"
    assert Authority.objects.get(code="18748").formed_from == "Cẩm Minh, Cẩm Sơn, Cẩm Lạc"


def test_only_the_office_and_the_console_load(commune: Commune) -> None:
    with pytest.raises(RefusedError):
        authorities.load([], [], by=commune.actor(Role.UNIT_HEAD, commune.units["Thôn 1"]), at=NOW)


def test_command_loads(db: None, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_authorities")
    assert "Thêm 74, sửa 0, đã có 0 cơ quan; thêm 4 lần thay đổi." in capsys.readouterr().out


def test_tables_hold_each_authority_once() -> None:
    rows = list(authority_data.authorities())
    assert len({(row.name, row.level, row.valid_to) for row in rows}) == len(rows)
    with (authority_data._FOLDER / "authorities.csv").open(encoding="utf-8") as table:
        assert next(csv.reader(table))[-1] == "source"


def test_page_tells_the_lineage(commune: Commune, clerk) -> None:
    load()
    old = Authority.objects.get(name="xã Cẩm Trung", valid_to=LAST_DAY)
    AuthorityChange.objects.create(
        kind="renamed", before=old, after=commune.authority, on=date(2025, 7, 1), source="Nghị quyết 12"
    )
    page = clerk.get(reverse("organisation:authority-detail", args=[commune.authority.pk])).text
    assert "01/07/2025: xã Cẩm Trung đổi tên thành xã Cẩm Lĩnh" in page
    assert "Nghị quyết 12" in page
    assert clerk.get(reverse("organisation:authority-detail", args=[old.pk])).status_code == 404


def test_upper_level_reads_what_lies_below(commune: Commune, other_commune: Commune) -> None:
    above = Authority.objects.create(name="tỉnh", level=Level.PROVINCE)
    Authority.objects.filter(pk=commune.authority.pk).update(parent=above)
    upper: Actor = Commune(above, {}).actor(Role.UPPER)
    assert upper.authority_ids == {above.pk, commune.authority.pk}
    assert upper.authority_id == above.pk
