//go:build tools

// Package promtool names the program hack/promtool/build compiles, so that go mod tidy keeps its dependencies.
package promtool

import _ "github.com/prometheus/prometheus/cmd/promtool"
