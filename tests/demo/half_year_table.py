"""The board of the sample commune on 10/07/2024, worked out by hand from the planned figures.

Of the 366 days of 2024, 152 are over on 31/05 and 182 on 30/06. Thôn 7 has not reported June: its part of
June is missing, it is not expected as well. Fish: (152 + 30 × 3.100/3.400) : 366 = 49%.
Rice has no winter crop ("không áp dụng"), so that the 5% of the winter are not expected of its 60% in June.
"""

from thidua.reporting.enums import ResultStatus

S = ResultStatus
ALL = "Số này đã thẩm định hết."
HALF_YEAR = [
    # target, value so far, how much of it is verified, share of the goal, share expected, status
    ("fish", "1.667,9 tấn", "Còn 64 tấn (3,84%) chưa thẩm định.", "49,06%", "49%", S.ON_TRACK),
    ("ponds", "103,2 tấn", "Còn 4,1 tấn (3,97%) chưa thẩm định.", "38,22%", "49%", S.AT_RISK),
    ("trees", "2.750 cây", "Còn 28 cây (1,02%) chưa thẩm định.", "91,67%", "89,84%", S.ON_TRACK),
    ("labour", "134 lao động", "Còn 7 lao động (5,22%) chưa thẩm định.", "44,67%", "48,96%", S.ON_TRACK),
    ("abroad", "18 người", "Còn 1 người (5,56%) chưa thẩm định.", "30%", "48,96%", S.AT_RISK),
    ("grain", "1.397,3 tấn", ALL, "59,46%", "60%", S.ON_TRACK),
    ("rice", "1.292,4 tấn", ALL, "58,61%", "55%", S.ON_TRACK),
    ("insured", "94,89%", "Mới thẩm định 51 trên 53 số liệu.", "99,88%", "98,99%", S.ON_TRACK),
    ("waste", "97,89%", "Mới thẩm định 15 trên 17 số liệu.", "99,89%", "99,23%", S.ON_TRACK),
    ("revenue", "8,08 tỷ đồng", ALL, "42,53%", "45%", S.ON_TRACK),
    ("own_revenue", "4,66 tỷ đồng", ALL, "38,83%", "45%", S.BEHIND),
    ("online_files", "90,48%", ALL, "100,53%", "95,25%", S.REACHED),
    ("online_services", "98,41%", ALL, "98,41%", "93,97%", S.ON_TRACK),
    ("news", "2 tin", ALL, "100%", "100%", S.REACHED),
    ("firms", "1 doanh nghiệp", ALL, "100%", "49,73%", S.REACHED),
    ("growth", "10,4%", ALL, "94,55%", "100%", S.BEHIND),
    ("livestock", "tăng 10,3%", ALL, "100%", "", S.REACHED),
    ("thin", "giảm 0,8%", ALL, "80%", "", S.BEHIND),
    ("new_rural", "14/19 tiêu chí", ALL, "73,68%", "52,46%", S.ON_TRACK),
    ("forest", "chưa có số", "", "", "", S.NOT_REPORTED),
    ("cultured", "chưa có số", "", "", "", S.NOT_DUE),
]
