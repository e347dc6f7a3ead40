#!/bin/sh
# Run the tests on PostgreSQL and count the branches they try in what decides and what writes; too few fail the run.
# Only those files are traced (pyproject.toml), so that counting costs little. What needs no database is the same on both
# engines and runs once, in `make test`, but for the rules, which are counted here. So does the walk over every address for
# every role: it asks who may, which no engine changes, and takes minutes.
# Everything else runs on both: a list of the tests that depend on the engine would have to foresee what differs.
set -eu
cd "$(dirname "$0")/.."
scripts/postgres.sh .venv/bin/pytest -q -n "${1:-2}" --dist loadfile --no-loadscope-reorder -m "not browser" --cov --cov-report= --cov-fail-under=0 \
	--ignore tests/papers --ignore tests/architecture --ignore tests/cli --ignore tests/test_matrix.py
exec .venv/bin/coverage report
