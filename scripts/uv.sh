#!/bin/sh
# Run the project's own uv, fetched once into .tools. Index settings of the machine's user are left out: they would
# otherwise decide where packages come from and end up in the lock file. Certificates are those the machine trusts, as with
# pip: an office network may add its own.
set -eu
VERSION=0.13.9
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
if [ "$(.tools/bin/uv --version 2>/dev/null | cut -d' ' -f2)" != "$VERSION" ]; then
	"$PYTHON" -m venv --clear .tools >&2
	.tools/bin/python -m pip install --quiet --disable-pip-version-check "uv==$VERSION" >&2
fi
exec env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_INDEX_URL -u UV_EXTRA_INDEX_URL -u UV_FIND_LINKS -u VIRTUAL_ENV \
	UV_PYTHON_DOWNLOADS=never UV_SYSTEM_CERTS=true .tools/bin/uv "$@"
