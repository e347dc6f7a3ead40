from datetime import date
from fractions import Fraction

import pytest
from tests.law import LAW, RP1, RP2, RP3

from thidua.core.citations import Confidence
from thidua.core.eligibility.facts import Subject
from thidua.core.errors import DomainError
from thidua.core.law.kinds import Decider
from thidua.core.law.layering import layered
from thidua.core.law.reading import law_from, pack_from
from thidua.core.money import amount_of
from thidua.law.shipped import PROVINCE, entry_of, law_of, national_law, province_rules


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2024, 1, 1), "RP1"),
        (date(2025, 6, 30), "RP1"),
        (date(2025, 7, 1), "RP2"),
        (date(2026, 9, 30), "RP2"),
        (date(2026, 10, 1), "RP3"),
        (date(2040, 1, 1), "RP3"),
    ],
)
def test_the_pack_of_a_day(on, key):
    assert LAW.pack_on(on).key == key


def test_a_day_before_all_packs_is_told():
    with pytest.raises(DomainError, match="Chưa có gói quy định cho ngày 31/12/2023"):
        LAW.pack_on(date(2023, 12, 31))


def test_a_day_before_the_salaries_is_told():
    with pytest.raises(DomainError, match="Chưa có mức lương cơ sở cho ngày 30/06/2023"):
        LAW.salary_on(date(2023, 6, 30))


# the golden values of the law file: multiples of the base salary, rounded up to 10.000 đồng
GOLDEN = [
    ("LDTT_CBCC", Subject.PERSON, (540_000, 710_000, 760_000)),
    ("GK", Subject.PERSON, (540_000, 710_000, 760_000)),
    ("GK", Subject.HOUSEHOLD, (810_000, 1_060_000, 1_140_000)),
    ("GK", Subject.COLLECTIVE, (1_080_000, 1_410_000, 1_520_000)),
    ("TTLDTT", Subject.COLLECTIVE, (1_440_000, 1_880_000, 2_030_000)),
    ("CSTDCS", Subject.PERSON, (1_800_000, 2_340_000, 2_530_000)),
    ("TTLDXS", Subject.COLLECTIVE, (2_700_000, 3_510_000, 3_800_000)),
    ("THON_VH", Subject.COLLECTIVE, (2_700_000, 3_510_000, 3_800_000)),
    ("BK_TINH", Subject.PERSON, (2_700_000, 3_510_000, 3_800_000)),
    ("XA_TB", Subject.COLLECTIVE, (3_600_000, 4_680_000, 5_060_000)),
    ("BK_TINH", Subject.HOUSEHOLD, (4_050_000, 5_270_000, 5_700_000)),
    ("BK_TINH", Subject.COLLECTIVE, (5_400_000, 7_020_000, 7_590_000)),
    ("CSTD_TINH", Subject.PERSON, (5_400_000, 7_020_000, 7_590_000)),
    ("CO_TINH", Subject.COLLECTIVE, (14_400_000, 18_720_000, 20_240_000)),
]
SALARIES = (date(2024, 6, 30), date(2025, 12, 1), date(2026, 7, 1))


@pytest.mark.parametrize(("code", "subject", "amounts"), GOLDEN)
def test_golden_money(code, subject, amounts):
    for pack in (RP1, RP2, RP3):
        factor = pack.kind(code).rewards[subject].factor
        found = [
            amount_of(factor, LAW.salary_on(on).amount, round_up_to=pack.money.round_up_to) for on in SALARIES
        ]
        assert tuple(found) == amounts


def test_a_household_of_culture_has_no_amount_in_the_law():
    assert RP2.kind("GDVH").rewards[Subject.HOUSEHOLD].factor is None


def test_who_decides_moved_to_the_commune():
    moved = ("CSTDCS", "TTLDTT", "THON_VH")
    assert {RP1.kind(code).decider for code in moved} == {Decider.DISTRICT}
    assert {RP2.kind(code).decider for code in moved} == {Decider.COMMUNE}
    with pytest.raises(DomainError, match="không có hình thức này"):
        RP2.kind("GK_HUYEN")


def test_no_quota_is_shipped():
    assert {kind.quota for pack in LAW.packs for kind in pack.kinds.values()} == {None}


def test_the_simple_procedure_has_few_papers_and_says_how_sure_that_is():
    for pack in LAW.packs:
        submission, summary = pack.simple_parts
        assert (submission.key, submission.citation.is_confirmed) == ("submission", True)
        assert (summary.key, summary.citation.is_confirmed) == ("summary", False)


def test_votes_are_of_all_members():
    assert RP2.kind("CSTDCS").vote.share == Fraction(4, 5)
    assert RP2.kind("CSTD_TINH").vote.share == Fraction(9, 10)
    assert RP2.kind("GK").vote.share is None
    assert RP1.kind("CSTDCS").vote.citation.is_confirmed
    assert not RP2.kind("CSTDCS").vote.citation.is_confirmed


def test_the_third_pack_decides_nothing_by_itself():
    assert not RP3.decides
    assert RP3.caution == "Luật đã sửa đổi từ 01/10/2026, cần người xác nhận."
    assert RP3.kinds.keys() == RP2.kinds.keys()


