"""Who alone may receive an award, in each pack; what nobody confirmed hides a kind and refuses nothing."""

import pytest
from tests.law import RP1, RP2, RP3

from thidua.core.eligibility.facts import Subject
from thidua.core.law.receivers import Receiver

_R = Receiver
ANYBODY: frozenset[Receiver] = frozenset()
HIGHER = {"CO_TINH", "GK", "GK_HUYEN", "BK_TINH"}
FITTING = [
    (Subject.PERSON, {_R.OFFICIAL}, {"LDTT_CBCC", "CSTDCS", "CSTD_TINH", "GK", "GK_HUYEN", "BK_TINH"}),
    (Subject.PERSON, {_R.WORKER}, {"LDTT_ND", "GK", "GK_HUYEN", "BK_TINH"}),
    (Subject.HOUSEHOLD, ANYBODY, {"GDVH", "GK", "GK_HUYEN", "BK_TINH"}),
    (Subject.COLLECTIVE, {_R.VILLAGE}, {"THON_VH", *HIGHER}),
    (Subject.COLLECTIVE, {_R.AGENCY}, {"TTLDTT", "TTLDXS", *HIGHER}),
    (Subject.COLLECTIVE, {_R.BUSINESS}, {"TTLDTT", "TTLDXS", *HIGHER}),
    (Subject.COLLECTIVE, {_R.COMMUNE}, {"XA_TB", *HIGHER}),
]


@pytest.mark.parametrize("pack", [RP1, RP2, RP3], ids=lambda pack: pack.key)
@pytest.mark.parametrize(("subject", "could_be", "codes"), FITTING)
def test_what_fits_whom(pack, subject, could_be, codes):
    fitting = {kind.code for kind in pack.kinds.values() if kind.fits(subject, could_be)}
    assert fitting == codes & pack.kinds.keys()


def test_nothing_known_of_somebody_hides_nothing():
    offered = {kind.code for kind in RP1.kinds.values() if kind.fits(Subject.PERSON, ANYBODY)}
    assert offered == {kind.code for kind in RP1.kinds.values() if kind.is_for(Subject.PERSON)}
    both = {_R.OFFICIAL, _R.WORKER}
    assert {kind.code for kind in RP1.kinds.values() if kind.fits(Subject.PERSON, both)} == offered


@pytest.mark.parametrize(
    ("code", "is_refused"), [("XA_TB", True), ("THON_VH", False), ("TTLDTT", False), ("TTLDXS", False)]
)
def test_only_what_is_confirmed_refuses_a_village(code, is_refused):
    assert RP1.kind(code).only.surely_not({_R.VILLAGE}) is is_refused


def test_who_receives_is_said_in_words():
    assert RP1.kind("THON_VH").only.words == "thôn, tổ dân phố"
    assert RP1.kind("TTLDTT").only.words == "cơ quan, đơn vị, đoàn thể; hợp tác xã, doanh nghiệp"
    assert str(RP1.kind("TTLDTT").only.citation).endswith(")")  # says that nobody confirmed it
