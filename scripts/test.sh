#!/bin/sh
# Run every test; without a Chromium the browser tests are skipped and say why. Files go to the workers whole, since their
# tests share what they build, and the long ones first (tests/conftest.py), lest one worker waits for the other at the end.
# What follows the number of workers goes to pytest.
set -eu
cd "$(dirname "$0")/.."
THIDUA_CHROMIUM=$(scripts/chromium.sh)
export THIDUA_CHROMIUM
jobs=${1:-2}
[ $# -eq 0 ] || shift
exec .venv/bin/pytest -q -n "$jobs" --dist loadfile --no-loadscope-reorder "$@"
