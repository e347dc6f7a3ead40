#!/bin/sh
# Put code and templates into the common format.
set -eu
cd "$(dirname "$0")/.."
.venv/bin/ruff check --fix --quiet . || true
.venv/bin/ruff format --quiet .
git ls-files -z --cached --others --exclude-standard 'src/**/*.html' |
	xargs -0 -r .venv/bin/djade --target-version 5.2
