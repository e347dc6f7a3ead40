"""What the units of the sample commune report in the first half of its year. All of it is invented.

A year like others: rice after the spring harvest, trees before summer, a decimal comma that slips (Thôn 2,
March), a number weighed again (Thôn 1, April), a leap nobody can explain (Thôn 8, May), a village that counts
in tens (Thôn 5), one that repeats last year's (Thôn 6, trees), one that is late (Thôn 7).
"""

from collections.abc import Mapping

Table = Mapping[str, str]
"""By target: a line for each village, a column for each period. "-" is nothing sent, "k" says "không có",
"x" says "không áp dụng", "96/99" is 96 of 99."""

MONTHS = tuple(f"Tháng {month}/2024" for month in range(1, 7))
QUARTERS = ("Quý I/2024", "Quý II/2024")
HALVES = ("6 tháng đầu năm 2024",)
SEASONS = ("Vụ Đông 2024", "Vụ Xuân 2024")

VILLAGE_MONTHS: Table = {
    "trees": """
        25 236 44 12 0 17
        18 241 52 k 8 14
        12 187 36 21 k 9
        31 264 47 k 16 22
        20 200 50 10 k 10
        15 222 48 19 k 14
        11 158 27 k 13 -
        22 247 51 17 0 16
        14 193 38 0 11 12
    """,
    "fish": """
        41,5 36,2 44,8 38 46,3 47,1
        30,4 27,6 31 29,8 33,7 34,2
        24,1 21,7 26,3 25,5 27,4 28,2
        36,8 33,4 38,2 37,7 40,6 41,3
        20 30 40 30 40 50
        27,3 24,9 28,6 27,8 30,1 29,4
        22,6 19,8 24,3 23,7 25,2 -
        38,4 35,1 41,2 39,6 128 43,7
        17,2 15,8 18,9 18,1 19,6 20,3
    """,
    "ponds": """
        2,1 1,8 2,4 2,6 3,1 3,3
        1,9 1,6 34 2,2 2,5 2,7
        1,1 0,9 1,3 1,4 1,6 1,7
        2,2 1,9 2,3 2,5 2,8 2,9
        2 3 2 3 2 2
        1,5 1,2 1,7 1,8 2,1 2,2
        1,2 1 1,4 1,5 1,7 -
        2 1,7 2,2 2,4 2,7 2,8
        0,8 0,7 0,9 1 1,2 1,3
    """,
    "labour": """
        2 1 4 3 4 3
        3 2 3 4 3 4
        1 1 2 2 3 2
        3 2 4 4 5 4
        2 1 2 3 2 2
        2 2 3 3 2 3
        1 1 2 1 2 -
        3 2 4 3 4 5
        1 1 2 2 2 2
    """,
    "abroad": """
        k k 1 k 1 k
        1 k k 1 k 1
        k k k 1 k k
        k 1 1 k 1 1
        0 0 1 0 0 0
        k k k 1 k 1
        k k k k 1 -
        1 k 1 k 1 k
        k k k k k 1
    """,
    "insured": """
        601/640 602/640 604/640 606/640 609/640 610/640
        655/702 657/702 660/702 661/702 664/702 665/702
        541/598 543/598 546/598 549/598 553/598 554/598
        716/765 718/765 721/765 724/765 727/765 728/765
        505/541 506/541 509/541 511/541 512/541 513/541
        640/683 641/683 644/683 647/683 649/683 650/683
        529/571 530/571 533/571 534/571 537/571 -
        690/734 692/734 694/734 697/734 699/734 700/734
        617/656 618/656 621/656 623/656 626/656 627/656
    """,
}

VILLAGE_QUARTERS: Table = {
    "waste": """
        96/99 101/103
        107/110 112/114
        88/92 90/94
        117/120 122/124
        82/85 84/86
        103/106 107/109
        84/89 -
        112/115 115/117
        99/102 103/105
    """,
}

VILLAGE_SEASONS: Table = {
    "grain": """
        6,4 152,9
        7,1 162,8
        5,8 136,9
        7,6 177,3
        5 130
        6,6 157,8
        5,2 132,6
        7,3 169,3
        5,1 121,6
    """,
    "rice": """
        x 148,2
        x 157,6
        x 132,4
        x 171,8
        x 120
        x 152,7
        x 128,3
        x 163,9
        x 117,5
    """,
}

OWNER_MONTHS: Table = {
    "revenue": "1,12 0,86 1,34 1,42 1,71 1,63",
    "own_revenue": "0,58 0,44 0,92 0,78 0,96 0,98",
    "online_files": "112/131 104/119 138/157 141/160 149/167 152/168",
    "news": "3 2 2 1 3 2",
}
OWNER_QUARTERS: Table = {
    "firms": "k 1",
    "online_services": "118/126 124/126",
    "new_rural": "12 14",
}
OWNER_HALVES: Table = {"growth": "10,4", "livestock": "10,3", "thin": "0,8"}
"""Of units that answer for a whole; the forest is not reported at all."""

NOTES: Mapping[tuple[str, str, str], str] = {
    ("Thôn 2", "Tháng 3/2024", "ponds"): "Thu hoạch ao tôm cuối vụ.",
    ("Thôn 8", "Tháng 5/2024", "fish"): "Tàu về bến nhiều chuyến liền nhau.",
}

SHEETS: tuple[tuple[tuple[str, ...], Table, Table], ...] = (
    (MONTHS, VILLAGE_MONTHS, OWNER_MONTHS),
    (QUARTERS, VILLAGE_QUARTERS, OWNER_QUARTERS),
    (HALVES, {}, OWNER_HALVES),
    (SEASONS, VILLAGE_SEASONS, {}),
)

PHOTOS: Mapping[tuple[str, str], str] = {
    ("Thôn 1", "Tháng 2/2024"): "trong-cay-2.jpg",
    ("Thôn 3", "Tháng 2/2024"): "trong-cay-1.jpg",
    ("Thôn 3", "Tháng 3/2024"): "trong-cay-1.jpg",
}
"""Drawn pictures that prove the trees; one is handed in twice."""
