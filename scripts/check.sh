#!/bin/sh
# Every check a machine makes without running the program. Runs them all, names each, fails if one failed.
set -u
cd "$(dirname "$0")/.."
BIN=.venv/bin
failed=""

step() {
	name=$1
	shift
	echo "-- $name"
	"$@" || failed="$failed $name"
}

templates() {
	git ls-files -z --cached --others --exclude-standard 'src/**/*.html' | xargs -0 -r "$@"
}

step format "$BIN/ruff" format --check --quiet .
step lint "$BIN/ruff" check --quiet .
step djade templates "$BIN/djade" --target-version 5.2 --check
step djlint templates "$BIN/djlint" --lint --quiet
step layers "$BIN/lint-imports" --no-logo
step types "$BIN/mypy"
step migrations "$BIN/python" manage.py makemigrations --check --dry-run --settings thidua.config.settings.test
step architecture "$BIN/pytest" tests/architecture tests/test_setup.py -q -p no:randomly

if [ -n "$failed" ]; then
	echo "failed:$failed" >&2
	exit 1
fi
echo "all checks passed"
