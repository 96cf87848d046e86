# shellcheck shell=bash
# Shared by the scripts: messages, steps with their time, children that never outlive us, checks.
# Source it after `set -euo pipefail`; it brings in the build environment (scripts/env) too.

if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] < 404)); then
	echo "error: bash 4.4 or newer is needed, this is $BASH_VERSION" >&2
	exit 1
fi

# shellcheck source-path=SCRIPTDIR source=../env
. "$(dirname "${BASH_SOURCE[0]}")/../env"
cd "$SOUK_ROOT" || exit 1

if [[ -t 2 && -z ${NO_COLOR:-} && ${TERM:-dumb} != dumb ]]; then
	BOLD=$'\e[1m' RED=$'\e[31m' GREEN=$'\e[32m' YELLOW=$'\e[33m' RESET=$'\e[0m'
else
	BOLD='' RED='' GREEN='' YELLOW='' RESET=''
fi

say() { printf '%s\n' "$*" >&2; }
warn() { say "${YELLOW}warning:${RESET} $*"; }

# die MESSAGE [REMEDY]
die() {
	say "${RED}error:${RESET} $1"
	[[ -z ${2:-} ]] || say "${BOLD}remedy:${RESET} $2"
	exit 1
}

# Wrong arguments: usage_error MESSAGE
usage_error() {
	say "${RED}error:${RESET} $1"
	say "${BOLD}remedy:${RESET} see ${0} --help"
	exit 2
}

have() { command -v "$1" >/dev/null 2>&1; }

# minutes_seconds SECONDS
minutes_seconds() {
	if (($1 >= 60)); then printf '%dm %02ds' $(($1 / 60)) $(($1 % 60)); else printf '%ds' "$1"; fi
}

# --- children -----------------------------------------------------------------------------------

# Process groups that end with this script, whatever ends it.
CHILDREN=()
CLEANUP=()
# How long a child may take to end before it is killed: a node gives its tasks a minute.
STOP_SECONDS=75

# start COMMAND… : runs it in the background in a process group of its own; the id is in $CHILD.
start() {
	set -m
	"$@" </dev/null &
	CHILD=$!
	set +m
	CHILDREN+=("$CHILD")
}

# run COMMAND… : runs it and waits, so that a signal to this script reaches it as well. What it
# leaves behind in its process group is stopped. LIMIT=SECONDS ends it when it takes longer.
run() {
	local status=0 child watchdog='' since=$SECONDS
	start "$@"
	child=$CHILD
	if [[ -n ${LIMIT:-} ]]; then
		start end_after "$LIMIT" "$child"
		watchdog=$CHILD
	fi
	wait "$child" || status=$?
	stop "$child"
	if [[ -n $watchdog ]]; then
		if ((status != 0 && SECONDS - since >= LIMIT)); then
			warn "ended after the $LIMIT s that it may take"
		fi
		stop "$watchdog"
	fi
	return "$status"
}

end_after() {
	sleep "$1"
	kill -TERM -- "-$2" || return
	sleep "$STOP_SECONDS"
	kill -KILL -- "-$2"
} 2>/dev/null

forget() {
	local pid left=()
	for pid in "${CHILDREN[@]}"; do [[ $pid == "$1" ]] || left+=("$pid"); done
	CHILDREN=("${left[@]}")
}

# stop PID : asks a process group that `start` made to end, insists when it does not.
stop() {
	local pid=$1 tenths=0
	kill -TERM -- "-$pid" 2>/dev/null || true
	while kill -0 -- "-$pid" 2>/dev/null; do
		((tenths++ != 50)) || say "waiting for process $pid to end…"
		if ((tenths >= STOP_SECONDS * 10)); then
			warn "process $pid did not end within ${STOP_SECONDS} s and is killed"
			kill -KILL -- "-$pid" 2>/dev/null || true
			break
		fi
		sleep 0.1
	done
	forget "$pid"
}

# on_exit COMMAND… : runs it when this script ends, last registered first.
on_exit() { CLEANUP=("$(printf '%q ' "$@")" "${CLEANUP[@]}"); }

finish() {
	local status=$? pid entry
	trap '' INT TERM HUP
	trap - EXIT
	for pid in "${CHILDREN[@]}"; do stop "$pid"; done
	for entry in "${CLEANUP[@]}"; do eval "$entry" || true; done
	exit "$status"
}

trap finish EXIT
trap 'say interrupted && exit 130' INT
trap 'say "ended by SIGTERM" && exit 143' TERM
trap 'exit 129' HUP

# --- steps --------------------------------------------------------------------------------------

# step TITLE COMMAND… : says what is being done and how long it took.
step() {
	local title=$1 since=$SECONDS status=0
	shift
	say "${BOLD}==> $title${RESET}"
	run "$@" || status=$?
	if ((status == 0)); then
		say "${GREEN}==> $title: done${RESET} in $(minutes_seconds $((SECONDS - since)))"
	else
		local how="exit status $status"
		((status <= 128)) || how="ended by signal $(kill -l "$status" 2>/dev/null || echo "$status")"
		say "${RED}==> $title: failed${RESET} after $(minutes_seconds $((SECONDS - since))), $how"
	fi
	return "$status"
}

# --- checks -------------------------------------------------------------------------------------

# number NAME VALUE MIN MAX : dies unless VALUE is a whole number in that range.
number() {
	if ! [[ $2 =~ ^[0-9]{1,15}$ ]] || ((10#$2 < $3 || 10#$2 > $4)); then
		usage_error "$1 must be a whole number from $3 to $4, not '$2'"
	fi
}

port_busy() {
	(exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || (exec 3<>"/dev/tcp/::1/$1") 2>/dev/null
}

GIVEN_PORTS=' '

# free_port : a port that nothing listens on and that was not given out before, in $PORT.
free_port() {
	local _
	for _ in {1..200}; do
		PORT=$((20000 + RANDOM % 12000))
		if [[ $GIVEN_PORTS != *" $PORT "* ]] && ! port_busy "$PORT"; then
			GIVEN_PORTS+="$PORT "
			return 0
		fi
	done
	die "found no free port between 20000 and 32000" "stop something that listens there"
}

# need_disk DIRECTORY GIB PURPOSE : dies when the file system has less space left.
need_disk() {
	local dir=$1 free
	while [[ ! -d $dir ]]; do dir=$(dirname "$dir"); done
	free=$(df -Pk "$dir" | awk 'NR == 2 { print int($4 / 1048576) }')
	[[ -w $dir ]] || die "$1 cannot be written to ($3)" "choose another directory, or change its owner"
	if ((free < $2)); then
		die "$3 needs $2 GiB in $dir, which has $free GiB left" \
			"free some, or use a larger disk: CARGO_TARGET_DIR=…, TMPDIR=…, --base-path …"
	fi
}

# http_ok PORT PATH : whether a GET on this host answers 200.
http_ok() {
	local line=''
	{
		exec 3<>"/dev/tcp/127.0.0.1/$1" || return 1
		printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n' "$2" >&3
		IFS= read -r -t 5 line <&3 || true
		exec 3>&-
	} 2>/dev/null
	[[ $line == *' 200 '* ]]
}
