//go:build tools

// Package conformance names the program hack/conformance/build compiles, so that go mod tidy keeps its dependencies.
package conformance

import _ "github.com/opencontainers/distribution-spec/conformance"
