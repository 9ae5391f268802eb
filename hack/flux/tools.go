//go:build tools

// Package flux names the program hack/flux/build compiles, so that go mod tidy keeps its dependencies.
package flux

import _ "github.com/fluxcd/source-controller"
