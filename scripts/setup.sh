#!/bin/sh
# Create .venv exactly as the lock file says. Needs python3 (3.11 or newer) with its venv module, and nothing else.
# "setup.sh run" leaves out what only developers use, and removes nothing that is there already.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}
case "${1:-}" in
run) PACKAGES="--no-dev --inexact" WHAT="Cài môi trường vào .venv (chỉ lần đầu)" ;;
*) PACKAGES="" WHAT="Cài môi trường cho người phát triển vào .venv" ;;
esac

stop() {
	echo "$1" >&2
	exit 1
}

command -v "$PYTHON" >/dev/null 2>&1 || stop "Thiếu Python: hãy cài python3 (từ 3.11), ví dụ: apt-get install python3 python3-venv"
"$PYTHON" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
	stop "Cần Python từ 3.11; máy này có $("$PYTHON" --version 2>&1). Chỉ một bản khác bằng: make PYTHON=/đường/dẫn/python3 setup"
"$PYTHON" -c 'import ensurepip, venv' 2>/dev/null ||
	stop "Python trên máy này thiếu mô-đun venv: hãy cài gói python3-venv, ví dụ: apt-get install python3-venv"

with_uv() {
	scripts/uv.sh sync --frozen --quiet --all-extras $PACKAGES --python "$PYTHON"
}

with_pip() {
	echo "Không dùng được uv; cài bằng pip từ requirements.lock." >&2
	"$PYTHON" -m venv --clear .venv &&
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock &&
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
}

# A line now and then, for as long as this script lives: a slow network is not a fault.
still_working() {
	seconds=0
	while sleep 10 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do
		seconds=$((seconds + 10))
		echo "  … vẫn đang tải và cài ($seconds giây)" >&2
	done
}

echo "$WHAT …" >&2
still_working &
trap 'kill $! 2>/dev/null || true' EXIT
with_uv || with_pip || stop "Chưa cài được các gói. Kiểm tra kết nối mạng hoặc kho gói của pip rồi chạy lại."