def test_no_end_of_the_decree_is_claimed_that_nobody_read():
    decrees = [next(one for one in pack.instruments if "152" in one.number) for pack in (RP2, RP3)]
    assert [one.to_on for one in decrees] == [None, None]
    assert [one.citation.confidence for one in decrees] == [Confidence.READ, Confidence.RECALLED]


def test_the_days_of_titles_of_culture_are_told_in_each_pack():
    for pack in LAW.packs:
        told = {rule.key: rule.citation.confidence for rule in pack.rules}
        assert {told[key] for key in ("C01", "C03", "C07")} == {Confidence.REPORTED}


def test_every_rule_names_its_article():
    for pack in LAW.packs:
        assert all(rule.citation.article and rule.text for rule in pack.rules)
        assert {rule.key for rule in pack.unconfirmed} == {
            rule.key for rule in pack.rules if rule.citation.confidence in {"D", "R", "C"}
        }


def test_rules_of_2024_cite_no_decree_of_2025():
    kinds = RP1.kinds.values()
    cited = [
        *(rule.citation for rule in RP1.rules),
        *RP1.money.citations,
        RP1.council.citation,
        *(kind.vote.citation for kind in kinds),
        *(reward.citation for kind in kinds for reward in kind.rewards.values()),
        *(one.citation for kind in kinds for one in (*kind.requirements, *kind.parts)),
    ]
    assert [one.article for one in cited if "2025" in one.article] == []


def test_documents_rule_kinds_that_exist():
    for pack in LAW.packs:
        assert {code for one in pack.instruments for code in one.kinds} <= pack.kinds.keys()


def test_a_citation_that_is_not_sure_says_so():
    vote = RP2.kind("CSTDCS").vote
    assert vote.citation.confidence == Confidence.RECALLED
    assert str(vote.citation).endswith("(điều khoản chưa kiểm chứng)")


def test_a_province_lies_over_the_nation():
    over = {"RP2": {"kinds": {"GDVH": {"rewards": {"household": {"factor": "0.1", "article": "QĐ tỉnh"}}}}}}
    law = law_of(over)
    reward = law.pack_on(date(2025, 8, 1)).kind("GDVH").rewards[Subject.HOUSEHOLD]
    assert (reward.factor, reward.citation.article) == (Fraction(1, 10), "QĐ tỉnh")
    assert law.pack_on(date(2024, 8, 1)).kind("GDVH").rewards[Subject.HOUSEHOLD].factor is None


def test_layers():
    below = {"a": {"x": 1, "y": 2}, "b": 3}
    assert layered(below, {"a": {"y": 5}, "c": 6}) == {"a": {"x": 1, "y": 5}, "b": 3, "c": 6}
    assert layered(below, {"a": {}}) == {"b": 3}
    assert below == {"a": {"x": 1, "y": 2}, "b": 3}


def _rp1_with(**changes):
    return layered(entry_of("rp1"), changes)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"kinds": {"GK": {"decider": "ai_do"}}}, "ai_do"),
        ({"kinds": {"GK": {"parts": ["nothing"]}}}, "nothing"),
        ({"kinds": {"GK": {"requirements": {"standard": {"rule": "magic"}}}}}, "magic"),
        ({"kinds": {"TTLDTT": {"requirements": {"share": {"of": "secret"}}}}}, "secret"),
        ({"kinds": {"GK": {"rewards": {"person": {"factor": "nhiều"}}}}}, "RP1"),
        ({"rules": {"P01": {"confidence": "V9"}}}, "V9"),
        ({"council": {}}, "council"),
    ],
)
def test_a_wrong_entry_is_named(changes, fault):
    with pytest.raises(DomainError, match=fault):
        pack_from(_rp1_with(**changes))


def test_packs_that_overlap_are_refused():
    with pytest.raises(DomainError, match="RP1 và RP2 chồng ngày nhau"):
        law_from([entry_of("rp1"), layered(entry_of("rp2"), {"from": date(2025, 6, 30)})], [])


def test_the_file_of_a_province_lies_over_the_nation(tmp_path):
    path = tmp_path / PROVINCE
    assert province_rules(path) is None
    path.write_text('[RP2.council]\nquorum = "0.7"\narticle = "QĐ 1/2026/QĐ-UBND, điều 8"\n', "utf-8")
    council = next(pack for pack in law_of(province_rules(path)).packs if pack.key == "RP2").council
    assert (council.quorum, council.citation.article) == (Fraction(7, 10), "QĐ 1/2026/QĐ-UBND, điều 8")
    assert RP2.council.quorum == Fraction(8, 10)


def test_the_law_of_an_office_takes_its_province_in(tmp_path, monkeypatch):
    (tmp_path / PROVINCE).write_text('[RP2.council]\nquorum = "0.7"\n', "utf-8")
    monkeypatch.setenv("THIDUA_DATA", str(tmp_path))
    law = national_law.__wrapped__()
    assert law.pack_on(date(2026, 1, 1)).council.quorum == Fraction(7, 10)


def test_a_province_file_that_is_no_toml_is_told(tmp_path):
    path = tmp_path / PROVINCE
    path.write_text("[RP2", "utf-8")
    with pytest.raises(DomainError, match=r"Tệp quy-dinh-tinh\.toml ghi sai"):
        province_rules(path)
