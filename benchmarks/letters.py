"""The letters that are measured: the project's own, and the real one where it lies beside the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
OWN = ROOT / "src/thidua/demo/letters/phat-dong-2024.txt"
REAL = SHARED / "seed/launching-letter-cam-linh-2024.txt"


def letters() -> dict[str, str]:
    """Return the letters at hand, by name."""
    found = {"thư của xã mẫu": OWN, "thư thật": REAL}
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if path.is_file()}
