"""The files that set the project up: what `make` promises on somebody else's machine."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PUBLIC_HOSTS = {"https://pypi.org", "https://files.pythonhosted.org"}


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked() -> dict[str, str]:
    """Name and version of every package that uv.lock holds, ours left out."""
    packages = tomllib.loads(read("uv.lock"))["package"]
    return {package["name"]: package["version"] for package in packages if package["name"] != "thidua"}


def test_lock_names_the_two_public_hosts_only():
    hosts = set(re.findall(r"(?:https?|file|git|ssh)://[^/\"]*", read("uv.lock")))
    assert hosts == PUBLIC_HOSTS


def test_hash_pinned_list_names_no_host():
    assert "://" not in read("requirements.lock")


def test_hash_pinned_list_equals_the_lock():
    pinned = dict(
        re.findall(r"^([a-z0-9._-]+)(?:\[[^]]*\])?==([^ \\;]+)", read("requirements.lock"), re.MULTILINE)
    )
    assert pinned == {name: version for name, version in locked().items() if name in pinned}
    assert {"django", "granian", "pytest", "psycopg"} <= set(pinned)


def test_hash_pinned_list_has_a_hash_for_every_package():
    entries = re.split(r"\n(?=[a-z0-9])", read("requirements.lock").strip())
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


def test_setup_installs_the_uv_that_the_documents_name():
    version = re.search(r"^VERSION=(.+)$", read("scripts/uv.sh"), re.MULTILINE).group(1)
    assert f"uv {version}" in read("docs/decisions.md")


@pytest.mark.parametrize(
    "script", [*sorted((ROOT / "scripts").glob("*.sh")), ROOT / ".ci/run"], ids=lambda path: path.name
)
def test_script_is_executable_and_sound(script: Path):
    assert script.stat().st_mode & 0o111
    assert subprocess.run(["/bin/sh", "-n", str(script)], capture_output=True, check=False).stderr == b""


def test_every_target_of_make_is_described():
    makefile = read("Makefile")
    phony = re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE).group(1).split()
    described = re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE)
    assert sorted(phony) == sorted(described)


def test_every_target_of_make_is_in_a_document():
    targets = re.search(r"^\.PHONY: (.+)$", read("Makefile"), re.MULTILINE).group(1).split()
    text = read("README.md") + read("CONTRIBUTING.md")
    assert [target for target in targets if f"make {target}" not in text and target != "help"] == []


def test_documents_link_to_files_that_exist():
    pages = [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        ROOT / "SECURITY.md",
        *(ROOT / "docs").glob("*.md"),
    ]
    dead = [
        f"{page.name}: {link}"
        for page in pages
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / link).exists()
    ]
    assert dead == []


def test_licence_is_the_one_the_package_declares():
    assert tomllib.loads(read("pyproject.toml"))["project"]["license"] == "EUPL-1.2"
    assert read("LICENSE").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
