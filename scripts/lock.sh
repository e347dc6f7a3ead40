#!/bin/sh
# Resolve the dependencies again and write both lock files; refuse a lock that names any host but the two public ones.
set -eu
cd "$(dirname "$0")/.."
scripts/uv.sh lock "$@"
scripts/uv.sh export --frozen --quiet --format requirements.txt --all-groups --all-extras --no-header --no-annotate \
	--no-emit-project -o requirements.lock
hosts=$(grep -oE '(https?|file)://[^/"]*' uv.lock | sort -u | tr '\n' ' ')
if [ "$hosts" != "https://files.pythonhosted.org https://pypi.org " ]; then
	echo "uv.lock names other hosts than the public ones: $hosts" >&2
	exit 1
fi
if grep -q '://' requirements.lock; then
	echo "requirements.lock must not name any host" >&2
	exit 1
fi
