"""Pieces that make long texts when repeated: what letters hold, and what a careless pattern trips over."""

LETTER = (
    "Thực hiện Chỉ thị số 14/CT-UBND ngày 16/4/2024 của UBND tỉnh về phát động phong trào "
    "thi đua “Vì dân”; Luật Đất đai năm 2024.\n"
    "1. Sở Y tế chủ trì, hướng dẫn phong trào “Sạch làng” trước ngày 15/12/2025.\n"
)
SHAPES = {
    "letters": LETTER,
    "no line breaks": LETTER.replace("\n", " "),
    "one number": "12/KH-UBND ",
    "laws": "Luật A ",
    "dates": "ngày 5 tháng 4 năm 2024 ",
    "movements": "phong trào “một hai ba” ",
    "open quotes": "“",
    "recipients": "Nơi nhận:\n",
    "titles": "CHỦ TỊCH\n",
    "units": "1. Sở Nội vụ chủ trì\n",
    "sections": "TỔ CHỨC THỰC HIỆN\n",
    "themes": "chủ đề của phong trào năm ",
    "clauses": "Căn cứ, các ",
    "brackets": "(",
    "spaces": " ",
    "semicolons": ";",
    "digits": "1",
    "cells": "a | ",
    "rows": "a | 5 | ",
    "commas": "x, ",
    "numbers": "1, ",
    "shares": "5% ",
    "ranges": "1-",
    "fractions": "5/5/",
    "counts": "và 5 ",
    "changes": "tăng 5% ",
    "parts": "trong đó 5 ha ",
    "labels": "chỉ tiêu: 5% ",
    "empty lines": "\n",
    "items": "a) ",
    "stars": "*",
    "bold lines": "**a\n",
    "numbered lines": "1. a\n",
    "words": "a ",
}


def long_text(piece: str, length: int) -> str:
    return (piece * (length // len(piece) + 1))[:length]
