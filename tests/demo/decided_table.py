"""What the sample half year ends in, worked out on paper.

Money by the base salary of 2.340.000 đồng in force from 1 July 2024: a person 0,3 times is 702.000, rounded
up to 710.000; a collective 0,6 times is 1.404.000, rounded up to 1.410.000; a household 0,45 times is
1.053.000, rounded up to 1.060.000. Of 33 put forward one was refused, one waits, one was voted down: 3
collectives, 21 persons, 6 households. 4.230.000 + 14.910.000 + 6.360.000 = 25.500.000; of 60.000.000 in the
fund 34.500.000 are left.
"""

PAID = {"collective": (3, 1_410_000), "household": (6, 1_060_000), "person": (21, 710_000)}
PAID_IN_ALL, LEFT = 25_500_000, 34_500_000
STATES = {"decided": 30, "not_passed": 1, "refused": 1, "sent": 1}
WITHOUT_AWARD = ("Dương Văn Kỷ", "Hoàng Văn Sáu", "Thôn 8")
