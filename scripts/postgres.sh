#!/bin/sh
# Run a command against a private PostgreSQL of its own: scripts/postgres.sh COMMAND …
#
# The server is started from the installed binaries in a new temporary folder, listens on a Unix socket there and nowhere
# else, and is stopped when the command ends. Text sorts by code points (C.UTF-8), so that a test which leans on the
# database's own Vietnamese order fails here. fsync is off: nothing in it outlives the run.
set -eu

stop() {
	echo "$1" >&2
	exit 1
}

binaries() {
	for folder in "${THIDUA_POSTGRES_BIN:-}" $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV) \
		"$(pg_config --bindir 2>/dev/null || true)"; do
		[ -n "$folder" ] && [ -x "$folder/initdb" ] && [ -x "$folder/postgres" ] && echo "$folder" && return 0
	done
	return 1
}

install() {
	[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 || return 1
	echo "Installing PostgreSQL for the tests …" >&2
	{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends postgresql; } \
		>/dev/null 2>&1
}

[ $# -gt 0 ] || stop "usage: scripts/postgres.sh COMMAND …"
BIN=$(binaries) || { install && BIN=$(binaries); } ||
	stop "PostgreSQL is missing: install the package postgresql, or set THIDUA_POSTGRES_BIN to the folder of initdb."

# A short path: the name of a socket may have 107 bytes.
HOME_OF_SERVER=$(mktemp -d /tmp/thidua-pg.XXXXXX)
DATA=$HOME_OF_SERVER/data
LOG=$HOME_OF_SERVER/log
PORT=5432

# PostgreSQL refuses to run as root: then its folder and its processes belong to an unprivileged user.
if [ "$(id -u)" = 0 ]; then
	OWNER=$(id -un postgres 2>/dev/null || echo nobody)
	chown "$OWNER" "$HOME_OF_SERVER"
	as_owner() { su "$OWNER" -s /bin/sh -c 'cd /; exec "$0" "$@"' -- "$@"; }
else
	OWNER=$(id -un)
	as_owner() { "$@"; }
fi
chmod 755 "$HOME_OF_SERVER"

finish() {
	status=$?
	trap - EXIT INT TERM
	# The pid file is the server's own word on who it is; stop that process and no other.
	[ ! -f "$DATA/postmaster.pid" ] || as_owner "$BIN/pg_ctl" -D "$DATA" -m immediate -w stop >/dev/null 2>&1 || true
	rm -rf "$HOME_OF_SERVER"
	exit "$status"
}
trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

as_owner "$BIN/initdb" -D "$DATA" -U thidua -A trust -E UTF8 --locale=C.UTF-8 --no-sync >"$LOG.initdb" 2>&1 ||
	stop "initdb failed: $(cat "$LOG.initdb")"
as_owner "$BIN/pg_ctl" -D "$DATA" -l "$LOG" -w -t 60 -o "-c listen_addresses='' -c port=$PORT \
	-c unix_socket_directories='$HOME_OF_SERVER' -c fsync=off -c full_page_writes=off -c max_connections=60" start >/dev/null ||
	stop "PostgreSQL did not start: $(cat "$LOG")"

# Before anything is migrated: is the server behind this socket the one that was just made?
PSQL="$BIN/psql -X -A -t -h $HOME_OF_SERVER -p $PORT -U thidua -d postgres"
[ "$($PSQL -c 'show data_directory')" = "$DATA" ] || stop "The server on $HOME_OF_SERVER is not ours; nothing was done."
$PSQL -q -c 'create database thidua' >/dev/null

export THIDUA_POSTGRES_DB=thidua THIDUA_POSTGRES_USER=thidua THIDUA_POSTGRES_PASSWORD='' \
	THIDUA_POSTGRES_HOST="$HOME_OF_SERVER" THIDUA_POSTGRES_PORT="$PORT"
"$@"
