//go:build tools

// Package crane names the program hack/envtest/build compiles, so that go mod tidy keeps its dependencies.
package crane

import _ "github.com/google/go-containerregistry/cmd/crane"
