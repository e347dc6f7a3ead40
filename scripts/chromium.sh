#!/bin/sh
# Print the path of a Chromium for the browser tests; install one where that is allowed. Prints nothing when there is none.
set -u

found() {
	for name in "${THIDUA_CHROMIUM:-}" /usr/bin/chromium chromium chromium-browser google-chrome google-chrome-stable; do
		[ -n "$name" ] && path=$(command -v "$name" 2>/dev/null) && echo "$path" && return 0
	done
	return 1
}

install() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
	echo "Đang cài Chromium cho các phép thử trình duyệt …" >&2
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium; } \
		>/dev/null 2>&1
}

found && exit 0
install && found && exit 0
echo "Không có Chromium và không cài được: các phép thử trình duyệt được bỏ qua." \
	"Cài gói chromium, hoặc đặt THIDUA_CHROMIUM=/đường/dẫn/chromium rồi chạy lại." >&2
exit 0
