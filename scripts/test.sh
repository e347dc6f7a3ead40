#!/bin/sh
# Run every test; without a Chromium the browser tests are skipped and say why.
set -eu
cd "$(dirname "$0")/.."
THIDUA_CHROMIUM=$(scripts/chromium.sh)
export THIDUA_CHROMIUM
exec .venv/bin/pytest -q -n "${1:-2}" --dist loadfile
