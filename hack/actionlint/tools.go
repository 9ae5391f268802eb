//go:build tools

// Package actionlint names the program hack/go-program compiles, so that go mod tidy keeps its dependencies.
package actionlint

import _ "github.com/rhysd/actionlint/cmd/actionlint"
