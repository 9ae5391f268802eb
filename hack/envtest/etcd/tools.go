//go:build tools

// Package etcd names the program hack/envtest/build compiles, so that go mod tidy keeps its dependencies.
package etcd

import _ "go.etcd.io/etcd/server/v3"
