"""The code a certificate is looked up by: letters and digits that nobody takes for another."""

LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
LENGTH = 12
_BETWEEN = str.maketrans("", "", " -.\u00a0")


def read_code(text: str) -> str:
    """Return the code somebody typed, however they grouped it; empty where it can be none."""
    code = text.translate(_BETWEEN).strip().upper()
    return code if len(code) == LENGTH and set(code) <= set(LETTERS) else ""


def spoken(code: str) -> str:
    """Return the code in groups of four, as it is read out."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))
