#!/bin/sh
# Create .venv exactly as the lock file says. Needs python3 (3.11 or newer) with its venv module, and nothing else.
set -eu
cd "$(dirname "$0")/.."
PYTHON=${PYTHON:-python3}

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
	scripts/uv.sh sync --frozen --quiet --all-extras --python "$PYTHON"
}

with_pip() {
	echo "Không dùng được uv; cài bằng pip từ requirements.lock." >&2
	"$PYTHON" -m venv --clear .venv &&
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock &&
		.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
}

echo "Đang tạo môi trường trong .venv …" >&2
with_uv || with_pip || stop "Chưa cài được các gói. Kiểm tra kết nối mạng hoặc kho gói của pip rồi chạy lại: make setup"
