"""The first half of the sample year: figures come in by three ways, somebody else looks at them."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from thidua.demo import contest, granting, inspecting, praising, promises, sitting, urging
from thidua.demo import figures as planned
from thidua.demo.building import launch
from thidua.demo.commune import SampleCommune
from thidua.demo.deeds import CLERK, PACE, all_send, close, figure_of, moment, send, verify
from thidua.demo.following import Season, follow
from thidua.obligations.models import Obligation
from thidua.organisation.models import Authority
from thidua.reporting.models import Period
from thidua.reporting.queries.reading import Entry
from thidua.reporting.services import figures, periods, reports, verification

STANDS_ON, SCORED_ON, DECIDED_ON = date(2024, 7, 10), date(2024, 8, 2), date(2024, 9, 17)
_A_PERIOD = timedelta(minutes=15)
_BEFORE_LAUNCH = (*planned.MONTHS[:3], "Quý I/2024", "Vụ Đông 2024")
_HALF_YEAR = ("Tháng 6/2024", "Quý II/2024", "6 tháng đầu năm 2024")


def report(commune: SampleCommune, _: datetime) -> Season:
    """Build the season up to July 2024, whatever the calendar says today, and let it stand still there."""
    season = up_to_june(commune)
    _june(season)
    stand_still(season)
    return season


def score(commune: SampleCommune, _: datetime) -> Season:
    """Build the season up to August 2024: the half year is scored and its places are published."""
    season = up_to_july(commune)
    contest.contest(season)
    stand_still(season, SCORED_ON)
    return season


def decide(commune: SampleCommune, _: datetime) -> Season:
    """Build the season up to September 2024: the half year is praised, and one award was taken back."""
    season = up_to_july(commune)
    award_round = praising.praise(season, contest.contest(season))
    sitting.sit(season, award_round)
    granting.grant(season, award_round)
    stand_still(season, DECIDED_ON)
    return season


def up_to_july(commune: SampleCommune) -> Season:
    """Build the season up to the middle of July: June is verified and closed, and nothing is scored yet."""
    season = up_to_june(commune)
    _june(season)
    _late_june(season)
    return season


def up_to_june(commune: SampleCommune) -> Season:
    """Build the season up to the last days of June: five months and the spring harvest are reported."""
    season = Season(commune, launch(commune, moment("22/4")))
    follow(season, at=moment("23/4"))
    _prepare(season)
    promises.promise(season)
    _catch_up(season)
    _april(season)
    promises.plan(season)
    urging.send_plans(season)
    _may(season)
    inspecting.inspect(season)
    promises.plant(season)
    _spring_harvest(season)
    return season


def stand_still(season: Season, day: date = STANDS_ON) -> None:
    """Let all boards of the sample commune be judged on one day, up to which its year has come."""
    Authority.objects.filter(pk=season.commune.authority.pk).update(stands_on=day)


def _prepare(season: Season) -> None:
    """Open the periods of the year; those that were over before the launch get a later day."""
    clerk, at = season.actor(CLERK, moment("24/4")), moment("24/4")
    periods.prepare(season.movement, by=clerk, at=at)
    for period in Period.objects.begun().filter(due_on__lt=at.date()):
        reason = "Phong trào phát động ngày 22/4 nên lùi hạn các kỳ đã qua."
        periods.move_due(period, date(2024, 5, 3), reason=reason, expected=period.version, by=clerk, at=at)


def _catch_up(season: Season) -> None:
    """January to March and the winter harvest are sent in one go."""
    for number, name in enumerate(_BEFORE_LAUNCH):
        all_send(season, name, moment("25/4") + timedelta(days=number))
    periods.begin_due(at=moment("1/5", 0, 10))
    _send_back(season)


def _look_back(season: Season) -> None:
    """What was caught up is verified, then the months are closed."""
    _verify_each(season, _BEFORE_LAUNCH, moment("8/5"))
    for number, name in enumerate(planned.MONTHS[:3]):
        close(season, name, moment("10/5") + number * PACE)


def _verify_each(season: Season, names: Sequence[str], at: datetime, but: Sequence[str] = ()) -> None:
    """Look at one period after the other: the history of the commune tells its deeds in their order."""
    for number, name in enumerate(names):
        verify(season, name, at + number * _A_PERIOD, but=but)


def _send_back(season: Season) -> None:
    clerk, head = season.actor(CLERK, moment("2/5")), season.actor("thon2", moment("2/5"))
    seen = figure_of(season, "Thôn 2", "Tháng 3/2024", "ponds")
    reason = "Nuôi trồng 34 tấn nhiều hơn cả đánh bắt và nuôi trồng (31 tấn). Xem lại dấu phẩy."
    verification.send_back(seen, reason=reason, expected=seen.version, by=clerk, at=moment("2/5"))
    seen = figure_of(season, "Thôn 2", "Tháng 3/2024", "ponds")
    entry = Entry("3,4", note="Gõ thiếu dấu phẩy.")
    at = moment("2/5", 19)
    report = seen.report
    figures.write(report, seen.target, entry, expected=seen.version, by=head, at=at)
    reports.send(report, expected=report.version, by=head, at=at + PACE)


def _april(season: Season) -> None:
    """One village writes all in the last minutes, one corrects what it had sent, one is a week late."""
    name = "Tháng 4/2024"
    all_send(season, name, moment("3/5"), but=("Thôn 4", "Thôn 7"))
    send(season, name, "Thôn 4", moment("6/5", 23, 40))
    seen = figure_of(season, "Thôn 1", name, "fish")
    head, at = season.actor("thon1", moment("7/5")), moment("7/5", 20)
    entry = Entry("36,5")
    reason = "Cân lại chuyến ngày 28/4, bớt 1,5 tấn."
    figures.correct(seen, entry, reason=reason, expected=seen.version, by=head, at=at)
    _look_back(season)
    urging.remind(season, "12/5")
    send(season, name, "Thôn 7", moment("13/5", 9))
    verify(season, name, moment("14/5"))


def _may(season: Season) -> None:
    periods.begin_due(at=moment("1/6", 0, 10))
    urging.remind(season, "2/6")
    all_send(season, "Tháng 5/2024", moment("3/6"))
    verify(season, "Tháng 5/2024", moment("7/6"))


def _spring_harvest(season: Season) -> None:
    all_send(season, "Vụ Xuân 2024", moment("17/6"), but=("Thôn 7",))
    send(season, "Vụ Xuân 2024", "Thôn 7", moment("25/6"))
    verify(season, "Vụ Xuân 2024", moment("26/6"))
    for work in Obligation.objects.open().filter(due_on__in=[date(2024, 6, 28), date(2024, 6, 30)]):
        urging.finish(season, work, "Đã xong.", at=moment("27/6", 16))


def _june(season: Season) -> None:
    """The half year is nearly complete: Thôn 7 is still to report, two villages are still to be verified."""
    periods.begin_due(at=moment("1/7", 0, 10))
    for number, name in enumerate(_HALF_YEAR):
        all_send(season, name, moment("2/7", 14) + timedelta(days=number))
    urging.draft(season, "8/7")
    _verify_each(season, _HALF_YEAR, moment("9/7"), but=("Thôn 8", "Thôn 9"))


def _late_june(season: Season) -> None:
    """The last two villages are looked at; Thôn 7 sends nothing, and its months are closed without it."""
    _verify_each(season, _HALF_YEAR, moment("11/7"))
    for number, name in enumerate(_HALF_YEAR):
        close(season, name, moment("12/7") + number * PACE)
