//go:build tools

// Package tofu names the program hack/tofu/build compiles, so that go mod tidy keeps its dependencies.
package tofu

import _ "github.com/opentofu/opentofu/cmd/tofu"
