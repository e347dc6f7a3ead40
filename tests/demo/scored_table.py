"""Points of the nine villages for the half year, worked out on paper from the figures they reported.

An example, Thôn 1: fish 252,4 of 520 tonnes is 48,54%, the band from 45% gives 11; trees 334 of 350 is 95,43%
of 20 points, 19,09; cards 610 where 608 are needed, 15; 17 of 38 found work, 44,74%, 7 points; rubbish 101 of
103, 98,06%, 10 points; grain 159,3 of 266, 59,89%, 8 points.
"""

KEYS = (
    "luong-thuc",
    "danh-bat",
    "cay-phan-tan",
    "bao-hiem",
    "lao-dong",
    "thu-gom-rac",
    "viec-to-chuc",
    "chat-luong",
    "mo-hinh",
    "gui-muon",
    "so-bi-ha",
)
LINES = {
    "Thôn 1": "8 11 19.09 15 7 10 10 9 2 0 0",
    "Thôn 2": "8 11 18.50 14.96 7 10 10 8.5 0 0 0",
    "Thôn 3": "8 11 17.67 14.60 4 0 10 8.5 0 0 0",
    "Thôn 4": "8 15 19.00 15 10 10 10 9 0 0 0",
    "Thôn 5": "10 15 19.33 14.97 7 0 10 8.5 0 0 0",
    "Thôn 6": "8 11 18.71 15 7 10 7 7.5 0 0 0",
    "Thôn 7": "8 0 14.41 14.83 0 0 4 5 0 -1 0",
    "Thôn 8": "8 15 19.08 15 10 10 10 9 0 0 -2",
    "Thôn 9": "8 11 18.48 15 4 10 7 8.5 0 0 0",
}
PLACES = (
    (1, "Thôn 4", "96.00", "Hoàn thành xuất sắc"),
    (2, "Thôn 8", "94.08", "Hoàn thành xuất sắc"),
    (3, "Thôn 1", "91.09", "Hoàn thành xuất sắc"),
    (4, "Thôn 2", "87.96", "Hoàn thành tốt"),
    (5, "Thôn 5", "84.80", "Hoàn thành tốt"),
    (6, "Thôn 6", "84.21", "Hoàn thành tốt"),
    (7, "Thôn 9", "81.98", "Hoàn thành tốt"),
    (8, "Thôn 3", "73.77", "Hoàn thành"),
    (9, "Thôn 7", "45.24", "Chưa hoàn thành"),
)
