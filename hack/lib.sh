# Functions for scripts that start servers, show commands and check what comes of them; sourced, not run.
# shellcheck shell=bash

work=$(mktemp -d "${TMPDIR:-/tmp}/ecr-operator.XXXXXX")
logs=$work/logs
mkdir "$logs"
pids=()

if [[ -t 1 ]]; then
    bold=$'\e[1m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
    bold='' green='' red='' plain=''
fi

# A heading.
step() { printf '\n%s== %s%s\n' "$bold" "$*" "$plain"; }

# Prints a command as a user would type it, and what it prints. Takes one string, so that it can be copied.
show() {
    printf '%s$ %s%s\n' "$bold" "$1" "$plain"
    local status=0
    eval "$1" >"$work/output" 2>&1 || status=$?
    sed 's/^/  /' "$work/output"
    return "$status"
}

# Says that a promise held.
held() { printf '%s✓ %s%s\n' "$green" "$*" "$plain"; }

# Ends the script.
fail() {
    printf '%s✗ %s%s\n' "$red" "$*" "$plain" >&2
    exit 1
}

# expect WHAT COMMAND…: the command succeeds, or the script fails.
expect() {
    local what=$1
    shift
    "$@" >"$work/check" 2>&1 || {
        sed 's/^/  /' "$work/check" >&2
        fail "not so: $what"
    }
    held "$what"
}

# eventually SECONDS WHAT COMMAND…: the command succeeds within so many seconds, or the script fails.
eventually() {
    local deadline=$((SECONDS + $1)) what=$2
    shift 2
    until "$@" >"$work/check" 2>&1; do
        if ((SECONDS >= deadline)); then
            sed 's/^/  /' "$work/check" >&2
            fail "not so in time: $what"
        fi
        sleep 0.2
    done
    held "$what"
}

# Prints COUNT ports of 127.0.0.1 that nobody uses.
free_ports() {
    python3 - "$1" <<'PYTHON'
import socket, sys
sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(int(sys.argv[1]))]
print(*(s.getsockname()[1] for s in sockets))
PYTHON
}

# Prints what a URL answers; fails if that is an error.
fetch() {
    python3 -c 'import sys, urllib.request
body = "".join(sys.argv[3:]).encode() if sys.argv[2:3] == ["POST"] else None
print(urllib.request.urlopen(sys.argv[1], data=body, timeout=10).read().decode())' "$@"
}

# Whether a URL answers, and with no error.
answers() { fetch "$1" >/dev/null; }

# Evaluates a Python expression over the JSON on standard input, which is called "it".
json() { python3 -c 'import json, sys; it = json.load(sys.stdin); print(eval(sys.argv[1]))' "$1"; }

# start NAME COMMAND…: starts a server with its output in logs/NAME.log and no standard input.
start() {
    local name=$1
    shift
    "$@" >"$logs/$name.log" 2>&1 </dev/null &
    pids+=($!)
}

# Waits until the server that was started last says so in its log.
await_log() {
    local name=$1 text=$2 seconds=$3 deadline=$((SECONDS + $3))
    until grep -qs -- "$text" "$logs/$name.log"; do
        kill -0 "${pids[-1]}" 2>/dev/null || fail "$name has ended"
        ((SECONDS < deadline)) || fail "$name was not ready within $seconds s"
        sleep 0.1
    done
}

# Stops all that was started, the latest first, and returns when it is gone.
stop_all() {
    local i
    for ((i = ${#pids[@]} - 1; i >= 0; i--)); do
        kill "${pids[i]}" 2>/dev/null || true
        wait "${pids[i]}" 2>/dev/null || true
    done
    pids=()
}

# Prints what is to be known of a failure beside the logs. A script may have its own.
explain() { :; }

# For the EXIT trap: stops everything; if the script failed, explains, shows the logs and keeps them.
clean_up() {
    local status=$?
    trap - EXIT INT TERM
    if [[ $status != 0 && $status != 130 ]]; then
        explain >&2 || true
        tail -n 15 "$logs"/*.log >&2 || true
        printf 'The logs are in %s\n' "$logs" >&2
    fi
    stop_all
    [[ $status != 0 && $status != 130 ]] || rm -rf "$work"
    exit "$status"
}

# Leaves everything running and says how to talk to it and how to stop it.
keep() {
    trap - EXIT INT TERM
    cat <<TEXT

Still running. To talk to it:
  export PATH=$PATH
  export KUBECONFIG=$KUBECONFIG AWS_ENDPOINT_URL=$AWS_ENDPOINT_URL AWS_REGION=$AWS_REGION
  export AWS_ACCESS_KEY_ID=$AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY=$AWS_SECRET_ACCESS_KEY
  kubectl get ecr -A; aws-call DescribeRepositories
Logs are in $logs. To stop it:
  kill ${pids[*]}; rm -r $work
TEXT
    disown -a
    exit 0
}
