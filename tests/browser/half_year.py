"""The sample commune on 10/07/2024, as the journey of reporting finds it: the villages still owe June.

Run as a program it fills the database of THIDUA_DATA and prints a session of each account as JSON.
"""

from tests.browser.world import World, fill, session_of

VILLAGES = tuple(f"Thôn {number}" for number in range(1, 10))
JUNE, QUARTER, HALF = "Tháng 6/2024", "Quý II/2024", "6 tháng đầu năm 2024"


def build() -> World:
    from django.utils import timezone  # noqa: PLC0415 -- Django must be set up first

    from thidua.demo.commune import make  # noqa: PLC0415
    from thidua.demo.deeds import all_send, moment, verify  # noqa: PLC0415
    from thidua.demo.reporting import stand_still, up_to_june  # noqa: PLC0415
    from thidua.demo.urging import draft  # noqa: PLC0415
    from thidua.organisation.models import User  # noqa: PLC0415
    from thidua.reporting.models import Period, Report  # noqa: PLC0415
    from thidua.reporting.services import periods  # noqa: PLC0415

    season = up_to_june(make(seed=1, at=timezone.now()))
    periods.begin_due(at=moment("1/7", 0, 10))
    for name, late in ((QUARTER, ("Thôn 8", "Thôn 9")), (HALF, ()), (JUNE, ())):
        all_send(season, name, moment("2/7", 14), but=VILLAGES if name == JUNE else ())
        verify(season, name, moment("9/7"), but=late)
    draft(season, "8/7")
    stand_still(season)
    june = Report.objects.filter(period__name=JUNE).select_related("unit")
    keys = {report.unit.name: str(report.pk) for report in june}
    keys["movement"] = str(season.movement.pk)
    keys |= {name: str(Period.objects.get(name=name).pk) for name in (JUNE, "Tháng 4/2024")}
    for key, name in (("income", "Thu nhập bình quân"), ("school", "Trường Mầm non")):
        keys[key] = str(season.movement.targets.get(name__startswith=name).pk)
    return World(keys, {user.username: session_of(user) for user in User.objects.all()})


if __name__ == "__main__":
    fill(build)
