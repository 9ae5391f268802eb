# How scripts find Go and build programs with it; sourced, not run. Who sources it has say and fail.
# shellcheck shell=bash

platform() {
    local arch
    arch=$(uname -m)
    case $arch in
        x86_64) arch=amd64 ;;
        aarch64) arch=arm64 ;;
    esac
    printf '%s-%s\n' "$(uname -s | tr '[:upper:]' '[:lower:]')" "$arch"
}

# find_go MODULE [INSTEAD]: prints a Go that can build the module in that directory; INSTEAD says what else helps.
find_go() {
    local module=$1 instead=${2:-} go needed actual
    go=$(command -v go || true)
    [[ -n $go || ! -x /usr/local/go/bin/go ]] || go=/usr/local/go/bin/go
    needed=$(awk '$1 == "go" { print $2; exit }' "$module/go.mod")
    [[ -n $go ]] || fail "install Go $needed or newer${instead:+, or $instead}"
    # In the module's folder, because a Go that may switch toolchains answers with the one it would use there.
    actual=$(cd "$module" && "$go" env GOVERSION 2>/dev/null || true)
    actual=${actual#go}
    [[ $(printf '%s\n%s\n' "$needed" "${actual:-0}" | sort -V | head -n 1) == "$needed" ]] ||
        fail "$go is version ${actual:-unknown}, but $needed or newer is needed${instead:+; install it, or $instead}"
    printf '%s\n' "$go"
}

# go_build GO MODULE FILE PACKAGE LDFLAGS: a static binary, alike on every machine, and no C compiler needed.
go_build() {
    (cd "$2" && CGO_ENABLED=0 GOWORK=off GOFLAGS=-mod=readonly \
        "$1" build -trimpath -ldflags "-s -w $5" -o "$3" "$4") </dev/null >&2 9>&-
}

# crds_beside READY MODULE PACKAGE FILES: puts the CRDs that are FILES, a glob, in the Go module PACKAGE into READY/crds, unless they
# are there; of the version that the go.mod in MODULE requires.
crds_beside() {
    local ready=$1 module=$2 package=$3 files=$4 go from partial
    [[ ! -d $ready/crds ]] || return 0
    go=$(find_go "$module")
    from=$(cd "$module" && GOWORK=off GOFLAGS=-mod=readonly "$go" mod download -json "$package" | awk -F '"' '$2 == "Dir" { print $4 }')
    partial=$(mktemp -d "$ready/crds.XXXXXX")
    # shellcheck disable=SC2064 # the name of now
    trap "rm -rf '$partial'" EXIT
    cp "$from"/$files "$partial"
    chmod 755 "$partial"
    chmod 644 "$partial"/*
    # Two at once: the first to come wins.
    [[ -d $ready/crds ]] || mv "$partial" "$ready/crds"
}
