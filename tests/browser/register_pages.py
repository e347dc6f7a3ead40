"""What the pages of register and certificates show when a browser visits them, which are public or files."""

ARGUMENTS: dict[str, dict[str, str]] = {
    "register:register-public": {"name": "register"},
    "register:leaf-erase": {"pk": "leaf"},
    "decisions:award-revoke": {"pk": "given_award"},
    "decisions:certificate-check": {"code": "certificate_code"},
    "decisions:certificate-line": {"pk": "unprinted_award"},
    "decisions:certificate-lines": {"pk": "unprinted"},
    "decisions:certificate-print": {"pk": "unprinted"},
    "decisions:certificate-reissue": {"pk": "certificate"},
    "decisions:revocation-return": {"pk": "owed"},
    "decisions:stock-edit": {"pk": "stock"},
}

PUBLIC = ("decisions:certificate-ask", "decisions:certificate-check", "register:register-public")

FILES = (
    "decisions:certificate-file",
    "decisions:certificate-picture",
    "decisions:stock-test",
    *(f"register:{name}" for name in ("copy", "keys", "kit", "leaf-list-xlsx", "note", "proof", "script")),
)
