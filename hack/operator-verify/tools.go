//go:build tools

// Package operatorverify names the program hack/go-program compiles, so that go mod tidy keeps its dependencies.
package operatorverify

import _ "github.com/operator-framework/api/cmd/operator-verify"
