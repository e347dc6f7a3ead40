#!/bin/sh
# Run every test; without a Chromium the browser tests are skipped and say why. Files go to the workers whole, since their
# tests share what they build, and the long ones first (tests/conftest.py), lest one worker waits for the other at the end.
set -eu
cd "$(dirname "$0")/.."
THIDUA_CHROMIUM=$(scripts/chromium.sh)
export THIDUA_CHROMIUM
exec .venv/bin/pytest -q -n "${1:-2}" --dist loadfile --no-loadscope-reorder
