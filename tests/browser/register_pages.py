"""What the pages of the register show when a browser visits them, which are public, and which are files."""

ARGUMENTS: dict[str, dict[str, str]] = {
    "register:register-public": {"name": "register"},
    "register:leaf-erase": {"pk": "leaf"},
}

PUBLIC = ("register:register-public",)

FILES = (
    "register:copy",
    "register:keys",
    "register:kit",
    "register:note",
    "register:proof",
    "register:script",
)
